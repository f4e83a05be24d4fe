import type { Json } from '#lib/json.ts'

/**
 * Reason class of a refusal; an edition maps it to an HTTP status. `upstream`: an identity provider
 * failed; `stopped`: a web hook or another system that the flow depends on failed or gave an
 * unusable response.
 */
export type RefusalKind =
  | 'bad-request'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'browser-redirect'
  | 'too-large'
  | 'unsupported'
  | 'too-many'
  | 'upstream'
  | 'unavailable'
  | 'misconfigured'
  | 'stopped'

/**
 * What the client can do next: sign in, start the flow again, use another flow, follow a URL,
 * retry.
 */
export type Remedy =
  | {
      readonly start: 'login'
      readonly refresh?: boolean
      readonly aal?: 'aal2'
      readonly returnTo?: string
    }
  | {
      readonly restart: 'login' | 'registration' | 'settings' | 'recovery' | 'verification'
      readonly type: 'browser' | 'api'
      readonly returnTo: string | undefined
    }
  | { readonly use: string; readonly expiredAt?: number }
  | { readonly goTo: string }
  /** A fresh CSRF secret for the browser's cookie. */
  | { readonly secret: string }
  | { readonly retryAfterMs: number }

/**
 * An expected negative result (not a defect). The edition chooses the HTTP status and any redirect.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly kind: RefusalKind
  /**
   * Stable error id, part of the public API; undefined for generic refusals such as "not found".
   */
  readonly id: string | undefined
  /** Explanation for the client; must hold no internal detail. */
  readonly reason: string | undefined
  readonly remedy: Remedy | undefined
  readonly details: { readonly [key: string]: Json } | undefined
  constructor(
    kind: RefusalKind,
    facts: {
      id?: string
      reason?: string
      remedy?: Remedy
      details?: { readonly [key: string]: Json }
      cause?: unknown
    } = {},
  ) {
    super(
      facts.reason ?? facts.id ?? kind,
      facts.cause === undefined ? undefined : { cause: facts.cause },
    )
    this.kind = kind
    this.id = facts.id
    this.reason = facts.reason
    this.remedy = facts.remedy
    this.details = facts.details
  }
}

/** The refusal of a kind of flow that is switched off. */
export class SwitchedOff extends Refusal {
  constructor(reason: string) {
    super('bad-request', { reason })
  }
}
