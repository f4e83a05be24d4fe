import type { Timestamp } from '#lib/time.ts'

/** A call to another system that is made at least once, after those before it. */
export type OutboxEntry = {
  readonly id: string
  /** The identity that it is about; calls about one identity are made in their order. */
  readonly identityId: string
  /** Place in that order. */
  readonly position: number
  /** What it reports: `registration.after`, `identity.updated`. */
  readonly topic: string
  /** Without query and credentials, for people. */
  readonly address: string
  /** Encrypted. */
  readonly call: string
  readonly status: 'queued' | 'delivered' | 'abandoned'
  readonly tries: number
  /** When it is tried next; undefined once it is delivered or given up. */
  readonly dueAt: Timestamp | undefined
  /** Why the last try has failed. */
  readonly error: string | undefined
  /** The trace of the request that has put it there. */
  readonly trace: string | undefined
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
   * Makes the entries due that are so only after `until`, later than any wait, as after the clock
   * was set back. Answers how many.
   */
  bringForward(now: Timestamp, until: Timestamp): Promise<number>
  /**
   * Takes up to `limit` entries that are due and first in the order of their identity. No two
   * processes take the same ones; an entry whose lease has ended is due again.
   */
  take(request: {
    readonly now: Timestamp
    readonly limit: number
    readonly lease: OutboxLease
  }): Promise<readonly OutboxEntry[]>
  /** Stores how a try ended. False, and nothing is changed, when the lease was lost. */
  finish(entry: OutboxEntry, leaseId: string): Promise<boolean>
  /** Queues an entry again. False when it is still queued. */
  replay(id: string, now: Timestamp): Promise<boolean>
  find(id: string): Promise<OutboxEntry | undefined>
  /** Newest first. */
  list(
    filter: { readonly status?: OutboxStatus; readonly identityId?: string },
    page: { readonly limit: number; readonly after?: OutboxPlace },
  ): Promise<readonly OutboxEntry[]>
  /**
   * Deletes up to `limit` entries that are no longer queued and older than `before`; answers how
   * many.
   */
  deleteBefore(before: Timestamp, limit: number): Promise<number>
}
