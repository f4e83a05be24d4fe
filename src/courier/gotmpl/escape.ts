// Escapes values for the places of an HTML document (as https://pkg.go.dev/html/template).

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
  '\0': '\ufffd',
}

/** For text and for quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"'\0]/g, (one) => entities[one] ?? '')

/** For unquoted attributes. */
export const escapeUnquoted = (text: string): string =>
  text.replaceAll(/[&<>"'\0\t\n\v\f\r =`+]/g, (one) => entities[one] ?? `&#${one.charCodeAt(0)};`)

/** For the inside of a JavaScript string. */
export const escapeJs = (text: string): string =>
  text.replaceAll(
    /[\\'"`<>&=/$\p{Cc}\u2028\u2029]/gu,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** JSON as a JavaScript value that cannot end the script. */
export const asJsValue = (json: string): string =>
  json.replaceAll(
    /[<>&\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** The schemes that links may have. */
const harmless = new Set(['http', 'https', 'mailto', 'tel', 'sms'])

/** The beginning of an address, or `#unsafe` for one that would run code. */
export function filterUrl(text: string): string {
  const [, scheme] = /^([^/?#]*?):/.exec(text) ?? []
  return scheme === undefined || harmless.has(scheme.trim().toLowerCase())
    ? normalizeUrl(text)
    : '#unsafe'
}

/** Encodes characters that an address cannot contain (RFC 3986). */
export const normalizeUrl = (text: string): string =>
  text.toWellFormed().replaceAll(/%(?![0-9a-fA-F]{2})|[^\w\-.~:/?#[\]@!$&*+,;=%]/gu, encodeAll)

/** Encodes a part of a query, so that none of its characters has a meaning. */
export const encodeQueryPart = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replaceAll(/[!'()*]/g, encodeAll)

const encodeAll = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`)
    .join('')

/** For style attributes and sheets: words, numbers, colours and units only. */
export const filterCss = (text: string): string =>
  /^[\w#%., -]*$/.test(text) && !/expression|url|import/i.test(text) ? text : 'unsafe'
