// Pages counted by number: `page` and `per_page`. 0 and 1 both are the first page, so that clients
// that count from either are served. What is no number, or none that makes sense, counts as left
// out.
import { one, type Request } from '#http/route.ts'

export type NumberedPage = { readonly page: number; readonly perPage: number }

const usual = 100,
  most = 500

export function readNumberedPage(request: Request): NumberedPage {
  const perPage = number(one(request, 'per_page')) ?? usual
  return {
    page: Math.max(1, number(one(request, 'page')) ?? 1),
    perPage: Math.min(Math.max(1, perPage), most),
  }
}

export const rangeOf = ({ page, perPage }: NumberedPage) => ({
  limit: perPage,
  offset: (page - 1) * perPage,
})

function number(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : undefined
}

/**
 * Links (RFC 8288) to the pages that there are: none back from the first, none on from the last.
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
