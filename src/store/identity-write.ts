import { Conflict, StaleVersion } from '#identity/identity-store.ts'
import type {
  Account,
  ConflictSubject,
  IdentityStore,
  PackedAccounts,
} from '#identity/identity-store.ts'
import { createBulk } from './bulk.ts'
import type { Database } from './database.ts'
import { rowDiff } from './row-diff.ts'
import { UniqueViolation } from './failures.ts'
import { deleteRows } from './delete-rows.ts'
import { eraseBeside } from './erase.ts'
import { lockIdentities } from './lock-identity.ts'
import { credentialRows, identityRow } from './identity-rows.ts'
import { bySubject, subjectOf, uniqueValueKey, uniqueValuesOf } from './unique-values.ts'
import { packAccounts, partition } from './encode-accounts.ts'
import { writeSearch } from './search-write.ts'
import { toKey } from './text.ts'

type Reading = Pick<IdentityStore, 'find' | 'list'>
type Also = NonNullable<Parameters<IdentityStore['insertPacked']>[1]>
type Writing = Pick<
  IdentityStore,
  'insert' | 'insertMany' | 'insertPacked' | 'replace' | 'setStates' | 'delete' | 'deleteMany'
>

/**
 * The number of accounts that are stored together; they are stored one by one when one of them
 * cannot be stored.
 */
const batchSize = 128

export function writeIdentities(database: Database, { find, list }: Reading): Writing {
  const { db, transact, inTransaction } = database
  const bulk = createBulk(database),
    search = writeSearch(database)

  /** For a single account, the conflict names its subject. */
  async function insertAll({ size, tables }: PackedAccounts): Promise<void> {
    if (size === 1 && database.combines) return insertTogether(tables)
    for (const table of tables) {
      for (const { subject, chunks } of size === 1
        ? bySubject(table)
        : [{ subject: undefined, chunks: table.chunks }]) {
        await orConflict(subject, () => bulk.insertChunks(table.table, table.columns, chunks))
      }
    }
  }

  async function insertTogether(tables: PackedAccounts['tables']): Promise<void> {
    for (const { table, columns, chunks } of tables)
      await bulk.insertLater(table, columns, chunks, (error) =>
        error instanceof UniqueViolation && error.table === table
          ? conflict(error, subjectOf(error.kind))
          : undefined,
      )
  }

  async function replaceCredentials(before: Account, after: Account): Promise<void> {
    const { gone, added } = rowDiff(credentialRows(before), credentialRows(after), (row) =>
      JSON.stringify(row),
    )
    const types = gone.map(({ type }) => type)
    if (types.length > 0)
      await db
        .deleteFrom('pallas_credentials')
        .where('identity_id', '=', toKey(before.identity.id))
        .where('type', 'in', types)
        .execute()
    await bulk.insert('pallas_credentials', added)
  }

  async function replaceLookups(before: Account, after: Account): Promise<void> {
    for (const { subject, rows } of uniqueValuesOf) {
      const { gone, added } = rowDiff(rows(before), rows(after), uniqueValueKey)
      await deleteRows(db, 'pallas_lookups', gone)
      await orConflict(subject, () => bulk.insert('pallas_lookups', added))
    }
  }

  async function conflictOf(work: () => Promise<void>): Promise<Conflict | undefined> {
    try {
      await transact(work)
      return undefined
    } catch (error) {
      if (error instanceof Conflict) return error
      throw error
    }
  }

  /** Stores all together when possible; otherwise one by one, to find out which can be stored. */
  async function insertBatch(packed: PackedAccounts): Promise<readonly (Conflict | undefined)[]> {
    if ((await conflictOf(() => insertAll(packed))) === undefined)
      return Array.from({ length: packed.size }, () => undefined)
    const conflicts: (Conflict | undefined)[] = []
    for (const one of partition(packed, 1)) conflicts.push(await conflictOf(() => insertAll(one)))
    return conflicts
  }

  const insertInBatches = (packed: PackedAccounts, also: Also) =>
    transact(async () => {
      const conflicts: (Conflict | undefined)[] = []
      for (const batch of partition(packed, batchSize))
        conflicts.push(...(await insertBatch(batch)))
      await also(conflicts)
      return conflicts
    })

  /** Usually all can be stored; parts that can fail alone would make it much slower. */
  async function insertPacked(
    packed: PackedAccounts,
    also: Also = async () => undefined,
  ): Promise<readonly (Conflict | undefined)[]> {
    const none = Array.from({ length: packed.size }, () => undefined)
    const isFree =
      !inTransaction() &&
      (await conflictOf(async () => {
        await insertAll(packed)
        await also(none)
      })) === undefined
    return isFree ? none : insertInBatches(packed, also)
  }

  const deleteMany = (wanted: readonly string[]): Promise<readonly string[]> =>
    transact(async () => {
      const ids = wanted.length === 0 ? [] : [...(await lockIdentities(database, wanted)).keys()]
      if (ids.length === 0) return ids
      const keys = ids.map(toKey)
      const accounts = await list({ ids }, { limit: ids.length })
      await eraseBeside(database, accounts)
      await search.remove(ids)
      await db.deleteFrom('pallas_identities').where('id', 'in', keys).execute()
      return ids
    })

  return {
    insert: (account, entry) => transact(() => insertAll(packAccounts([account], [entry]))),
    insertMany: (accounts, entries) => insertPacked(packAccounts(accounts, entries)),
    insertPacked,
    replace: (account, entry) =>
      transact(async () => {
        const { version } = account.identity
        const stored: Account = {
          ...account,
          identity: { ...account.identity, version: version + 1 },
        }
        const { id, ...changes } = identityRow(stored.identity)
        const before = await find(account.identity.id)
        const { numUpdatedRows } = await orConflict(undefined, () =>
          db
            .updateTable('pallas_identities')
            .set(changes)
            .where('id', '=', id)
            .where('version', '=', version)
            .executeTakeFirst(),
        )
        if (numUpdatedRows === 0n || before?.identity.version !== version) throw stale()
        await replaceCredentials(before, stored)
        await replaceLookups(before, stored)
        await search.replace(stored.identity, entry)
        return stored
      }),
    setStates: (accounts, state, at) =>
      transact(async () => {
        const ids = accounts.map(({ identity }) => identity.id)
        if (ids.length === 0) return []
        const versions = await lockIdentities(database, ids)
        if (accounts.some(({ identity: { id, version } }) => versions.get(id) !== version))
          throw stale()
        await db
          .updateTable('pallas_identities')
          .set({ state, state_changed_at: at, updated_at: at })
          .set(({ eb }) => ({ version: eb('version', '+', 1) }))
          .where('id', 'in', ids.map(toKey))
          .execute()
        await search.setStates(ids, state, at)
        return accounts.map(({ identity, credentials }) => ({
          identity: {
            ...identity,
            state,
            stateChangedAt: at,
            updatedAt: at,
            version: identity.version + 1,
          },
          credentials,
        }))
      }),
    delete: async (id) => (await deleteMany([id])).length > 0,
    deleteMany,
  }
}

const stale = () => new StaleVersion('The account has changed since it was read.')

async function orConflict<T>(
  subject: ConflictSubject | undefined,
  statement: () => Promise<T>,
): Promise<T> {
  try {
    return await statement()
  } catch (error) {
    if (error instanceof UniqueViolation) throw conflict(error, subject)
    throw error
  }
}

/** For an identity, the name of the constraint tells the external id from the id. */
const conflict = (
  { constraint }: UniqueViolation,
  subject: ConflictSubject | undefined,
): Conflict => new Conflict(subject ?? (constraint.includes('external_id') ? 'external-id' : 'id'))
