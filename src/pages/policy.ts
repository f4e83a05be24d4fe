// What a browser may do on a page (Content Security Policy level 3).

/**
 * The security headers of a page. Browsers check not only the address of a form against
 * `form-action`, but also every redirect after the submit. So `targets` are all the URLs where a
 * submit may end. `hasFont`: the page loads a font from us.
 */
export function pageHeaders(
  targets: readonly string[],
  { hasFont }: { readonly hasFont: boolean },
): Readonly<Record<string, string>> {
  const forms = ["'self'", ...new Set(targets.flatMap((target) => sourceOf(target) ?? []))]
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' data:",
    ...(hasFont ? ["font-src 'self'"] : []),
    `form-action ${forms.join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  }
}

/** The origin of a web address, the scheme of any other URL; undefined for what is no URL. */
function sourceOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.origin : url.protocol
}
