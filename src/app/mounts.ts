import { createHash } from 'node:crypto'
import type { Config } from '#config/config.ts'
import type { Edition, Place, Places } from '#editions/edition.ts'
import type { CookieSettings } from '#http/cookies.ts'
import type { Mount } from '#http/route.ts'

/**
 * The cookies of the current edition. The anti-forgery cookie is named for the public address, so
 * that two servers on one host do not meet, and goes wherever the session cookie goes: one without
 * the other is no use.
 */
export function currentCookies(config: Config): CookieSettings {
  return {
    session: config.session.cookie,
    continuity: { ...config.cookies, name: 'ory_kratos_continuity' },
    csrf: {
      ...config.cookies,
      sameSite: config.session.cookie.sameSite,
      name: `csrf_token_${createHash('sha256').update(config.public.baseUrl).digest('hex')}`,
    },
  }
}

/**
 * Cookies of editions that name the anti-forgery cookie for the address they are served at, and let
 * pages of other sites use it.
 */
export function hostCookies(config: Config, publicUrl: string): CookieSettings {
  const sameSite = config.cookies.secure ? 'None' : config.cookies.sameSite
  return {
    ...currentCookies(config),
    csrf: {
      ...config.cookies,
      sameSite,
      name: `${Buffer.from(publicUrl).toString('base64url')}_csrf_token`,
    },
  }
}

export const rootPlace: Place = { publicPrefix: '', adminPrefix: '' }
export const apiKratosPlace: Place = {
  publicPrefix: '/api/kratos/public',
  adminPrefix: '/api/kratos/admin',
}

/** Below its own name; some editions have had their prefixes from the start. */
export function ownPlace(name: string): Place {
  const prefixes = name === 'v0.6' || name === 'v0.7' ? apiKratosPlace : rootPlace
  return {
    publicPrefix: `/${name}${prefixes.publicPrefix}`,
    adminPrefix: `/${name}${prefixes.adminPrefix}`,
  }
}

/** Wherever the public operations of an edition may be. */
export const publicPrefixesOf = (name: string): readonly string[] =>
  [rootPlace, apiKratosPlace, ownPlace(name)].map((place) => place.publicPrefix)

export function placesOf(config: Config, { publicPrefix, adminPrefix }: Place): Places {
  const { flows } = config.selfservice
  return {
    publicUrl: config.public.baseUrl + publicPrefix,
    adminUrl: config.admin.baseUrl + adminPrefix,
    pagesUrl: `${config.public.baseUrl}/ui`,
    ui: (page) => flows[page].uiUrl,
  }
}

/**
 * Public and admin operations below a prefix each; the admin listener serves both, so that a client
 * needs one address only.
 */
export function prefixedMounts(
  edition: Edition,
  { publicPrefix, adminPrefix }: Place,
  config: Config,
): { readonly public: readonly Mount[]; readonly admin: readonly Mount[] } {
  const open: Mount = { ...publicMount(edition, publicPrefix, config), caching: 'operations' }
  const admin: Mount = {
    prefix: adminPrefix,
    routes: edition.admin,
    cookies: undefined,
    baseUrl: config.admin.baseUrl + adminPrefix,
    refuse: edition.refuse,
    variesByCookie: false,
    caching: 'unsaid',
  }
  return { public: [open], admin: publicPrefix === adminPrefix ? [admin] : [admin, open] }
}

export function publicMount(edition: Edition, prefix: string, config: Config): Mount {
  return {
    prefix,
    routes: edition.public,
    cookies: edition.cookies,
    baseUrl: config.public.baseUrl + prefix,
    refuse: edition.refuse,
    variesByCookie: true,
  }
}

/** The admin operations answer with and without `/admin` before them. */
export function adminMounts(edition: Edition, prefix: string, config: Config): readonly Mount[] {
  const mount = {
    routes: edition.admin,
    cookies: undefined,
    baseUrl: config.admin.baseUrl + prefix,
    refuse: edition.refuse,
    variesByCookie: false,
  }
  return [
    { ...mount, prefix },
    { ...mount, prefix: `${prefix}/admin` },
  ]
}
