// The prefixes, base URLs and cookies with which an edition is mounted on the two listeners.
import type { Config } from '#config/config.ts'
import type { Edition, EditionRoutes, Places, Prefixes } from '#editions/edition.ts'
import type { CookieSettings } from '#http/cookies.ts'
import type { Mount } from '#http/route.ts'

/** The cookie settings of an edition mounted at this prefix. */
export const cookiesAt = (edition: Edition, config: Config, publicPrefix: string): CookieSettings =>
  edition.cookies({
    session: config.session.cookie,
    attributes: config.cookies,
    baseUrl: config.public.baseUrl,
    publicUrl: config.public.baseUrl + publicPrefix,
  })

/** The public URLs that an edition with these prefixes needs. */
export function placesOf(config: Config, prefixes: Prefixes): Places {
  const { flows } = config.selfservice
  let origins: ReadonlySet<string> | undefined
  return {
    publicUrl: config.public.baseUrl + prefixes.public,
    adminUrl: config.admin.baseUrl + prefixes.admin,
    pagesUrl: `${config.public.baseUrl}/ui`,
    ui: (page) => flows[page].uiUrl,
    isOwn: (url) => (origins ??= ownOrigins(config)).has(originOf(url) ?? ''),
  }
}

function ownOrigins({
  public: { baseUrl },
  selfservice: { flows, defaultReturnUrl, allowedReturnUrls },
}: Config): ReadonlySet<string> {
  const { login, registration, settings, recovery, verification, error, logout } = flows
  const pages = [login, registration, settings, recovery, verification, error]
  const urls = [
    baseUrl,
    defaultReturnUrl,
    logout.defaultReturnUrl,
    ...allowedReturnUrls,
    ...pages.map((page) => page.uiUrl),
  ]
  return new Set(urls.flatMap((url) => originOf(url) ?? []))
}

/** The origin of a web page; undefined for other URLs. */
function originOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { origin } = new URL(url)
  return origin === 'null' ? undefined : origin
}

/** The mount of an edition on the public listener. */
export function publicMount(
  edition: Edition,
  { public: routes, refuse, unmatched }: EditionRoutes,
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
    errorsNameRequest: edition.listeners.errorsNameRequest,
    ...(unmatched?.public ? { unmatched: unmatched.public } : {}),
    ...cacheControlOf(edition.listeners.cacheControl?.public),
  }
}

/**
 * The mounts of an edition on the admin listener. `open`: the mount of its public operations, for
 * editions that serve them on both listeners.
 */
export function adminMounts(
  { listeners }: Edition,
  { admin: routes, refuse, unmatched }: EditionRoutes,
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
    errorsNameRequest: listeners.errorsNameRequest,
    ...(unmatched?.admin ? { unmatched: unmatched.admin } : {}),
    ...cacheControlOf(listeners.cacheControl?.admin),
  }
  return [
    ...listeners.adminPaths.map((path) => ({ ...admin, prefix: prefixes.admin + path })),
    ...(servesPublicOnAdmin(listeners, prefixes) ? [open] : []),
  ]
}

/** The prefixes of what `adminMounts` answers. */
export const adminMountPrefixes = (
  { listeners }: Edition,
  prefixes: Prefixes,
): readonly string[] => [
  ...listeners.adminPaths.map((path) => prefixes.admin + path),
  ...(servesPublicOnAdmin(listeners, prefixes) ? [prefixes.public] : []),
]

const servesPublicOnAdmin = (
  { publicOnAdmin }: Edition['listeners'],
  { public: open, admin }: Prefixes,
): boolean => publicOnAdmin && open !== admin

const cacheControlOf = (cacheControl: Mount['cacheControl']): Pick<Mount, 'cacheControl'> =>
  cacheControl === undefined ? {} : { cacheControl }
