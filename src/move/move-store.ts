import type { PackedTable } from '#identity/identity-store.ts'

export type MovedKind = 'identity' | 'session' | 'message'

/** What was brought: when the digest of what is read differs, it has changed since. */
export type Moved = {
  readonly id: string
  readonly digest: string
  /** Of the identity as it was stored; 0 for other kinds. */
  readonly version: number
}

/** The same with what the other system needs of it; undefined: nothing is kept. */
export type Kept = Moved & { readonly kept: string | undefined }

/** Sessions as rows for the database, with what is known of where they came from. */
export type PackedSessions = {
  readonly ids: readonly string[]
  /** Whose they are, in the same order. */
  readonly identityIds: readonly string[]
  readonly tables: readonly PackedTable[]
}

/** Knows what was brought from each source. All of it joins an open transaction. */
export type MoveStore = {
  /** What was brought, in the order of ids. */
  after(source: string, kind: MovedKind, after: string, limit: number): Promise<readonly Moved[]>
  find(source: string, kind: MovedKind, id: string): Promise<Moved | undefined>
  count(source: string, kind: MovedKind): Promise<number>
  /** For what is not known yet. */
  add(source: string, kind: MovedKind, moved: readonly Kept[]): Promise<void>
  change(source: string, kind: MovedKind, moved: Kept): Promise<void>
  remove(source: string, kind: MovedKind, ids: readonly string[]): Promise<void>
  /** Those of the ids that are no identities; each id is given once. */
  missingIdentities(ids: readonly string[]): Promise<ReadonlySet<string>>
  /** Those of the ids that are sessions; given in their order. */
  sessions(ids: readonly string[]): Promise<ReadonlySet<string>>
  /** What is kept of people or sessions, by their ids. */
  kept(kind: 'identity' | 'session', ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** `left`: the indexes of those that are not stored. */
  insertSessions(sessions: PackedSessions, left: ReadonlySet<number>): Promise<void>
  /** How many of the people that were brought have a credential of a type, with content. */
  credentials(source: string): Promise<ReadonlyMap<string, number>>
}
