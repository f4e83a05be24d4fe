// Pagination by key: `page_size` and `page_token`, with `Link` (RFC 8288). A token holds the key of
// the last entry of the previous page, and is signed for one kind of list.
import { Refusal } from '#errors/refusal.ts'
import { queryValue, type Request } from '#http/route.ts'
import type { PageTokens } from './offset-pages.ts'
import { checkPageSize, isFirstPage } from './page-parameters.ts'

/** The requested page. */
export type KeyPage = {
  readonly limit: number
  /** Key of the last entry of the previous page; undefined for the first page. */
  readonly after: string | undefined
  /** The other query parameters, which the links repeat. */
  readonly query: Request['query']
}

/** A list that is paginated by key; `name` distinguishes its tokens from those of other lists. */
export type KeyList = {
  readonly name: string
  readonly defaultLimit: number
  readonly maxLimit: number
  readonly pageTokens: PageTokens
}

/**
 * Reads the page parameters. A size above the maximum becomes the maximum, zero or a negative size
 * the default. Throws Refusal for a token that was not issued for this list, for a size that is not
 * a number, and as checkPageSize.
 */
export function readKeyPage(
  request: Request,
  { name, defaultLimit, maxLimit, pageTokens }: KeyList,
): KeyPage {
  const size = queryValue(request, 'page_size') ?? ''
  if (size !== '' && !/^-?\d{1,9}$/.test(size))
    throw new Refusal('bad-request', { reason: 'The page size must be a whole number.' })
  checkPageSize(Number(size))
  const token = queryValue(request, 'page_token')
  const decoded = isFirstPage(token) ? `${name}:` : pageTokens.decode(token ?? '')
  if (decoded?.startsWith(`${name}:`) !== true)
    throw new Refusal('bad-request', {
      reason: 'The page token is not one that was given out for this list.',
    })
  const { page_size: _size, page_token: _token, ...query } = request.query
  return {
    limit: Number(size) > 0 ? Math.min(Number(size), maxLimit) : defaultLimit,
    after: decoded.slice(name.length + 1) || undefined,
    query,
  }
}

/**
 * `Link` header with the first page and, when `last` (key of this page's last entry) is given, the
 * next.
 */
export function keyPageHeaders(
  path: string,
  { limit, query }: KeyPage,
  last: string | undefined,
  { name, pageTokens }: KeyList,
): Readonly<Record<string, string>> {
  const link = (rel: string, after: string) => {
    const token = pageTokens.encode(`${name}:${after}`)
    const parameters = queryString({ ...query, page_size: String(limit), page_token: token })
    return `<${path}?${parameters}>; rel="${rel}"`
  }
  return {
    link: [link('first', ''), ...(last === undefined ? [] : [link('next', last)])].join(','),
  }
}

/** A query string with the parameters sorted by name. */
export function queryString(query: Request['query']): string {
  const pairs = Object.keys(query)
    .toSorted()
    .flatMap((name) => [query[name] ?? []].flat().map((value) => [name, value]))
  return new URLSearchParams(pairs).toString()
}
