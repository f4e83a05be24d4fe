// What the ways of paging read alike.
import { Refusal } from '#errors/refusal.ts'

/** No page has more entries, however many are asked for. */
export const mostEntries = 1000

/** What is asked for beyond `mostEntries` is cut to it, as published, up to this. */
const mostAskedFor = 4 * mostEntries

/** Throws Refusal for more entries than anybody could expect on a page. */
export function checkPageSize(size: number): number {
  if (size > mostAskedFor)
    throw new Refusal('bad-request', {
      reason: `A page has at most ${mostEntries} entries; ${size} were asked for.`,
    })
  return size
}

/**
 * Whether a page token asks for the first page. `1` was the default of `page_token` in published
 * documents, so clients made from them send it by themselves.
 */
export const isFirstPage = (token: string | undefined): boolean =>
  token === undefined || token === '' || token === '1'
