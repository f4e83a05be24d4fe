/**
 * Whether the Accept header prefers `application/json` (or `application/*`) to HTML, by weight,
 * then by order (RFC 9110, section 12.5.1). A missing header or a wildcard alone means HTML.
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
    if ((type === 'application/json' || type === 'application/*') && weight > json)
      [json, jsonAt] = [weight, at]
    if ((type === 'text/html' || type === 'application/xhtml+xml') && weight > html)
      [html, htmlAt] = [weight, at]
  })
  return json > html || (json === html && json > 0 && jsonAt < htmlAt)
}
