import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDatabase } from '#store/database.ts'
import { engineFor } from '#store/dialects/engine-for.ts'
import { servingLimits } from '#store/dialects/limits.ts'
import { readDsn } from '#store/dsn/read.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { sessionColumns, sessionRow } from '#store/encode-session.ts'
import { allDatabases } from '../support/databases.ts'
import { now, sampleIdentity, sampleSession, tokenHash } from '../store/contract/samples.ts'
import { olderIdentityRow } from './older-rows.ts'

for (const { kind, skip, fresh } of allDatabases) {
  test(
    `identities from before the search are sorted and chosen at once, by their last session too, and wait to be indexed (${kind})`,
    { skip },
    async () => {
      const { dsn, drop } = await fresh()
      const stop = (step: string) => {
        if (step.startsWith('0004-search/')) throw new Error('far enough')
      }
      await assert.rejects(up(dsn, stop), /far enough/)
      const [first, second] = [
        sampleIdentity({ createdAt: now - 5, consents: [] }),
        sampleIdentity({ state: 'inactive', schemaId: 'x'.repeat(80), consents: [] }),
      ]
      const database = createDatabase(
        await engineFor(readDsn(dsn), { synchronous: 'FULL', limits: servingLimits }),
      )
      await database.db
        .insertInto('pallas_identities')
        .values([first, second].map(olderIdentityRow) as never)
        .execute()
      for (const authenticatedAt of [now + 7, now + 3]) {
        const row = sessionRow(sampleSession(first, { authenticatedAt }), tokenHash())
        await database.db
          .insertInto('pallas_sessions')
          .values(
            Object.fromEntries(sessionColumns.map((name, index) => [name, row[index]])) as never,
          )
          .execute()
      }
      await database.close()

      await up(dsn)
      const { search, close } = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
      const hits = await search.find(
        { terms: [] },
        { by: 'last_sign_in', descending: true },
        { limit: 9 },
      )
      assert.deepEqual(hits, [
        { position: { value: now + 7, id: first.id }, lastSignInAt: now + 7 },
        { position: { value: 0, id: second.id }, lastSignInAt: undefined },
      ])
      assert.equal(await search.count({ terms: [], state: 'inactive' }), 1)
      assert.deepEqual(await search.outdated(first.schemaId, 'mark', 9), [first.id])
      assert.deepEqual(await search.outdated(second.schemaId, 'mark', 9), [second.id])
      await search.index(second, { mark: 'mark', terms: [] })
      assert.deepEqual(await search.outdated(second.schemaId, 'mark', 9), [])
      assert.equal(await search.count({ terms: [], schemaId: second.schemaId }), 1)
      await close()
      await drop()
    },
  )
}
