/** An address with more query parameters; the same address when there are none. */
export function withQuery(
  url: string,
  parameters: URLSearchParams | Readonly<Record<string, string>>,
): string {
  const query = new URLSearchParams(parameters).toString()
  if (query === '') return url
  const [base = '', hash] = url.split('#', 2)
  return `${base}${base.includes('?') ? '&' : '?'}${query}${hash === undefined ? '' : `#${hash}`}`
}
