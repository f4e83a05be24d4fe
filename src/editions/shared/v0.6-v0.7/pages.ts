// Pagination by page number: `page` and `per_page`. Pages 0 and 1 are both the first, for clients
// that count from either. Invalid numbers become the default.
import { queryValue, type Request } from '#http/route.ts'

export type NumberedPage = { readonly page: number; readonly perPage: number }

const defaultPerPage = 100,
  maxPerPage = 500

/** Reads the page parameters. */
export function readNumberedPage(request: Request): NumberedPage {
  const perPage = number(queryValue(request, 'per_page')) ?? defaultPerPage
  return {
    page: Math.max(1, number(queryValue(request, 'page')) ?? 1),
    perPage: Math.min(Math.max(1, perPage), maxPerPage),
  }
}

/** The page in rows. */
export const rangeOf = ({ page, perPage }: NumberedPage) => ({
  limit: perPage,
  offset: (page - 1) * perPage,
})

function number(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : undefined
}

/**
 * `Link` header (RFC 8288) with the existing neighbours: no `first` and `prev` on the first page,
 * no `next` and `last` on the last.
 */
export function numberedPageHeaders(
  url: string,
  { page, perPage }: NumberedPage,
  total: number,
): Readonly<Record<string, string>> {
  const last = Math.max(1, Math.ceil(total / perPage))
  const link = (rel: string, to: number) => `<${url}?page=${to}&per_page=${perPage}>; rel="${rel}"`
  const links = [
    ...(page > 1 ? [link('first', 1), link('prev', Math.min(page - 1, last))] : []),
    ...(page < last ? [link('next', page + 1), link('last', last)] : []),
  ]
  return links.length > 0 ? { link: links.join(',') } : {}
}
