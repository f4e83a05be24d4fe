// Pagination by page number from 1: `page` and `per_page`, with `X-Total-Count` and `Link` (RFC
// 8288).
import type { Request } from '#http/route.ts'
import { queryString } from './key-pages.ts'

/** The page as requested; `query`: the request's query parameters. */
export type CountedPage = {
  readonly number: number
  readonly size: number
  readonly query: Request['query']
}

/** The pagination headers of a page. `path`: the list's path from the root of the host. */
export function countedPageHeaders(
  path: string,
  { number, size, query }: CountedPage,
  total: number,
): Readonly<Record<string, string>> {
  const last = Math.max(1, Math.ceil(total / size))
  const link = (rel: string, page: number) => {
    const parameters = queryString({ ...query, page: String(page), per_page: String(size) })
    return `<${path}?${parameters}>; rel="${rel}"`
  }
  const links = [
    link('first', 1),
    ...(number < last ? [link('next', number + 1)] : []),
    ...(number > 1 ? [link('prev', Math.min(number - 1, last))] : []),
    link('last', last),
  ]
  return { 'x-total-count': String(total), link: links.join(',') }
}
