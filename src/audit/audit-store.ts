import type { Timestamp } from '#lib/time.ts'
import type { Chain } from './chain.ts'
import type { AuditAction, AuditEntry, ChainedEntry, Head } from './entry.ts'

/** All that is given must hold. `from` and later, before `to`. */
export type AuditFilter = {
  /** The id or the kind of who has done it. */
  readonly actor?: string | undefined
  readonly action?: AuditAction | undefined
  readonly targetId?: string | undefined
  readonly requestId?: string | undefined
  readonly from?: Timestamp | undefined
  readonly to?: Timestamp | undefined
}

export type AuditStore = {
  /**
   * Adds an entry to its stream when the open transaction is committed, all of one transaction
   * together; without a transaction at once. Those of a part that fails are left out.
   */
  append(entry: AuditEntry, chain: Chain): Promise<void>
  /** Newest first. `after`: the id of the last entry of the page before. */
  list(
    filter: AuditFilter,
    page: { readonly limit: number; readonly after?: string | undefined },
  ): Promise<readonly ChainedEntry[]>
  find(id: string): Promise<ChainedEntry | undefined>
  /** One stream in its order, from behind a position. */
  read(stream: number, after: number, limit: number): Promise<readonly ChainedEntry[]>
  /** How many entries each stream has, also one that should not exist. */
  counts(): Promise<ReadonlyMap<number, number>>
  /** How many entries a stream has up to a position. */
  countUpTo(stream: number, position: number): Promise<number>
  /** How many entries of a stream are not found by their target. */
  countUnlisted(stream: number): Promise<number>
  /**
   * Takes the address of a person out of all that they have done, and of what nobody known has done to
   * them. Joins an open transaction.
   */
  takeOutClients(identityIds: readonly string[]): Promise<void>
  /** Those of these identities that there are. */
  existing(identityIds: readonly string[]): Promise<ReadonlySet<string>>
  /** Writes what entries are found by, as far as it is not written yet. It happens by itself, too. */
  writeSegments(): Promise<void>
  heads(): Promise<readonly Head[]>
  /**
   * Deletes up to `limit` of the first entries of a stream that are older than `before`, and notes
   * in its head where it begins from then on. Answers how many.
   */
  deleteBefore(stream: number, before: Timestamp, limit: number, chain: Chain): Promise<number>
}
