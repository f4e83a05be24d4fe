// Links for pages that are counted from 1: `page` and `per_page`, with `X-Total-Count` (RFC 8288).
import type { Request } from '#http/route.ts'
import { spell } from './key-pages.ts'

export type CountedPage = {
  readonly number: number
  readonly size: number
  readonly query: Request['query']
}

export function countedPageHeaders(
  path: string,
  { number, size, query }: CountedPage,
  total: number,
): Readonly<Record<string, string>> {
  const last = Math.max(1, Math.ceil(total / size))
  const link = (rel: string, page: number) =>
    `<${path}?${spell({ ...query, page: String(page), per_page: String(size) })}>; rel="${rel}"`
  const links = [
    link('first', 1),
    ...(number < last ? [link('next', number + 1)] : []),
    ...(number > 1 ? [link('prev', Math.min(number - 1, last))] : []),
    link('last', last),
  ]
  return { 'x-total-count': String(total), link: links.join(',') }
}
