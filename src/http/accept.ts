/**
 * Whether JSON is wanted rather than HTML: `application/json` must rank before `text/html`.
 * Anything goes, or no header, means HTML (RFC 9110, section 12.5.1, for the weights).
 */
export function wantsJson(accept: string | undefined): boolean {
  if (accept === undefined || accept === '' || accept === '*/*') return false
  if (accept === 'application/json') return true
  let json = -1,
    html = -1,
    jsonAt = Infinity,
    htmlAt = Infinity
  accept.split(',').forEach((part, at) => {
    const [type = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase())
    const weight = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1)
    if (!(weight > 0)) return
    if (type === 'application/json' && weight > json) [json, jsonAt] = [weight, at]
    if ((type === 'text/html' || type === 'application/xhtml+xml') && weight > html)
      [html, htmlAt] = [weight, at]
  })
  return json > html || (json === html && json > 0 && jsonAt < htmlAt)
}
