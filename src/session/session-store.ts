import type { Identity } from '#identity/identity.ts'
import type { Timestamp } from '#lib/time.ts'
import type { Device, Session } from './session.ts'

export type SessionWithIdentity = {
  readonly session: Session
  readonly identity: Identity
  /** Whether its owner has set up something that may be a second factor. */
  readonly mayHaveSecondFactor: boolean
  /**
   * JSON texts made of this very value, by whatever makes them; they are dropped with the value.
   */
  readonly texts?: Map<unknown, string>
}

/** SHA-256 of a session token, as unpadded base64url. The token itself is not stored. */
export type TokenHash = string

export type SessionFilter = {
  readonly identityId?: string
  /** Whether it is usable at `at`: neither revoked nor expired. */
  readonly active?: { readonly is: boolean; readonly at: Timestamp }
  readonly exceptId?: string
}

/** Sessions by their ids or by whose they are, or all there are. */
export type SessionChoice =
  | { readonly ids: readonly string[] }
  | { readonly identityIds: readonly string[] }
  | 'all'

/** `revoke`: they are kept, and are not active any more. */
export type HowToEnd = 'revoke' | 'delete'

export type SessionStore = {
  insert(session: Session, token: TokenHash): Promise<void>
  /**
   * Called by most requests: one prepared statement on a reading connection. Finds revoked and
   * expired sessions, too.
   */
  findByToken(token: TokenHash): Promise<SessionWithIdentity | undefined>
  /**
   * What `findByToken` finds, where that is known without asking the database. Not there where it
   * is never known.
   */
  readonly knownByToken?: ((token: TokenHash) => SessionWithIdentity | undefined) | undefined
  find(id: string): Promise<SessionWithIdentity | undefined>
  /** Replaces times, methods, level and devices. With a token hash, the old token stops working. */
  update(session: Session, token?: TokenHash): Promise<void>
  /** True when it was active. */
  revoke(id: string): Promise<boolean>
  /**
   * Revokes a session that is not of its owner; with it, the devices that are known for the
   * identity are forgotten. True when it was active.
   */
  disown(session: Session): Promise<boolean>
  /** The devices of the latest sessions of an identity, all but one; at most of `limit` of them. */
  devicesOf(identityId: string, exceptId: string, limit: number): Promise<readonly Device[]>
  /**
   * Revokes the active sessions of an identity, all or all but one; answers how many. `devices`:
   * whether the devices that are known for it stay known.
   */
  revokeOfIdentity(identityId: string, exceptId?: string, devices?: 'kept'): Promise<number>
  /** Deletes every session of an identity; answers how many. */
  deleteOfIdentity(identityId: string): Promise<number>
  /** Ends up to `limit` sessions; answers how many. Only active ones are revoked. */
  endMany(which: SessionChoice, how: HowToEnd, limit: number): Promise<number>
  /** Newest first, by issue time and id. `after`: the last session of the previous page. */
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
