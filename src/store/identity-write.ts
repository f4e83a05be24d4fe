import { Conflict, Outdated } from '#identity/identity-store.ts'
import type { Account, ConflictSubject, IdentityStore, PackedAccounts } from '#identity/identity-store.ts'
import { createBulk } from './bulk.ts'
import type { Database } from './database.ts'
import { UniqueViolation } from './failures.ts'
import { identityRow } from './identity-rows.ts'
import { packAccounts, packParts, partition } from './pack-accounts.ts'
import { writeSearch } from './search-write.ts'
import { toKey } from './text.ts'

type Writing = Pick<IdentityStore, 'insert' | 'insertMany' | 'insertPacked' | 'replace' | 'delete'>

/** So many accounts are stored together, and one by one where something is in the way of one of them. */
const batchSize = 128

export function writeIdentities(database: Database): Writing {
  const { db, transact, inTransaction } = database
  const bulk = createBulk(database),
    search = writeSearch(database)

  async function insertAll({ tables }: PackedAccounts): Promise<void> {
    for (const { table, columns, values } of tables) await orConflict(subjects[table], () => bulk.insertValues(table, columns, values))
  }

  async function deleteParts(identityId: string): Promise<void> {
    await db.deleteFrom('pallas_credentials').where('identity_id', '=', identityId).execute()
    await db.deleteFrom('pallas_credential_identifiers').where('identity_id', '=', identityId).execute()
    await db.deleteFrom('pallas_verifiable_addresses').where('identity_id', '=', identityId).execute()
    await db.deleteFrom('pallas_recovery_addresses').where('identity_id', '=', identityId).execute()
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

  /** Together where nothing is in the way; otherwise one by one, to learn which are stored. */
  async function insertBatch(packed: PackedAccounts): Promise<readonly (Conflict | undefined)[]> {
    if ((await conflictOf(() => insertAll(packed))) === undefined) return Array.from({ length: packed.size }, () => undefined)
    const conflicts: (Conflict | undefined)[] = []
    for (const one of partition(packed, 1)) conflicts.push(await conflictOf(() => insertAll(one)))
    return conflicts
  }

  const insertInBatches = (packed: PackedAccounts) =>
    transact(async () => {
      const conflicts: (Conflict | undefined)[] = []
      for (const batch of partition(packed, batchSize)) conflicts.push(...(await insertBatch(batch)))
      return conflicts
    })

  /** Usually nothing is in the way; parts that can fail alone make the whole much slower. */
  async function insertPacked(packed: PackedAccounts): Promise<readonly (Conflict | undefined)[]> {
    const isFree = !inTransaction() && (await conflictOf(() => insertAll(packed))) === undefined
    return isFree ? Array.from({ length: packed.size }, () => undefined) : insertInBatches(packed)
  }

  return {
    insert: (account, entry) => transact(() => insertAll(packAccounts([account], [entry]))),
    insertMany: (accounts, entries) => insertPacked(packAccounts(accounts, entries)),
    insertPacked,
    replace: (account, entry) =>
      transact(async () => {
        const { version } = account.identity
        const stored: Account = { ...account, identity: { ...account.identity, version: version + 1 } }
        const { id, ...changes } = identityRow(stored.identity)
        const { numUpdatedRows } = await orConflict(undefined, () =>
          db.updateTable('pallas_identities').set(changes).where('id', '=', id).where('version', '=', version).executeTakeFirst(),
        )
        if (numUpdatedRows === 0n) throw new Outdated('The account has changed since it was read.')
        await deleteParts(id)
        await insertAll(packParts(stored))
        await search.replace(stored.identity, entry)
        return stored
      }),
    delete: (id) =>
      transact(async () => {
        await db.deleteFrom('pallas_flows').where('identity_id', '=', toKey(id)).execute()
        await db.deleteFrom('pallas_codes').where('identity_id', '=', toKey(id)).execute()
        const { numDeletedRows } = await db.deleteFrom('pallas_identities').where('id', '=', toKey(id)).executeTakeFirst()
        return numDeletedRows > 0n
      }),
  }
}

/** What is taken when a row of a table is there already; of an identity itself the constraint tells. */
const subjects: Readonly<Record<string, ConflictSubject>> = {
  pallas_credential_identifiers: 'identifier',
  pallas_verifiable_addresses: 'verifiable-address',
  pallas_recovery_addresses: 'recovery-address',
}

/** Of an identity itself, the name of what was not unique tells the external id from the id. */
async function orConflict<T>(subject: ConflictSubject | undefined, statement: () => Promise<T>): Promise<T> {
  try {
    return await statement()
  } catch (error) {
    if (error instanceof UniqueViolation) throw new Conflict(subject ?? (error.constraint.includes('external_id') ? 'external-id' : 'id'))
    throw error
  }
}
