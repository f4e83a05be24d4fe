import type { JsonObject } from '#lib/json.ts'
import type { Timestamp } from '#lib/time.ts'
import type { CredentialType } from './credential-types.ts'
import type { Credential } from './credential.ts'
import type { Identity, IdentityState } from './identity.ts'
import type { SearchEntry } from './search-store.ts'

/** An identity and its credentials, which are stored and changed together. */
export type Account = {
  readonly identity: Identity
  readonly credentials: readonly Credential[]
}

/** What must be unique and is not. It does not tell whose it is. */
export type ConflictSubject =
  | 'identifier'
  | 'verifiable-address'
  | 'recovery-address'
  | 'external-id'
  | 'id'

/** A value that must be unique belongs to another identity. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
  readonly subject: ConflictSubject
  constructor(subject: ConflictSubject) {
    super(`The ${subject} belongs to another identity.`)
    this.subject = subject
  }
}

/** The account has changed since it was read; it must be read again. */
export class StaleVersion extends Error {
  override readonly name = 'StaleVersion'
}

/** Which identities are listed. At most one filter is given. */
export type IdentityFilter = {
  readonly ids?: readonly string[]
  /** An exact identifier of a credential of any type, in canonical form. */
  readonly identifier?: string
  /** A part of an identifier, in canonical form. */
  readonly similarIdentifier?: string
  readonly organizationId?: string
}

/**
 * Accounts as rows for the database, made in this thread or another one; only the store reads them.
 */
export type PackedAccounts = { readonly size: number; readonly tables: readonly PackedTable[] }
/** `owners`: the index of the account of each row. */
export type PackedTable = {
  readonly table: string
  readonly columns: readonly string[]
  readonly chunks: readonly PackedChunk[]
  readonly owners: ArrayLike<number>
}
/** The values of rows that are stored together: as they are, or as bytes from another thread. */
export type PackedChunk = readonly unknown[] | Uint8Array

export type IdentityStore = {
  /**
   * Throws Conflict. Joins an open transaction. `entry`: the search entry; without one the identity
   * is indexed later.
   */
  insert(account: Account, entry?: SearchEntry): Promise<void>
  /**
   * Stores many accounts, each completely or not at all; answers, in order, the conflict of each
   * that was not stored.
   */
  insertMany(
    accounts: readonly Account[],
    entries?: readonly SearchEntry[],
  ): Promise<readonly (Conflict | undefined)[]>
  /**
   * As `insertMany`, for packed accounts. `also` stores more in the same transaction; it is given
   * the conflicts, and may be called again when others could not be stored together.
   */
  insertPacked(
    packed: PackedAccounts,
    also?: (conflicts: readonly (Conflict | undefined)[]) => Promise<void>,
  ): Promise<readonly (Conflict | undefined)[]>
  find(id: string): Promise<Account | undefined>
  findByExternalId(externalId: string): Promise<Account | undefined>
  /** `identifier` in canonical form. */
  findByIdentifier(type: CredentialType, identifier: string): Promise<Account | undefined>
  /** The account with this address (in canonical form). */
  findByAddress(kind: 'verifiable' | 'recovery', value: string): Promise<Account | undefined>
  /**
   * Stores `account` in place of the version that was read; answers the stored account (version +
   * 1). Throws StaleVersion when the stored version is another, Conflict when a value that must be
   * unique is taken.
   */
  replace(account: Account, entry?: SearchEntry): Promise<Account>
  /**
   * Gives many accounts another state, in few statements; answers the stored accounts (version + 1)
   * in order. Throws StaleVersion when the stored version of one of them is another.
   */
  setStates(
    accounts: readonly Account[],
    state: IdentityState,
    at: Timestamp,
  ): Promise<readonly Account[]>
  /**
   * Deletes the identity with its credentials, sessions, codes and flows. False when it is unknown.
   */
  delete(id: string): Promise<boolean>
  /** As `delete`, for many in few statements; answers the ids of those that there were. */
  deleteMany(ids: readonly string[]): Promise<readonly string[]>
  /** Ordered by id. `after`: the id of the last identity of the previous page. */
  list(
    filter: IdentityFilter,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly Account[]>
  /** For APIs with page numbers. */
  listByOffset(
    filter: IdentityFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<readonly Account[]>
  /**
   * As `list` and `listByOffset`, without credentials, for which a list of the same length costs a
   * third.
   */
  listIdentities(
    filter: IdentityFilter,
    page: { readonly limit: number; readonly after?: string; readonly offset?: number },
  ): Promise<readonly Identity[]>
  count(filter: IdentityFilter): Promise<number>
  /**
   * What is stored as credentials of a type, for up to `limit` of their identifiers, each as likely
   * as every other. `from`: an HMAC in base64url, which decides which; the same ones are picked
   * each time, as far as they are still there.
   */
  sampleConfigs(
    type: CredentialType,
    pick: { readonly from: string; readonly limit: number },
  ): Promise<readonly JsonObject[]>
}
