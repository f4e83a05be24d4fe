import type { Timestamp } from '#lib/time.ts'
import type { CredentialType } from '#identity/credential-types.ts'

export type Aal = 'aal0' | 'aal1' | 'aal2' | 'aal3'

/** An authentication that the session is based on. */
export type AuthenticationMethod = {
  readonly method: CredentialType
  readonly aal: Aal
  readonly completedAt: Timestamp
  readonly provider?: string
  readonly organization?: string
  /** The address that it proved to have, see `provedAddress`; of methods that prove one. */
  readonly address?: string
  /** `acr` and `amr` of the provider (OpenID Connect Core 1.0, 2). */
  readonly upstreamAcr?: string
  readonly upstreamAmr?: readonly string[]
}

export type Device = {
  readonly id: string
  readonly ipAddress: string
  readonly userAgent: string
  readonly location: string
  /** Its owner says that it is not theirs. */
  readonly disowned?: true
  /** Who has opened the session on it in the place of its owner. */
  readonly openedBy?: OpenedBy
}

/** Somebody of support who sees what a person sees, and why. */
export type OpenedBy = {
  readonly kind: 'operator' | 'token' | 'anonymous'
  readonly id?: string
  readonly name?: string
  readonly reason: string
}

/**
 * A session: who is signed in, from when to when, and by which methods. The token is not stored.
 */
export type Session = {
  readonly id: string
  readonly identityId: string
  /** False once revoked. `isActive` also considers the expiry. */
  readonly active: boolean
  readonly issuedAt: Timestamp
  readonly expiresAt: Timestamp
  readonly authenticatedAt: Timestamp
  readonly aal: Aal
  readonly methods: readonly AuthenticationMethod[]
  readonly devices: readonly Device[]
}
