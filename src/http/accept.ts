const htmlTypes = new Set(['text/html', 'application/xhtml+xml'])

/**
 * Whether the Accept header prefers `application/json` to HTML, by weight, then by order (RFC 9110,
 * section 12.5.1). The ranges `application/*` and `text/*` stand for the two where the header does
 * not name them. A missing header or a wildcard alone means HTML.
 */
export function wantsJson(accept: string | undefined): boolean {
  if (accept === undefined || accept === '' || accept === '*/*') return false
  if (accept === 'application/json') return true
  const ranges = accept.split(',').map((part, at) => {
    const [type = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase())
    const weight = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1)
    return { type, at, weight: weight > 0 ? weight : 0 }
  })
  const best = (matches: (type: string) => boolean) =>
    ranges
      .filter(({ type }) => matches(type))
      .reduce<Range | undefined>((so, one) => (so && so.weight >= one.weight ? so : one), undefined)
  const json =
    best((type) => type === 'application/json') ?? best((type) => type === 'application/*')
  const html = best((type) => htmlTypes.has(type)) ?? best((type) => type === 'text/*')
  if (!json || json.weight === 0) return false
  return !html || json.weight > html.weight || (json.weight === html.weight && json.at < html.at)
}

type Range = { readonly type: string; readonly at: number; readonly weight: number }
