import type { Timestamp } from '#lib/time.ts'

export type CookieAttributes = {
  readonly domain: string | undefined
  readonly path: string
  /** Undefined: the attribute is omitted; browsers then apply Lax. */
  readonly sameSite: 'Strict' | 'Lax' | 'None' | undefined
  readonly secure: boolean
}

/** The names and attributes of an edition's cookies. */
export type CookieSettings = {
  readonly session: CookieAttributes & { readonly name: string; readonly persistent: boolean }
  readonly csrf: CookieAttributes & { readonly name: string }
  /**
   * Continues a pending action (a provider sign-in, a settings update) after the browser returns.
   */
  readonly continuity: CookieAttributes & { readonly name: string }
}

/** The value of the first cookie with this name in a Cookie header. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined
  for (let at = 0; at < header.length;) {
    let end = header.indexOf(';', at)
    if (end < 0) end = header.length
    while (header[at] === ' ') at++
    if (header.startsWith(name, at) && header[at + name.length] === '=')
      return header.slice(at + name.length + 1, end).trim()
    at = end + 1
  }
  return undefined
}

/**
 * Whether a Cookie header holds any cookie besides those that Cloudflare adds and the one named
 * `except`.
 */
export function hasOwnCookies(header: string | undefined, except?: string): boolean {
  return (
    header !== undefined &&
    header
      .split(';')
      .some(
        (one) =>
          one.trim() !== '' &&
          !/^\s*(__cf|_cf|cf_)/.test(one) &&
          one.split('=', 1)[0]?.trim() !== except,
      )
  )
}

/**
 * A Set-Cookie header value (RFC 6265). Without `expiresAt` it is a session cookie of the browser;
 * an `expiresAt` in the past deletes the cookie.
 */
export function setCookie(
  name: string,
  value: string,
  attributes: CookieAttributes,
  now: Timestamp,
  expiresAt: Timestamp | undefined,
): string {
  const parts = [`${name}=${value}`, `Path=${attributes.path}`]
  if (attributes.domain !== undefined) parts.push(`Domain=${attributes.domain}`)
  if (expiresAt !== undefined) {
    parts.push(
      `Expires=${new Date(expiresAt).toUTCString()}`,
      `Max-Age=${Math.max(0, Math.floor((expiresAt - now) / 1000))}`,
    )
  }
  parts.push('HttpOnly')
  if (attributes.secure) parts.push('Secure')
  if (attributes.sameSite !== undefined) parts.push(`SameSite=${attributes.sameSite}`)
  return parts.join('; ')
}

// NOTE cookie and header carry the same session token in different encodings, so that a token
// leaked from a log or an app cannot be replayed as a cookie, nor a cookie as a token
const cookiePrefix = 's1.',
  tokenPrefix = 'ory_st_'

/** The cookie value for a session token. */
export function tokenToCookie(token: string): string {
  return cookiePrefix + token.slice(tokenPrefix.length)
}

/**
 * The session token in a cookie value; undefined without a cookie, empty when the value is
 * malformed.
 */
export function cookieToToken(value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined
  return value.startsWith(cookiePrefix) ? tokenPrefix + value.slice(cookiePrefix.length) : ''
}
