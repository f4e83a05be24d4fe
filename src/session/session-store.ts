import type { Identity } from '#identity/identity.ts'
import type { Timestamp } from '#lib/time.ts'
import type { Session } from './session.ts'

export type SessionWithIdentity = {
  readonly session: Session
  readonly identity: Identity
  /**
   * Whether its owner has credentials that may be a second factor; which they are is for the
   * account to say.
   */
  readonly mayHaveSecondFactor: boolean
  /**
   * What this very value has been put into before, by whatever tells the presentations apart; it
   * goes with the value.
   */
  readonly texts?: Map<unknown, string>
}

/** SHA-256 of a session token, as unpadded base64url: the only form in which a token is stored. */
export type TokenHash = string

export type SessionFilter = {
  readonly identityId?: string
  /** Whether it is usable at `at`: not revoked, not expired. */
  readonly active?: { readonly is: boolean; readonly at: Timestamp }
  readonly exceptId?: string
}

export type SessionStore = {
  insert(session: Session, token: TokenHash): Promise<void>
  /**
   * The hot path: one statement, prepared once, on a reading connection. Revoked and expired ones
   * are found too.
   */
  findByToken(token: TokenHash): Promise<SessionWithIdentity | undefined>
  find(id: string): Promise<SessionWithIdentity | undefined>
  /** Replaces times, methods, level and devices. With a token hash the old token stops working. */
  update(session: Session, token?: TokenHash): Promise<void>
  /** True when it was active. */
  revoke(id: string): Promise<boolean>
  /** Revokes the active sessions of an identity, all or all but one; answers how many. */
  revokeOfIdentity(identityId: string, exceptId?: string): Promise<number>
  /** Deletes every session of an identity; answers how many. */
  deleteOfIdentity(identityId: string): Promise<number>
  /** Newest first, by issue time and id. `after` is the last one of the page before. */
  list(
    filter: SessionFilter,
    page: {
      readonly limit: number
      readonly after?: { readonly issuedAt: Timestamp; readonly id: string }
    },
  ): Promise<readonly SessionWithIdentity[]>
  listByOffset(
    filter: SessionFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<readonly SessionWithIdentity[]>
  count(filter: SessionFilter): Promise<number>
  /** Deletes up to `limit` sessions that expired before `before`; answers how many. */
  deleteExpired(before: Timestamp, limit: number): Promise<number>
}
