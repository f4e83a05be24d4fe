// What a value becomes at the different places of an HTML document (after
// https://pkg.go.dev/html/template).

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
  '\0': '\ufffd',
}

/** For text and for attributes in quotes. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"'\0]/g, (one) => entities[one] ?? '')

/** For attributes without quotes: nothing ends them early. */
export const escapeUnquoted = (text: string): string =>
  text.replaceAll(/[&<>"'\0\t\n\v\f\r =`+]/g, (one) => entities[one] ?? `&#${one.charCodeAt(0)};`)

/** For the inside of a string of JavaScript. */
export const escapeJs = (text: string): string =>
  text.replaceAll(
    /[\\'"`<>&=/$\p{Cc}\u2028\u2029]/gu,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** A value of JavaScript, as JSON that ends no script. */
export const asJsValue = (json: string): string =>
  json.replaceAll(
    /[<>&\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** The schemes that a link may have. */
const harmless = new Set(['http', 'https', 'mailto', 'tel', 'sms'])

/** The beginning of an address, or `#unsafe` where it would run something. */
export function filterUrl(text: string): string {
  const [, scheme] = /^([^/?#]*?):/.exec(text) ?? []
  return scheme === undefined || harmless.has(scheme.trim().toLowerCase())
    ? normalizeUrl(text)
    : '#unsafe'
}

/** Everything that stands for itself in an address stays, the rest is encoded (RFC 3986). */
export const normalizeUrl = (text: string): string =>
  text.toWellFormed().replaceAll(/%(?![0-9a-fA-F]{2})|[^\w\-.~:/?#[\]@!$&*+,;=%]/gu, encodeAll)

/** A part of a query: nothing of it has a meaning there. */
export const encodeQueryPart = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replaceAll(/[!'()*]/g, encodeAll)

const encodeAll = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`)
    .join('')

/** For style attributes and sheets: words, numbers, colours and units only. */
export const filterCss = (text: string): string =>
  /^[\w#%., -]*$/.test(text) && !/expression|url|import/i.test(text) ? text : 'unsafe'
