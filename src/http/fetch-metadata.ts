// What a request says of itself by its headers: how it was made, and from where (Fetch Metadata,
// https://www.w3.org/TR/fetch-metadata/). Pages of other sites can suppress these headers in old
// browsers, but not forge them.
import type { IncomingHttpHeaders } from 'node:http'

type Headers = IncomingHttpHeaders

/** Whether a browser fetches ahead what nobody has asked for yet, or shows a preview. */
export function isPrefetch(headers: Headers): boolean {
  const purpose = ['sec-purpose', 'purpose', 'x-moz'].map((name) => textOf(headers, name)).join(' ')
  return /prefetch|prerender|preview/i.test(purpose)
}

/**
 * Whether a script has called the address: one of this site in a browser, or `fetch` outside of
 * browsers. False for whatever opens a page, and for what tells nothing of how it was made.
 */
export function isCalledByScript(headers: Headers): boolean {
  return (
    /^(cors|same-origin)$/.test(textOf(headers, 'sec-fetch-mode')) &&
    /^(empty)?$/.test(textOf(headers, 'sec-fetch-dest')) &&
    /^(same-origin|same-site)?$/.test(textOf(headers, 'sec-fetch-site')) &&
    !isPrefetch(headers)
  )
}

/**
 * Whether the request comes from a page of this site, from the person (who has typed the address,
 * or opened it from a mail), or from no browser. `isOwn`: whether this is the address of a page
 * that belongs to this site, although it may have another host.
 */
export function isFromThisSite(headers: Headers, isOwn: (url: string) => boolean): boolean {
  const site = textOf(headers, 'sec-fetch-site')
  if (/^(same-origin|same-site|none)$/.test(site)) return true
  const from = textOf(headers, 'referer') || textOf(headers, 'origin')
  if (from !== '') return isOwn(from)
  // NOTE a page can keep a browser from telling where it comes from, but when it opens an address
  // the browser always accepts HTML
  return site === '' && !/text\/html/i.test(textOf(headers, 'accept'))
}

/** Whether a page of another site has sent a form here. */
export function isSentByOtherSite(headers: Headers, isOwn: (url: string) => boolean): boolean {
  const site = textOf(headers, 'sec-fetch-site'),
    origin = textOf(headers, 'origin')
  return site === 'cross-site' || (site === '' && origin !== '') ? !isOwn(origin) : false
}

function textOf(headers: Headers, name: string): string {
  return String(headers[name] ?? '').trim()
}
