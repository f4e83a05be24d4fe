import type { Timestamp } from '#lib/time.ts'

/** A call to another system that is made for certain, at some time, in its turn. */
export type OutboxEntry = {
  readonly id: string
  /** Whose change it tells of; calls about one identity are made in their order. */
  readonly identityId: string
  /** Place in that order. */
  readonly position: number
  /** What it tells of: `registration.after`, `identity.updated`. */
  readonly topic: string
  /** Without query and credentials, for people. */
  readonly address: string
  /** Encrypted. */
  readonly call: string
  readonly status: 'queued' | 'delivered' | 'abandoned'
  readonly tries: number
  /** When it is to be tried; undefined when there is nothing more to do. */
  readonly dueAt: Timestamp | undefined
  /** Why the last try has failed. */
  readonly error: string | undefined
  readonly createdAt: Timestamp
  readonly updatedAt: Timestamp
}

export type OutboxStatus = OutboxEntry['status']
export type OutboxPlace = { readonly position: number; readonly id: string }
export type OutboxLease = { readonly id: string; readonly until: Timestamp }

export type OutboxStore = {
  /** Joins an open transaction. */
  insert(entries: readonly OutboxEntry[]): Promise<void>
  /**
   * Takes up to `limit` entries that are due and whose turn it is. Of several processes at the same
   * moment each gets others; those whose lease has ended are due.
   */
  take(request: {
    readonly now: Timestamp
    readonly limit: number
    readonly lease: OutboxLease
  }): Promise<readonly OutboxEntry[]>
  /** Stores how a try ended. False when the lease had been lost; then nothing is changed. */
  finish(entry: OutboxEntry, leaseId: string): Promise<boolean>
  /** Has an entry that is done called again. False when it is not done. */
  replay(id: string, now: Timestamp): Promise<boolean>
  find(id: string): Promise<OutboxEntry | undefined>
  /** Newest first. */
  list(
    filter: { readonly status?: OutboxStatus; readonly identityId?: string },
    page: { readonly limit: number; readonly after?: OutboxPlace },
  ): Promise<readonly OutboxEntry[]>
  /**
   * Deletes up to `limit` entries that are done and were made before `before`; answers how many.
   */
  deleteBefore(before: Timestamp, limit: number): Promise<number>
}
