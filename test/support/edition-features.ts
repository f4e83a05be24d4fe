// What an edition has, from its profile, its places and its table of routes: by this, and never by
// a name, a test decides what it tries in which edition.
import { aliases, defaultEditionsAt, editions as all } from '#editions/all.ts'
import { placePrefixes, type Edition as Product, type Place } from '#editions/edition.ts'
import type { HttpMethod, Route } from '#http/route.ts'
import type { Rules } from '#rules.ts'
import { startServer, type TestServer } from './server.ts'

type Named = { readonly name: string }

const productOf = ({ name }: Named): Product => {
  const found = all.find((one) => one.name === (aliases[name] ?? name))
  if (!found) throw new Error(`no edition ${name}`)
  return found
}

export const rulesOf = (edition: Named): Rules => productOf(edition).profile.rules

/** Whether an edition has a method (`password`, `code`, …). */
export const offers = (edition: Named, method: string): boolean => {
  const { methods } = productOf(edition).profile
  return methods === 'all' || methods.includes(method)
}

/** Whether an edition says in `Cache-Control` that nothing is kept. */
export const saysCacheControl = (edition: Named): boolean =>
  productOf(edition).listeners.cacheControl === undefined

/** The prefixes below which the public operations of an edition are served, all of them. */
export function placesOf(edition: Named): readonly string[] {
  const product = productOf(edition)
  const names = [
    product.name,
    ...Object.keys(aliases).filter((one) => aliases[one] === product.name),
  ]
  const places = (Object.keys(placePrefixes) as Place[]).filter(
    (place) => defaultEditionsAt(place)[0] === product.name,
  )
  return [
    ...names.map((name) => `/${name}${product.prefixes.public}`),
    ...places.map((place) => placePrefixes[place].public),
  ]
}

/** The prefixes below which the admin operations of an edition are served. */
export function adminPlacesOf(edition: Named): readonly string[] {
  const product = productOf(edition)
  const names = [
    product.name,
    ...Object.keys(aliases).filter((one) => aliases[one] === product.name),
  ]
  return names.flatMap((name) =>
    product.listeners.adminPaths.map((path) => `/${name}${product.prefixes.admin}${path}`),
  )
}

export type Row = {
  readonly method: HttpMethod
  readonly path: string
  readonly options: Route['options']
}
export type RouteTable = { readonly public: readonly Row[]; readonly admin: readonly Row[] }

const tables = new Map<string, RouteTable>()
const observed: readonly Product[] = all.map((edition) => ({
  ...edition,
  routes(parts) {
    const routes = edition.routes(parts)
    const rows = (list: readonly Route[]): Row[] =>
      list.flatMap(({ methods, path, options }) =>
        methods.map((method) => ({ method, path, options })),
      )
    tables.set(edition.name, { public: rows(routes.public), admin: rows(routes.admin) })
    return routes
  },
}))
const probe = await startServer({}, { editions: observed })
probe.app.public.instances()
await probe.close()

/** The routes of an edition, one row for each method. */
export const routesOf = (edition: Named): RouteTable => {
  const found = tables.get(productOf(edition).name)
  if (!found) throw new Error(`no routes of ${edition.name}`)
  return found
}

/** Whether an edition has such a route. */
export const hasRoute = (
  edition: Named,
  listener: keyof RouteTable,
  method: HttpMethod,
  path: string,
): boolean => routesOf(edition)[listener].some((row) => row.method === method && row.path === path)

/** The server as a client sees it that knows one of its places only, looked after by that edition. */
export function mounted(server: TestServer, place: string): TestServer {
  const below = (url: string) => (place !== '' && url.startsWith(`${place}/`) ? url : place + url)
  const own = all.find(({ name }) => place.startsWith(`/${name}`))
  const adminPlace = own === undefined ? '' : `/${own.name}${own.prefixes.admin}`
  return {
    ...server,
    public: (method, url, more) => server.public(method, below(url), more),
    admin: (method, url, more) =>
      server.admin(method, url.startsWith('/admin/pallas') ? url : adminPlace + url, more),
  }
}
