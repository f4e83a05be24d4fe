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
  /** Says that the second factor was given on this browser. */
  readonly remembered: CookieAttributes & { readonly name: string }
}

/** Keeps the language that somebody has chosen for the pages. */
export const languageCookie = 'pallas_language'

/** Keeps the address of somebody who wants that, encrypted. */
export const addressCookie = 'pallas_address'

/** Keeps the way by which somebody has signed in last: a method, and the id of a provider. */
export const lastWayCookie = 'pallas_last_way'

/** More cookies of one name are not looked at. */
const mostOfAName = 8

/**
 * The values of the cookies with this name in a Cookie header. There are several of one name where
 * one was set with another domain or path than now, as after a change of the configuration; the
 * browser sends all of them, and does not say which is which (RFC 6265, 5.4).
 */
export function cookieValues(header: string | undefined, name: string): readonly string[] {
  const values: string[] = []
  if (header === undefined) return values
  for (let at = 0; at < header.length && values.length < mostOfAName;) {
    let end = header.indexOf(';', at)
    if (end < 0) end = header.length
    while (header[at] === ' ') at++
    if (header.startsWith(name, at) && header[at + name.length] === '=')
      values.push(header.slice(at + name.length + 1, end).trim())
    at = end + 1
  }
  return values
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

let knownSecond = Number.NaN,
  knownDate = ''

/** Many cookies that are set one after the other end in the same second. */
function httpDate(at: Timestamp): string {
  const second = Math.floor(at / 1000)
  if (second !== knownSecond) {
    knownDate = new Date(at).toUTCString()
    knownSecond = second
  }
  return knownDate
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
      `Expires=${httpDate(expiresAt)}`,
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
/** Of tokens of a time when they had no prefix, and of others that come from elsewhere. */
const plainPrefix = 's0.'

/**
 * The cookie value for a session token. `endsAt`: when the browser drops the cookie, which it does
 * not tell by itself.
 */
export function tokenToCookie(token: string, endsAt?: Timestamp): string {
  const end = endsAt === undefined ? '' : `.${Math.floor(endsAt / 1000).toString(36)}`
  return token.startsWith(tokenPrefix)
    ? cookiePrefix + token.slice(tokenPrefix.length) + end
    : plainPrefix + token + end
}

/** What a session cookie says; `endsAt` in whole seconds, where it is known. */
export type SessionCookie = { readonly token: string; readonly endsAt: Timestamp | undefined }

/**
 * The content of a cookie value; undefined for an empty value. The token is empty when the value is
 * malformed.
 */
export function readSessionCookie(value: string): SessionCookie | undefined {
  if (value === '') return undefined
  const isPlain = value.startsWith(plainPrefix)
  if (!isPlain && !value.startsWith(cookiePrefix)) return { token: '', endsAt: undefined }
  const before = isPlain ? '' : tokenPrefix
  const dot = value.indexOf('.', cookiePrefix.length)
  if (dot < 0) return { token: before + value.slice(cookiePrefix.length), endsAt: undefined }
  const seconds = Number.parseInt(value.slice(dot + 1), 36)
  return {
    token: before + value.slice(cookiePrefix.length, dot),
    endsAt: Number.isSafeInteger(seconds) ? seconds * 1000 : undefined,
  }
}
