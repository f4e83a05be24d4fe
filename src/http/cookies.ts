import type { Timestamp } from '#lib/time.ts'

export type CookieAttributes = {
  readonly domain: string | undefined
  readonly path: string
  /** Undefined: it is not said, and browsers take it for Lax. */
  readonly sameSite: 'Strict' | 'Lax' | 'None' | undefined
  readonly secure: boolean
}

/** The names and attributes of an edition's cookies. */
export type CookieSettings = {
  readonly session: CookieAttributes & { readonly name: string; readonly persistent: boolean }
  readonly csrf: CookieAttributes & { readonly name: string }
  /** Lets a browser go on with what it had begun before it was sent elsewhere. */
  readonly continuity: CookieAttributes & { readonly name: string }
}

/** The value of a cookie in a Cookie header; the first of that name. */
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
 * Whether a Cookie header holds any cookie but those that Cloudflare sets on its own, and the one
 * of this name.
 */
export function hasOwnCookies(header: string | undefined, passedOver?: string): boolean {
  return (
    header !== undefined &&
    header
      .split(';')
      .some(
        (one) =>
          one.trim() !== '' &&
          !/^\s*(__cf|_cf|cf_)/.test(one) &&
          one.split('=', 1)[0]?.trim() !== passedOver,
      )
  )
}

/**
 * A Set-Cookie header (RFC 6265). Without `expiresAt` it ends with the browser; a past one clears
 * it.
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

// NOTE the cookie spells the token in its own way, so that neither is taken for the other: a token
// read from a log or a program does not work as a cookie, and a cookie not as a token
const cookiePrefix = 's1.',
  tokenPrefix = 'ory_st_'

export function tokenToCookie(token: string): string {
  return cookiePrefix + token.slice(tokenPrefix.length)
}

export function cookieToToken(value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined
  return value.startsWith(cookiePrefix) ? tokenPrefix + value.slice(cookiePrefix.length) : ''
}
