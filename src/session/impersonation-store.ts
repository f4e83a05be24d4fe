import type { Timestamp } from '#lib/time.ts'
import type { OpenedBy } from './session.ts'
import type { TokenHash } from './session-store.ts'

/** Leave to open a session of somebody else, once. */
export type Impersonation = {
  readonly codeHash: TokenHash
  readonly identityId: string
  readonly openedBy: OpenedBy
  readonly expiresAt: Timestamp
}

/** Each is deleted with its identity. */
export type ImpersonationStore = {
  insert(impersonation: Impersonation): Promise<void>
  /** Takes it away, so that of several requests one alone gets it. Joins an open transaction. */
  take(codeHash: TokenHash): Promise<Impersonation | undefined>
  /** Deletes those that are over; answers how many. */
  deleteExpired(before: Timestamp, limit: number): Promise<number>
}
