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
import { lockIdentity } from './lock-identity.ts'
import { credentialRows, identityRow } from './identity-rows.ts'
import { bySubject, uniqueValueKey, uniqueValuesOf, type UniqueValueRow } from './unique-values.ts'
import { packAccounts, partition } from './encode-accounts.ts'
import { writeSearch } from './search-write.ts'
import { toKey } from './text.ts'

type Reading = Pick<IdentityStore, 'find'>
type Also = NonNullable<Parameters<IdentityStore['insertPacked']>[1]>
type Writing = Pick<IdentityStore, 'insert' | 'insertMany' | 'insertPacked' | 'replace' | 'delete'>

/**
 * The number of accounts that are stored together; they are stored one by one when one of them
 * cannot be stored.
 */
const batchSize = 128

export function writeIdentities(database: Database, { find }: Reading): Writing {
  const { db, transact, inTransaction } = database
  const bulk = createBulk(database),
    search = writeSearch(database)

  /** For a single account, the conflict names its subject. */
  async function insertAll({ size, tables }: PackedAccounts): Promise<void> {
    for (const table of tables) {
      for (const { subject, chunks } of size === 1
        ? bySubject(table)
        : [{ subject: undefined, chunks: table.chunks }]) {
        await orConflict(subject, () => bulk.insertChunks(table.table, table.columns, chunks))
      }
    }
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

  async function replaceLookups(before: Account, after: Account | undefined): Promise<void> {
    for (const { subject, rows } of uniqueValuesOf) {
      const { gone, added } = rowDiff(
        rows(before),
        after === undefined ? [] : rows(after),
        uniqueValueKey,
      )
      for (const row of gone) await deleteLookup(row)
      await orConflict(subject, () => bulk.insert('pallas_lookups', added))
    }
  }

  const deleteLookup = ({ value_digest, kind, identity_id }: UniqueValueRow) =>
    db
      .deleteFrom('pallas_lookups')
      .where('value_digest', '=', value_digest)
      .where('kind', '=', kind)
      .where('identity_id', '=', identity_id)
      .execute()

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
        if (numUpdatedRows === 0n || before?.identity.version !== version)
          throw new StaleVersion('The account has changed since it was read.')
        await replaceCredentials(before, stored)
        await replaceLookups(before, stored)
        await search.replace(stored.identity, entry)
        return stored
      }),
    delete: (id) =>
      transact(async () => {
        const account =
          (await lockIdentity(database, id)) === undefined ? undefined : await find(id)
        if (!account) return false
        await db.deleteFrom('pallas_flows').where('identity_id', '=', toKey(id)).execute()
        await db.deleteFrom('pallas_codes').where('identity_id', '=', toKey(id)).execute()
        await replaceLookups(account, undefined)
        await search.remove(id)
        await db.deleteFrom('pallas_identities').where('id', '=', toKey(id)).execute()
        return true
      }),
  }
}

/** For an identity, the name of the constraint tells the external id from the id. */
async function orConflict<T>(
  subject: ConflictSubject | undefined,
  statement: () => Promise<T>,
): Promise<T> {
  try {
    return await statement()
  } catch (error) {
    if (error instanceof UniqueViolation)
      throw new Conflict(
        subject ?? (error.constraint.includes('external_id') ? 'external-id' : 'id'),
      )
    throw error
  }
}
