import type { Device } from '#session/session.ts'

/**
 * `headers` in the spelling of HTTP/1 (`User-Agent`); `cookies` without those of this server, which
 * open sessions.
 */
export type RequestFacts = {
  readonly method: string
  readonly headers: Readonly<Record<string, readonly string[]>>
  readonly cookies: Readonly<Record<string, string>>
}

/** Who is asking, as far as a request tells. Made by http/, one for each request. */
export type Caller = {
  /** What the caller would rather read. */
  readonly accepts: 'json' | 'html'
  /** Session tokens that came along, each by its way. */
  readonly sessionToken: string | undefined
  readonly cookieToken: string | undefined
  readonly bearerToken: string | undefined
  /** The anti-forgery secret of the browser; a new one when none came along. */
  readonly csrfSecret: string
  /** Whether the browser brought that secret with it. */
  readonly csrfKnown: boolean
  /** The anti-forgery token of the header `X-CSRF-Token`. */
  readonly csrfHeader: string | undefined
  /** What the caller brings back to go on with what it had begun; kept in a cookie of its own. */
  readonly continuity: string | undefined
  /**
   * Whether any cookie came along (that for `continuity` and those that proxies set are not
   * counted).
   */
  readonly hasCookies: boolean
  readonly hasOrigin: boolean
  /** The address asked for, as clients know it: configured base URL, mount, path and query. */
  readonly url: string
  /** Path and query below the mount. */
  readonly path: string
  readonly device: Omit<Device, 'id'>
  /** What other systems may be told of the request. */
  readonly request: RequestFacts
  readonly requestId: string
}
