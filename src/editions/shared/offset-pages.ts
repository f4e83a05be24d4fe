// Pagination by offset, for schemas and sessions: `page` (from 0) and `per_page`, or `page_size`
// and `page_token`, with `X-Total-Count` and `Link` (RFC 8288).
import { Refusal } from '#errors/refusal.ts'
import { queryValue, type Request } from '#http/route.ts'
import { checkPageSize, isFirstPage, mostEntries } from './page-parameters.ts'

/** The requested page in rows; `number`: as it was asked for, from 0. */
export type OffsetPage = {
  readonly limit: number
  readonly offset: number
  readonly number?: number
}

/**
 * Signed tokens that carry a list position. `decode` returns undefined for a token that was not
 * issued by this server.
 */
export type PageTokens = {
  encode(value: string): string
  decode(token: string): string | undefined
}

const limits = { perPage: mostEntries, pageSize: 500, default: 250 }

/**
 * Reads the page parameters; numbers that are none are passed over. `firstPage`: the number of the
 * first page. Throws Refusal for a forged token, and as checkPageSize.
 */
export function readOffsetPage(
  request: Request,
  pageTokens: PageTokens,
  firstPage: 0 | 1 = 0,
): OffsetPage {
  const perPage = queryValue(request, 'per_page') ?? queryValue(request, 'page_size')
  const limit = checkPageSize(number(perPage) ?? limits.default)
  const token = queryValue(request, 'page_token')
  if (!isFirstPage(token)) {
    const offset = /^offset:(\d+)$/.exec(pageTokens.decode(token ?? '') ?? '')?.[1]
    if (offset === undefined)
      throw new Refusal('bad-request', {
        reason: 'The page token is not one that was given out here.',
      })
    return { limit: bounded(limit, limits.pageSize), offset: Number(offset) }
  }
  const page = number(queryValue(request, 'page')) ?? 0
  const bound = bounded(
    limit,
    queryValue(request, 'per_page') === undefined ? limits.pageSize : limits.perPage,
  )
  return {
    limit: bound,
    offset: Math.max(0, page - firstPage) * bound,
    number: page,
  }
}

const number = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined

const bounded = (limit: number, max: number) => Math.min(Math.max(limit, 1), max)

/** The pagination headers of a page. `filter`: other query parameters, which the links repeat. */
export function offsetPageHeaders(
  path: string,
  page: OffsetPage,
  total: number,
  pageTokens: PageTokens,
  filter: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const before = Object.entries(filter)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}&`)
    .join('')
  const link = (rel: string, size: number, number: number) => {
    const token = pageTokens.encode(`offset:${Math.max(0, number) * size}`)
    const parameters = `page=${number}&page_size=${size}&page_token=${token}&per_page=${size}`
    return `<${path}?${before}${parameters}>; rel="${rel}"`
  }
  const { limit, offset } = page
  const last = Math.max(0, Math.ceil(total / limit) - 1),
    at = Math.min(page.number ?? Math.floor(offset / limit), Math.max(last, 0))
  const links =
    total === 0
      ? [link('first', limit, 0), link('next', limit, at + 1), link('prev', limit, at - 1)]
      : total <= limit
        ? [link('first', total, 0)]
        : at >= last
          ? [link('first', limit, 0), link('prev', limit, at - 1)]
          : at === 0
            ? [link('next', limit, 1), link('last', limit, last)]
            : [
                link('first', limit, 0),
                link('next', limit, at + 1),
                link('prev', limit, at - 1),
                link('last', limit, last),
              ]
  return { 'x-total-count': String(total), link: links.join(',') }
}
