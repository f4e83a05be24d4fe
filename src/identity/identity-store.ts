import type { CredentialType } from './credential-types.ts'
import type { Credential } from './credential.ts'
import type { Identity } from './identity.ts'
import type { SearchEntry } from './search-store.ts'

/** An identity and its credentials: what is stored, and changed, as one. */
export type Account = {
  readonly identity: Identity
  readonly credentials: readonly Credential[]
}

/**
 * What stands in the way of storing an account. It names the kind of thing, never the other person.
 */
export type ConflictSubject =
  | 'identifier'
  | 'verifiable-address'
  | 'recovery-address'
  | 'external-id'
  | 'id'

/** Something that must be unique is taken by another identity. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
  readonly subject: ConflictSubject
  constructor(subject: ConflictSubject) {
    super(`The ${subject} belongs to another identity.`)
    this.subject = subject
  }
}

/** The account has changed since it was read; read it again and decide anew. */
export class StaleVersion extends Error {
  override readonly name = 'StaleVersion'
}

/** Which identities a list shows. At most one of the filters is given. */
export type IdentityFilter = {
  readonly ids?: readonly string[]
  /** Exact credential identifier of any type, in canonical form. */
  readonly identifier?: string
  /** A part of a credential identifier, in canonical form. */
  readonly similarIdentifier?: string
  readonly organizationId?: string
}

/**
 * Accounts made ready for storing, in this thread or another one: plain values that the store alone
 * understands.
 */
export type PackedAccounts = { readonly size: number; readonly tables: readonly PackedTable[] }
/** `owners`: to which of the accounts each row belongs. */
export type PackedTable = {
  readonly table: string
  readonly columns: readonly string[]
  readonly chunks: readonly PackedChunk[]
  readonly owners: ArrayLike<number>
}
/**
 * Rows that are stored together, the values of one after the other: as they are, or as bytes for
 * another thread.
 */
export type PackedChunk = readonly unknown[] | Uint8Array

export type IdentityStore = {
  /**
   * Throws Conflict. Joins an open transaction. `entry`: what it is found by; without, it waits to
   * be indexed.
   */
  insert(account: Account, entry?: SearchEntry): Promise<void>
  /**
   * Stores many, each wholly or not at all; answers, in order, the conflict of each that was not
   * stored.
   */
  insertMany(
    accounts: readonly Account[],
    entries?: readonly SearchEntry[],
  ): Promise<readonly (Conflict | undefined)[]>
  /** As `insertMany`, what is packed already. */
  insertPacked(packed: PackedAccounts): Promise<readonly (Conflict | undefined)[]>
  find(id: string): Promise<Account | undefined>
  findByExternalId(externalId: string): Promise<Account | undefined>
  /** `identifier` in canonical form. */
  findByIdentifier(type: CredentialType, identifier: string): Promise<Account | undefined>
  /**
   * The account that has this address (canonical form) among its verifiable or recovery addresses.
   */
  findByAddress(kind: 'verifiable' | 'recovery', value: string): Promise<Account | undefined>
  /**
   * Replaces what is stored by `account`, whose identity carries the version that was read; answers
   * the stored account (version + 1). Throws StaleVersion when the stored version is another, Conflict
   * when something unique is taken.
   */
  replace(account: Account, entry?: SearchEntry): Promise<Account>
  /**
   * Deletes the identity with everything of it: credentials, sessions, codes, flows. False when
   * unknown.
   */
  delete(id: string): Promise<boolean>
  /** Ordered by id. `after` is the id of the last one of the page before. */
  list(
    filter: IdentityFilter,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly Account[]>
  /** For APIs that count pages. */
  listByOffset(
    filter: IdentityFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<readonly Account[]>
  count(filter: IdentityFilter): Promise<number>
}
