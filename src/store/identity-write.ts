import { Conflict, Outdated } from '#identity/identity-store.ts'
import type { Account, ConflictSubject, IdentityStore } from '#identity/identity-store.ts'
import type { SearchEntry } from '#identity/search-store.ts'
import { createBulk } from './bulk.ts'
import type { Database } from './database.ts'
import { UniqueViolation } from './failures.ts'
import { addressRows, credentialRows, identifierRows, identityRow, inOrder } from './identity-rows.ts'
import { writeSearch } from './search-write.ts'
import { toKey } from './text.ts'

type Entries = readonly (SearchEntry | undefined)[]
type Writing = Pick<IdentityStore, 'insert' | 'insertMany' | 'replace' | 'delete'>

/** So many accounts are stored together, and one by one where something is in the way of one of them. */
const batchSize = 128

export function writeIdentities(database: Database): Writing {
  const { db, transact } = database
  const bulk = createBulk(database),
    search = writeSearch(database)

  async function insertAll(accounts: readonly Account[], entries: Entries): Promise<void> {
    const identities = accounts.map(({ identity }) => identity)
    await orConflict(undefined, () => bulk.insert('pallas_identities', identities.map(identityRow)))
    await insertParts(accounts)
    await search.insert(identities, entries)
  }

  async function insertParts(accounts: readonly Account[]): Promise<void> {
    await bulk.insert('pallas_credentials', accounts.flatMap(credentialRows))
    await orConflict('identifier', () => bulk.insert('pallas_credential_identifiers', inOrder(accounts.flatMap(identifierRows))))
    await orConflict('verifiable-address', () => bulk.insert('pallas_verifiable_addresses', inOrder(accounts.flatMap(({ identity }) => addressRows(identity, identity.verifiableAddresses)))))
    await orConflict('recovery-address', () => bulk.insert('pallas_recovery_addresses', inOrder(accounts.flatMap(({ identity }) => addressRows(identity, identity.recoveryAddresses)))))
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
  async function insertBatch(accounts: readonly Account[], entries: Entries): Promise<readonly (Conflict | undefined)[]> {
    if ((await conflictOf(() => insertAll(accounts, entries))) === undefined) return accounts.map(() => undefined)
    const conflicts: (Conflict | undefined)[] = []
    for (const [index, account] of accounts.entries()) conflicts.push(await conflictOf(() => insertAll([account], [entries[index]])))
    return conflicts
  }

  return {
    insert: (account, entry) => transact(() => insertAll([account], [entry])),
    insertMany: (accounts, entries = []) =>
      transact(async () => {
        const conflicts: (Conflict | undefined)[] = []
        for (let at = 0; at < accounts.length; at += batchSize) conflicts.push(...(await insertBatch(accounts.slice(at, at + batchSize), entries.slice(at, at + batchSize))))
        return conflicts
      }),
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
        await insertParts([stored])
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

/** Of an identity itself, the name of what was not unique tells the external id from the id. */
async function orConflict<T>(subject: ConflictSubject | undefined, statement: () => Promise<T>): Promise<T> {
  try {
    return await statement()
  } catch (error) {
    if (error instanceof UniqueViolation) throw new Conflict(subject ?? (error.constraint.includes('external_id') ? 'external-id' : 'id'))
    throw error
  }
}
