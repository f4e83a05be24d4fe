import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDatabase } from '#store/database.ts'
import { engineFor } from '#store/dialects/engine-for.ts'
import { servingLimits } from '#store/dialects/limits.ts'
import { readDsn } from '#store/dsn/read.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { createFlowStore } from '#store/flow-store.ts'
import { allDatabases } from '../support/databases.ts'
import { sampleFlow } from '../store/contract/samples.ts'

for (const { kind, skip, fresh } of allDatabases) {
  test(
    `a flow of the edition that was called current goes on in v26.2, and keeps what people sent (${kind})`,
    { skip },
    async () => {
      const { dsn, drop } = await fresh()
      const stop = (step: string) => {
        if (step.startsWith('0009-')) throw new Error('far enough')
      }
      await assert.rejects(up(dsn, stop), /far enough/)
      const transientPayload = { edition: 'current', note: '"edition":"current"' }
      const flows = [
        sampleFlow({ edition: 'current', kind: 'verification', transientPayload }),
        sampleFlow({ edition: 'v0.7', transientPayload }),
      ]
      const database = createDatabase(
        await engineFor(readDsn(dsn), { synchronous: 'FULL', limits: servingLimits }),
      )
      for (const flow of flows) await createFlowStore(database).insert(flow)
      await database.close()

      await up(dsn)
      const store = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
      for (const flow of flows)
        assert.deepEqual(await store.flows.find(flow.kind, flow.id), {
          ...flow,
          edition: flow.edition === 'current' ? 'v26.2' : flow.edition,
        })
      await store.close()
      await drop()
    },
  )
}
