import type { Timestamp } from '#lib/time.ts'

/** A request of an administrator to remove the second factors of somebody, which waits. */
export type FactorReset = {
  readonly id: string
  readonly identityId: string
  readonly requestedAt: Timestamp
  /** When it is carried out. */
  readonly dueAt: Timestamp
}

/** At most one waits for each identity; it is deleted with the identity. */
export type FactorResetStore = {
  /** False when one waits already, which stays as it is. Joins an open transaction. */
  insert(reset: FactorReset): Promise<boolean>
  find(identityId: string): Promise<FactorReset | undefined>
  /** Those whose time has come, the oldest first. */
  due(at: Timestamp, limit: number): Promise<readonly FactorReset[]>
  /**
   * Deletes this one; false when it does not wait any more, so that of several processes one alone
   * is told that it has done so. Joins an open transaction.
   */
  remove(reset: Pick<FactorReset, 'identityId' | 'id'>): Promise<boolean>
}
