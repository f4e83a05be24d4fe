import type { Timestamp } from '#lib/time.ts'

/** An account that is to be deleted, which its owner can still undo. */
export type Deletion = {
  readonly id: string
  readonly identityId: string
  readonly requestedBy: 'person' | 'administrator'
  readonly requestedAt: Timestamp
  /** When it is carried out. */
  readonly dueAt: Timestamp
  /** When the owner is told once more; undefined once they are. */
  readonly remindAt: Timestamp | undefined
}

/** At most one waits for each identity; it is deleted with the identity. */
export type DeletionStore = {
  /** False when one waits already, which stays as it is. Joins an open transaction. */
  insert(deletion: Deletion): Promise<boolean>
  find(identityId: string): Promise<Deletion | undefined>
  /** Those whose time has come, the oldest first. */
  due(at: Timestamp, limit: number): Promise<readonly Deletion[]>
  /** Those whose owners are to be told once more. */
  toRemind(at: Timestamp, limit: number): Promise<readonly Deletion[]>
  /** False when somebody else has noted it. Joins an open transaction. */
  noteReminded(deletion: Pick<Deletion, 'identityId' | 'id'>): Promise<boolean>
  /**
   * Deletes this one; false when it does not wait any more, so that of several processes one alone is
   * told that it has done so. Joins an open transaction.
   */
  remove(deletion: Pick<Deletion, 'identityId' | 'id'>): Promise<boolean>
  /** Soonest first. `after`: the last one of the page before. */
  list(page: {
    readonly limit: number
    readonly after?: Pick<Deletion, 'dueAt' | 'identityId'> | undefined
  }): Promise<readonly Deletion[]>
}
