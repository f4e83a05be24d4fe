import type { Actor } from '#audit/entry.ts'
import type { Timestamp } from '#lib/time.ts'
import type { Role } from '#operators/role.ts'
import type { SignedInOperator } from '#session/console-sessions.ts'
import type { Device } from '#session/session.ts'
import type { Client } from '#shield/shield.ts'

/**
 * `headers` as HTTP/1 writes them (`User-Agent`); `cookies` without those of this server, which
 * open sessions.
 */
export type RequestFacts = {
  readonly method: string
  readonly headers: Readonly<Record<string, readonly string[]>>
  readonly cookies: Readonly<Record<string, string>>
}

/** Whom the administration has let in, and with what right. */
export type Admitted = {
  readonly role: Role
  readonly actor: Actor
  /** By a session of the console. */
  readonly operator?: SignedInOperator
}

/** Who makes a request, as far as the request shows. Made by http/, one for each request. */
export type Caller = {
  /** What the caller prefers to get: JSON also when it has sent JSON. */
  readonly accepts: 'json' | 'html'
  /** What the caller prefers to get by its `Accept` header alone. */
  readonly prefers: 'json' | 'html'
  /** The session tokens in the request: in a header, in a cookie, as a bearer token. */
  readonly sessionToken: string | undefined
  readonly cookieToken: string | undefined
  /**
   * Takes the next session cookie, where several of its name came along, and answers whether there
   * was one.
   */
  nextCookieToken(): boolean
  /** When the browser drops that cookie; undefined where it is not known, or with the browser. */
  readonly cookieEndsAt: Timestamp | undefined
  readonly bearerToken: string | undefined
  /** The anti-forgery secret of the browser; a new one when the request has none. */
  readonly csrfSecret: string
  /** Whether that secret came with the request. */
  readonly csrfKnown: boolean
  /**
   * Whether a secret that came along passes the test. Of several, it is that which `csrfSecret` is
   * from then on.
   */
  knowsSecret(fits: (secret: string) => boolean): boolean
  /** The anti-forgery token of the header `X-CSRF-Token`. */
  readonly csrfHeader: string | undefined
  /**
   * The token with which the caller continues an update or a sign-in at a provider, in a cookie of
   * its own; each of them where several cookies of its name came along.
   */
  readonly continuities: readonly string[]
  /** The secrets of a browser on which a second factor was given. */
  readonly remembered: readonly string[]
  /** The languages that the browser has kept, and that it accepts. */
  readonly languages: { readonly kept: string | undefined; readonly accepted: string | undefined }
  /** What the browser has kept of the last sign-in: the address, sealed, and the way. */
  readonly kept: { readonly address: string | undefined; readonly way: string | undefined }
  /**
   * Whether the request has cookies, apart from that of `continuities` and those that proxies set.
   */
  readonly hasCookies: boolean
  readonly hasOrigin: boolean
  /** The requested URL as clients know it: configured base URL, mount, path and query. */
  readonly url: string
  /** Path and query below the mount. */
  readonly path: string
  readonly device: Omit<Device, 'id'>
  /** Whose budgets the tries of this request are taken from. */
  readonly client: Client
  /** The same caller, who has solved this challenge. */
  withSolved(challenge: string): Caller
  /** The part of the request that hooks are given. */
  readonly request: RequestFacts
  readonly requestId: string
  /** On the admin listener: whom it has let in. */
  readonly admitted: Admitted
}

/** What must be known of whoever has a message sent. */
export type Requester = Pick<Caller, 'url' | 'path' | 'csrfSecret' | 'client' | 'request'>

/** Who has a message sent without a request. `url`: where its links lead. */
export const withoutRequest = (url: string, csrfSecret: string): Requester => ({
  url,
  path: '',
  csrfSecret,
  client: { network: undefined, deviceToken: undefined },
  request: { method: '', headers: {}, cookies: {} },
})
