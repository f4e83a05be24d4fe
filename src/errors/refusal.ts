import type { Json } from '#lib/json.ts'

/** `stopped`: another system that has a say in it did not answer as it should. */
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

/** What can be done next. */
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
  /** The anti-forgery secret with which a browser can begin anew. */
  | { readonly secret: string }
  | { readonly retryAfterMs: number }

/** An expected no. Statuses and addresses are for the edition to say. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly kind: RefusalKind
  /** Stable, part of the public API; undefined for the plain ones (not found, …). */
  readonly id: string | undefined
  /** Safe to show. */
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
