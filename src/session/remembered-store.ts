import type { Timestamp } from '#lib/time.ts'
import type { AuthenticationMethod } from './session.ts'

/** A browser on which a person need not give the second factor again. */
export type RememberedDevice = {
  readonly id: string
  readonly identityId: string
  /** SHA-256 of the secret in its cookie, which is not stored. */
  readonly secretHash: string
  /** The second factor that was given on it. */
  readonly proof: AuthenticationMethod
  /** What protected the account then, as short texts: all of it has to be there still. */
  readonly protection: readonly string[]
  readonly userAgent: string
  readonly createdAt: Timestamp
  readonly expiresAt: Timestamp
}

/** They are deleted with the identity. */
export type RememberedStore = {
  /** Joins an open transaction. */
  insert(device: RememberedDevice): Promise<void>
  find(identityId: string, secretHash: string): Promise<RememberedDevice | undefined>
  /** Newest first, those that have expired as well. */
  list(identityId: string): Promise<readonly RememberedDevice[]>
  /** Deletes all of an identity; answers how many. Joins an open transaction. */
  forget(identityId: string): Promise<number>
  /** Deletes up to `limit` that expired before `before`; answers how many. */
  deleteExpired(before: Timestamp, limit: number): Promise<number>
}
