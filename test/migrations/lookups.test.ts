import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDatabase } from '#store/database.ts'
import { engineFor } from '#store/dialects/engine-for.ts'
import { servingLimits } from '#store/dialects/limits.ts'
import { readDsn } from '#store/dsn/read.ts'
import { Conflict } from '#identity/identity-store.ts'
import { credentialRows } from '#store/identity-rows.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { digest } from '#store/text.ts'
import { allDatabases } from '../support/databases.ts'
import { sampleAccount } from '../store/contract/samples.ts'
import { foundAlike, uniqueKinds } from '../store/contract/unique-values.ts'
import { olderIdentityRow, withoutConsents } from './older-rows.ts'

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
      const shared = 'the-same'
      const accounts = [sampleAccount(), ...uniqueKinds.map((one) => one.having(shared))].map(
        withoutConsents,
      )
      const database = createDatabase(
        await engineFor(readDsn(dsn), { synchronous: 'FULL', limits: servingLimits }),
      )
      const insert = async (table: string, row: Readonly<Record<string, string>>) => {
        await database.db
          .insertInto(table as never)
          .values(row)
          .execute()
      }
      for (const account of accounts) {
        const { identity, credentials } = account
        await database.db
          .insertInto('pallas_identities')
          .values(olderIdentityRow(identity))
          .execute()
        const rows = credentialRows(account)
        if (rows.length > 0)
          await database.db.insertInto('pallas_credentials').values(rows).execute()
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
      }
      await database.close()

      await up(dsn)
      const { identities, close } = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
      const [account = assert.fail()] = accounts,
        { identity, credentials } = account,
        value = identity.recoveryAddresses[0]?.value ?? assert.fail()
      assert.deepEqual(await identities.findByIdentifier('password', value), account)
      assert.deepEqual(await identities.findByAddress('verifiable', value), account)
      assert.deepEqual(await identities.findByAddress('recovery', value), account)
      for (const kind of uniqueKinds) {
        const { name, subject, having, find } = kind
        const holders = accounts.slice(1).filter((_, at) => {
          const held = uniqueKinds[at]
          return held !== undefined && foundAlike(held, kind)
        })
        const found = await find(identities, shared)
        assert.ok(
          holders.some((one) => one.identity.id === found?.identity.id),
          name,
        )
        await assert.rejects(
          identities.insert(having(shared)),
          (error) => error instanceof Conflict && error.subject === subject,
          name,
        )
      }
      assert.equal(await identities.delete(identity.id), true)
      await identities.insert({ ...sampleAccount(), credentials })
      await close()
      await drop()
    },
  )
}
