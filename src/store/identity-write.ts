import { Conflict, Outdated } from '#identity/identity-store.ts'
import type { Account, ConflictSubject, IdentityStore } from '#identity/identity-store.ts'
import type { Database } from './database.ts'
import { UniqueViolation } from './failures.ts'
import { addressRows, credentialRows, identifierRows, identityRow } from './identity-rows.ts'
import { toKey } from './text.ts'

type Writing = Pick<IdentityStore, 'insert' | 'insertMany' | 'replace' | 'delete'>

/** So many accounts go into one statement; no dialect binds more than 32766 values. */
const batchSize = 100
const rowsAtOnce = 1000

export function writeIdentities(database: Database): Writing {
  const { db, transact } = database

  async function insertAll(accounts: readonly Account[]): Promise<void> {
    await orConflict(undefined, () =>
      db
        .insertInto('pallas_identities')
        .values(accounts.map(({ identity }) => identityRow(identity)))
        .execute(),
    )
    await insertParts(accounts)
  }

  async function insertParts(accounts: readonly Account[]): Promise<void> {
    for (const rows of chunks(accounts.flatMap(credentialRows))) await db.insertInto('pallas_credentials').values(rows).execute()
    for (const rows of chunks(accounts.flatMap(identifierRows))) await orConflict('identifier', () => db.insertInto('pallas_credential_identifiers').values(rows).execute())
    for (const rows of chunks(accounts.flatMap(({ identity }) => addressRows(identity, identity.verifiableAddresses))))
      await orConflict('verifiable-address', () => db.insertInto('pallas_verifiable_addresses').values(rows).execute())
    for (const rows of chunks(accounts.flatMap(({ identity }) => addressRows(identity, identity.recoveryAddresses))))
      await orConflict('recovery-address', () => db.insertInto('pallas_recovery_addresses').values(rows).execute())
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
  async function insertBatch(accounts: readonly Account[]): Promise<readonly (Conflict | undefined)[]> {
    if ((await conflictOf(() => insertAll(accounts))) === undefined) return accounts.map(() => undefined)
    const conflicts: (Conflict | undefined)[] = []
    for (const account of accounts) conflicts.push(await conflictOf(() => insertAll([account])))
    return conflicts
  }

  return {
    insert: (account) => transact(() => insertAll([account])),
    insertMany: (accounts) =>
      transact(async () => {
        const conflicts: (Conflict | undefined)[] = []
        for (const batch of chunks(accounts, batchSize)) conflicts.push(...(await insertBatch(batch)))
        return conflicts
      }),
    replace: (account) =>
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

function chunks<T>(rows: readonly T[], size = rowsAtOnce): readonly T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => rows.slice(index * size, (index + 1) * size))
}
