import { createHash } from 'node:crypto'
import type { Config } from '#config/config.ts'
import type { Edition, Places } from '#editions/edition.ts'
import type { CookieSettings } from '#http/cookies.ts'
import type { Mount } from '#http/route.ts'

/** The cookies of the current edition: the anti-forgery cookie is named for the public address, so that two servers on one host do not meet. */
export function currentCookies(config: Config): CookieSettings {
  return {
    session: config.session.cookie,
    csrf: { ...config.cookies, name: `csrf_token_${createHash('sha256').update(config.public.baseUrl).digest('hex')}` },
  }
}

export function placesOf(config: Config, prefix: string): Places {
  const { flows } = config.selfservice
  return {
    publicUrl: config.public.baseUrl + prefix,
    adminUrl: config.admin.baseUrl + prefix,
    ui: (page) => flows[page].uiUrl,
  }
}

export function publicMount(edition: Edition, prefix: string, config: Config): Mount {
  return { prefix, routes: edition.public, cookies: edition.cookies, baseUrl: config.public.baseUrl + prefix, refuse: edition.refuse, variesByCookie: true }
}

/** The admin operations answer with and without `/admin` before them. */
export function adminMounts(edition: Edition, prefix: string, config: Config): readonly Mount[] {
  const mount = { routes: edition.admin, cookies: undefined, baseUrl: config.admin.baseUrl + prefix, refuse: edition.refuse, variesByCookie: false }
  return [{ ...mount, prefix }, { ...mount, prefix: `${prefix}/admin` }]
}
