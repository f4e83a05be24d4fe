import type { Config } from '#config/config.ts'
import type { Edition, Place } from '#editions/edition.ts'
import type { CookieSettings } from '#http/cookies.ts'
import type { Mount } from '#http/route.ts'
import { currentCookies, publicMount } from './mounts.ts'

/**
 * Cookies of editions whose anti-forgery cookie has a plain name and says nothing of other sites:
 * browsers then keep it from them.
 */
export function plainCookies(config: Config): CookieSettings {
  return {
    ...currentCookies(config),
    csrf: { ...config.cookies, sameSite: undefined, name: 'csrf_token' },
  }
}

/**
 * Public operations on one listener, those of administrators on the other, below the same prefix;
 * nothing is said of keeping answers.
 */
export function splitMounts(
  edition: Edition,
  { publicPrefix, adminPrefix }: Place,
  config: Config,
): { readonly public: readonly Mount[]; readonly admin: readonly Mount[] } {
  return {
    public: [{ ...publicMount(edition, publicPrefix, config), caching: 'unsaid' }],
    admin: [
      {
        prefix: adminPrefix,
        routes: edition.admin,
        cookies: undefined,
        baseUrl: config.admin.baseUrl + adminPrefix,
        refuse: edition.refuse,
        variesByCookie: false,
        caching: 'unsaid',
      },
    ],
  }
}
