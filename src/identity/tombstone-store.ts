import type { Timestamp } from '#lib/time.ts'

/** What is left of a deleted identity: nothing that tells who it was. */
export type Tombstone = {
  readonly identityId: string
  readonly erasedAt: Timestamp
  /** The kind of who has done it, as in the audit trail. */
  readonly erasedBy: string
  /** When what nobody was known by, as forms that were never sent, was deleted, too. */
  readonly sweptAt: Timestamp | undefined
}

export type TombstoneStore = {
  /** Joins an open transaction. */
  insert(tombstones: readonly Tombstone[]): Promise<void>
  find(identityId: string): Promise<Tombstone | undefined>
  /** Those of before that are not swept, the oldest first. */
  unswept(before: Timestamp, limit: number): Promise<readonly Tombstone[]>
  noteSwept(identityIds: readonly string[], at: Timestamp): Promise<void>
}

/** Digests of identifiers that nobody may have yet. */
export type ReservedStore = {
  /** Joins an open transaction. Of two times the later one counts. */
  insert(digests: readonly string[], freeAt: Timestamp): Promise<void>
  /** Whether one of them is not free at this time. */
  any(digests: readonly string[], at: Timestamp): Promise<boolean>
  /** Deletes up to `limit` that are free; answers how many. */
  deleteFree(at: Timestamp, limit: number): Promise<number>
}
