import type { Timestamp } from '#lib/time.ts'
import type { CredentialType } from '#identity/credential-types.ts'

export type Aal = 'aal0' | 'aal1' | 'aal2' | 'aal3'

/** One proof that made this session what it is. */
export type AuthenticationMethod = {
  readonly method: CredentialType
  readonly aal: Aal
  readonly completedAt: Timestamp
  readonly provider?: string
  readonly organization?: string
}

export type Device = {
  readonly id: string
  readonly ipAddress: string
  readonly userAgent: string
  readonly location: string
}

/**
 * That somebody is signed in, from when until when, and by what. The token itself is never stored.
 */
export type Session = {
  readonly id: string
  readonly identityId: string
  /** False once revoked. Whether it has expired is for `isActive` to say. */
  readonly active: boolean
  readonly issuedAt: Timestamp
  readonly expiresAt: Timestamp
  readonly authenticatedAt: Timestamp
  readonly aal: Aal
  readonly methods: readonly AuthenticationMethod[]
  readonly devices: readonly Device[]
}
