// Where the operations of an edition are on the two listeners.
import type { Config } from '#config/config.ts'
import type { Edition, EditionRoutes, Places, Prefixes } from '#editions/edition.ts'
import type { CookieSettings } from '#http/cookies.ts'
import type { Mount } from '#http/route.ts'

export const cookiesAt = (edition: Edition, config: Config, publicPrefix: string): CookieSettings =>
  edition.cookies({
    session: config.session.cookie,
    attributes: config.cookies,
    baseUrl: config.public.baseUrl,
    publicUrl: config.public.baseUrl + publicPrefix,
  })

export function placesOf(config: Config, prefixes: Prefixes): Places {
  const { flows } = config.selfservice
  return {
    publicUrl: config.public.baseUrl + prefixes.public,
    adminUrl: config.admin.baseUrl + prefixes.admin,
    pagesUrl: `${config.public.baseUrl}/ui`,
    ui: (page) => flows[page].uiUrl,
  }
}

export function publicMount(
  edition: Edition,
  { public: routes, refuse }: EditionRoutes,
  { public: prefix }: Prefixes,
  config: Config,
): Mount {
  return {
    prefix,
    routes,
    cookies: cookiesAt(edition, config, prefix),
    baseUrl: config.public.baseUrl + prefix,
    refuse,
    variesByCookie: true,
    ...cachingOf(edition.listeners.caching?.public),
  }
}

/** `open`: the mount of the public operations, for editions that serve them on both listeners. */
export function adminMounts(
  { listeners }: Edition,
  { admin: routes, refuse }: EditionRoutes,
  prefixes: Prefixes,
  config: Config,
  open: Mount,
): readonly Mount[] {
  const admin: Mount = {
    prefix: prefixes.admin,
    routes,
    cookies: undefined,
    baseUrl: config.admin.baseUrl + prefixes.admin,
    refuse,
    variesByCookie: false,
    ...cachingOf(listeners.caching?.admin),
  }
  return [
    ...listeners.adminPaths.map((path) => ({ ...admin, prefix: prefixes.admin + path })),
    ...(listeners.publicOnAdmin && prefixes.public !== prefixes.admin ? [open] : []),
  ]
}

const cachingOf = (caching: Mount['caching']): Pick<Mount, 'caching'> =>
  caching === undefined ? {} : { caching }
