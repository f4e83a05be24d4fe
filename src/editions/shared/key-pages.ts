// Pages counted by key: `page_size` and `page_token`, with `Link` (RFC 8288). A token says after
// what the page begins; it is sealed for one kind of list.
import { Refusal } from '#errors/refusal.ts'
import { one, type Request } from '#http/route.ts'
import type { PageTokens } from './offset-pages.ts'

export type KeyPage = {
  readonly limit: number
  /** What the page before ended with; undefined for the first page. */
  readonly after: string | undefined
  /** The other parameters, which the links repeat. */
  readonly query: Request['query']
}

export type KeyList = {
  readonly name: string
  readonly usual: number
  readonly most: number
  readonly pageTokens: PageTokens
}

/**
 * A size that is too large is the largest, one that makes no sense the usual one. Throws Refusal
 * for a forged token and for a size that is no number.
 */
export function readKeyPage(request: Request, { name, usual, most, pageTokens }: KeyList): KeyPage {
  const size = one(request, 'page_size') ?? ''
  if (size !== '' && !/^-?\d{1,9}$/.test(size))
    throw new Refusal('bad-request', { reason: 'The page size must be a whole number.' })
  const token = one(request, 'page_token') ?? ''
  const opened = token === '' ? `${name}:` : pageTokens.decode(token)
  if (opened?.startsWith(`${name}:`) !== true)
    throw new Refusal('bad-request', {
      reason: 'The page token is not one that was given out for this list.',
    })
  const { page_size: _size, page_token: _token, ...query } = request.query
  return {
    limit: Number(size) > 0 ? Math.min(Number(size), most) : usual,
    after: opened.slice(name.length + 1) || undefined,
    query,
  }
}

/** The links to the first page and, when `last` is what this one ended with, to the next. */
export function keyPageHeaders(
  path: string,
  { limit, query }: KeyPage,
  last: string | undefined,
  { name, pageTokens }: KeyList,
): Readonly<Record<string, string>> {
  const link = (rel: string, after: string) => {
    const token = pageTokens.encode(`${name}:${after}`)
    const wanted = spell({ ...query, page_size: String(limit), page_token: token })
    return `<${path}?${wanted}>; rel="${rel}"`
  }
  return {
    link: [link('first', ''), ...(last === undefined ? [] : [link('next', last)])].join(','),
  }
}

/** Parameters in the order of their names. */
export function spell(query: Request['query']): string {
  const pairs = Object.keys(query)
    .toSorted()
    .flatMap((name) => [query[name] ?? []].flat().map((value) => [name, value]))
  return new URLSearchParams(pairs).toString()
}
