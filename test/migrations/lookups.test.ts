import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDatabase } from '#store/database.ts'
import { engineFor } from '#store/dialects/engine-for.ts'
import { servingLimits } from '#store/dialects/limits.ts'
import { readDsn } from '#store/dsn/read.ts'
import { Conflict } from '#identity/identity-store.ts'
import { credentialRows, identityRow } from '#store/identity-rows.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { digest } from '#store/text.ts'
import { allDatabases } from '../support/databases.ts'
import { sampleAccount } from '../store/contract/samples.ts'

for (const { kind, skip, fresh } of allDatabases) {
  test(
    `who had an identifier or an address before still has it, and is found by it (${kind})`,
    { skip },
    async () => {
      const { dsn, drop } = await fresh()
      const stop = (step: string) => {
        if (step.startsWith('0006-lookups/')) throw new Error('far enough')
      }
      await assert.rejects(up(dsn, stop), /far enough/)
      const account = sampleAccount()
      const { identity, credentials } = account
      const database = createDatabase(
        await engineFor(readDsn(dsn), { synchronous: 'FULL', limits: servingLimits }),
      )
      await database.db.insertInto('pallas_identities').values(identityRow(identity)).execute()
      await database.db.insertInto('pallas_credentials').values(credentialRows(account)).execute()
      const insert = async (table: string, row: Readonly<Record<string, string>>) => {
        await database.db
          .insertInto(table as never)
          .values(row)
          .execute()
      }
      for (const { type, identifiers } of credentials) {
        for (const identifier of identifiers)
          await insert('pallas_credential_identifiers', {
            identifier_digest: digest(identifier),
            type,
            identifier,
            identity_id: identity.id,
          })
      }
      for (const { value, via } of identity.verifiableAddresses)
        await insert('pallas_verifiable_addresses', {
          value_digest: digest(value),
          via,
          identity_id: identity.id,
        })
      for (const { value, via } of identity.recoveryAddresses)
        await insert('pallas_recovery_addresses', {
          value_digest: digest(value),
          via,
          identity_id: identity.id,
        })
      await database.close()

      await up(dsn)
      const { identities, close } = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
      const [credential] = credentials,
        [verifiable] = identity.verifiableAddresses,
        [recovery] = identity.recoveryAddresses
      assert.ok(credential && verifiable && recovery)
      assert.deepEqual(
        await identities.findByIdentifier(credential.type, credential.identifiers[0] ?? ''),
        account,
      )
      assert.deepEqual(await identities.findByAddress('verifiable', verifiable.value), account)
      assert.deepEqual(await identities.findByAddress('recovery', recovery.value), account)
      const other = sampleAccount()
      await assert.rejects(
        identities.insert({ ...other, credentials }),
        (error) => error instanceof Conflict && error.subject === 'identifier',
      )
      assert.equal(await identities.delete(identity.id), true)
      await identities.insert({ ...other, credentials })
      await close()
      await drop()
    },
  )
}
