// What a browser may do on a page (Content Security Policy level 3).

/**
 * The headers of a page. `targets` are addresses to which a form may lead in the end: browsers hold every redirect that
 * follows a submit against the list, not only the address of the form.
 */
export function pageHeaders(targets: readonly string[]): Readonly<Record<string, string>> {
  const forms = ["'self'", ...new Set(targets.flatMap((target) => sourceOf(target) ?? []))]
  return {
    'content-security-policy': `default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action ${forms.join(' ')}; base-uri 'none'; frame-ancestors 'none'`,
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  }
}

/** The origin of a web address, the scheme of any other; undefined for what is no address. */
function sourceOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.origin : url.protocol
}
