// The lists of this API that are paginated by key, which look alike.
import { json } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import { list, text } from '#lib/json-schema.ts'
import { ref } from '../shared/json-schema.ts'
import { keyPageHeaders, readKeyPage, type KeyList } from '../shared/key-pages.ts'
import type { PageTokens } from '../shared/offset-pages.ts'

export type KeyListParts = {
  readonly pageTokens: PageTokens
  /** The path of a list from the root of the host, for its links. */
  readonly listPath: (path: string) => string
}

/** The parameters of a page, for the document. */
export const pageQuery = { page_size: { type: 'integer' }, page_token: text }

/** How a list is paginated. */
export const keyListOf = (path: string, { pageTokens }: KeyListParts): KeyList => ({
  name: path.slice(1),
  defaultLimit: 50,
  maxLimit: 500,
  pageTokens,
})

/** The route of a list. `last` of what is found: the key after which the next page begins. */
export function keyListRoute<Filter, Entry>(
  parts: KeyListParts,
  path: string,
  steps: {
    readonly read: (request: Request) => Filter
    readonly find: (
      filter: Filter,
      page: { readonly limit: number; readonly after: string | undefined },
    ) => Promise<{ readonly shown: readonly Entry[]; readonly last: string | undefined }>
    readonly present: (entry: Entry) => object
  },
  document: {
    readonly id: string
    readonly summary: string
    readonly tag: string
    readonly entry: object
    /** The parameters of the filter. */
    readonly query?: Readonly<Record<string, object>>
  },
): Route {
  const pages = keyListOf(path, parts)
  const { entry, query, ...facts } = document
  return route(
    'GET',
    path,
    (request) => ({ filter: steps.read(request), page: readKeyPage(request, pages) }),
    async ({ filter, page }) => ({ page, ...(await steps.find(filter, page)) }),
    ({ page, shown, last }) =>
      json(200, shown.map(steps.present), {
        headers: keyPageHeaders(parts.listPath(path), page, last, pages),
      }),
    {
      document: {
        ...facts,
        query: { ...query, ...pageQuery },
        responses: { 200: list(entry), 400: ref('errorGeneric') },
      },
    },
  )
}
