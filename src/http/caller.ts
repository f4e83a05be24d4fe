import type { FastifyRequest } from 'fastify'
import type { ForeignCookieReader } from '#crypto/foreign-cookie.ts'
import type { Admitted, Caller } from '#flow/caller.ts'
import type { Timestamp } from '#lib/time.ts'
import { wantsJson } from './accept.ts'
import { admittedOf } from './admitted.ts'
import { clientNetwork } from './client-network.ts'
import { requestFacts } from './request-facts.ts'
import {
  addressCookie,
  cookieValues,
  languageCookie,
  hasOwnCookies,
  lastWayCookie,
  readSessionCookie,
  type CookieSettings,
  type SessionCookie,
} from './cookies.ts'

export type CallerParts = {
  readonly newSecret: () => string
  /**
   * Whether the text has the form of a secret made by `newSecret`; other cookie values are ignored.
   */
  readonly isSecret: (text: string) => boolean
  /** The token of the device in a secret. */
  readonly deviceOf: (secret: string) => string
  /** Reads cookies of another server, where ours are none of those that came. */
  readonly foreignCookie?: ForeignCookieReader
  /** Whether the `Origin` header counts for nothing, for apps that are developed in a browser. */
  readonly ignoresOrigin?: () => boolean
}

/** What is read of a request to know its caller. */
export type CallersRequest = Pick<FastifyRequest, 'method' | 'headers' | 'url' | 'ip' | 'id'>

/**
 * The caller of a request. Getters parse headers only when read, because whoami runs on every
 * request of a client's application and needs few of them.
 */
export class HttpCaller implements Caller {
  readonly #request: CallersRequest
  readonly #cookies: CookieSettings | undefined
  readonly #baseUrl: string
  readonly #prefix: string
  readonly #parts: CallerParts
  #sessions: readonly SessionCookie[] | undefined
  #cookieInUse = 0
  #knownSecrets: readonly string[] | undefined
  #secret: string | undefined
  #solved: string | undefined

  constructor(
    request: CallersRequest,
    place: {
      readonly cookies: CookieSettings | undefined
      readonly baseUrl: string
      readonly prefix: string
    },
    parts: CallerParts,
  ) {
    this.#request = request
    this.#cookies = place.cookies
    this.#baseUrl = place.baseUrl
    this.#prefix = place.prefix
    this.#parts = parts
  }

  get accepts(): 'json' | 'html' {
    // NOTE generated clients name a content type on every call; without a body it says nothing
    const { method } = this.#request
    return this.prefers === 'json' ||
      (method !== 'GET' &&
        method !== 'HEAD' &&
        /^application\/json\s*(;|$)/i.test(this.#header('content-type') ?? ''))
      ? 'json'
      : 'html'
  }
  get prefers(): 'json' | 'html' {
    return wantsJson(this.#header('accept')) ? 'json' : 'html'
  }
  get sessionToken(): string | undefined {
    return this.#header('x-session-token') || undefined
  }
  get cookieToken(): string | undefined {
    return this.#sessionCookies[this.#cookieInUse]?.token
  }
  get cookieEndsAt(): Timestamp | undefined {
    return this.#sessionCookies[this.#cookieInUse]?.endsAt
  }
  nextCookieToken(): boolean {
    if (this.#cookieInUse + 1 >= this.#sessionCookies.length) return false
    this.#cookieInUse++
    return true
  }
  get bearerToken(): string | undefined {
    const header = this.#request.headers.authorization
    return header !== undefined && /^bearer /i.test(header) ? header.slice(7).trimEnd() : undefined
  }
  get csrfSecret(): string {
    return (this.#secret ??= this.#cookieSecrets.at(-1) ?? this.#parts.newSecret())
  }
  get csrfKnown(): boolean {
    return this.#cookieSecrets.length > 0
  }
  knowsSecret(fits: (secret: string) => boolean): boolean {
    if (!this.csrfKnown) return false
    const found = [this.csrfSecret, ...this.#cookieSecrets].find(fits)
    if (found !== undefined) this.#secret = found
    return found !== undefined
  }
  get csrfHeader(): string | undefined {
    return this.#header('x-csrf-token')
  }
  get continuities(): readonly string[] {
    return this.#valuesOf('continuity')
  }
  get remembered(): readonly string[] {
    return this.#valuesOf('remembered')
  }
  get languages(): Caller['languages'] {
    return {
      kept: cookieValues(this.#request.headers.cookie, languageCookie)[0],
      accepted: this.#header('accept-language'),
    }
  }
  get kept(): Caller['kept'] {
    const { cookie } = this.#request.headers
    return {
      address: cookieValues(cookie, addressCookie)[0],
      way: cookieValues(cookie, lastWayCookie)[0],
    }
  }
  get hasCookies(): boolean {
    // NOTE native apps receive the continuity cookie during a pending settings update; it
    // identifies nobody, so it does not make them a browser
    return hasOwnCookies(this.#request.headers.cookie, this.#cookies?.continuity.name)
  }
  get hasOrigin(): boolean {
    return this.#request.headers.origin !== undefined && this.#parts.ignoresOrigin?.() !== true
  }
  get url(): string {
    return this.#baseUrl + this.path
  }
  get path(): string {
    return this.#request.url.slice(this.#prefix.length)
  }
  get device(): Caller['device'] {
    return {
      ipAddress: this.#request.ip,
      userAgent: (this.#header('user-agent') ?? '').slice(0, 512),
      location: '',
    }
  }
  get client(): Caller['client'] {
    return {
      network: clientNetwork(this.#request.ip),
      deviceToken:
        this.sessionToken ?? (this.csrfKnown ? this.#parts.deviceOf(this.csrfSecret) : undefined),
      ...(this.#solved === undefined ? {} : { solved: this.#solved }),
    }
  }
  withSolved(challenge: string): Caller {
    const place = { cookies: this.#cookies, baseUrl: this.#baseUrl, prefix: this.#prefix }
    const same = new HttpCaller(this.#request, place, this.#parts)
    same.#secret = this.csrfSecret
    same.#cookieInUse = this.#cookieInUse
    same.#solved = challenge
    return same
  }
  get request(): Caller['request'] {
    return requestFacts(this.#request, this.#cookies)
  }
  get requestId(): string {
    return this.#request.id
  }
  get admitted(): Admitted {
    return admittedOf(this.#request)
  }

  get #cookieSecrets(): readonly string[] {
    return (this.#knownSecrets ??= this.#valuesOf('csrf').filter(this.#parts.isSecret))
  }
  get #sessionCookies(): readonly SessionCookie[] {
    return (this.#sessions ??= this.#valuesOf('session').flatMap((value) => {
      const own = readSessionCookie(value)
      if (own === undefined) return []
      const foreign = own.token === '' ? this.#foreignCookies(value) : []
      return foreign.length > 0 ? foreign : own
    }))
  }
  #foreignCookies(value: string): readonly SessionCookie[] {
    const tokens = this.#cookies && this.#parts.foreignCookie?.(this.#cookies.session.name, value)
    // NOTE they end at once, so that the next answer has one of ours
    return (tokens ?? []).map((token) => ({ token, endsAt: 0 }))
  }
  #valuesOf(which: keyof CookieSettings): readonly string[] {
    return this.#cookies
      ? cookieValues(this.#request.headers.cookie, this.#cookies[which].name)
      : []
  }
  #header(name: string): string | undefined {
    const value = this.#request.headers[name]
    return typeof value === 'string' ? value : value?.[0]
  }
}
