// Security requirement 90: readiness tells whether the database can be written.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createReadiness } from '#app/readiness.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { allDatabases, type DatabaseKind } from '../support/databases.ts'
import { editions } from '../support/editions.ts'
import { openOther, type Other } from '../support/other-connection.ts'
import { pause, until } from '../support/process-figures.ts'
import { startServer, type TestServer } from '../support/server.ts'

type Trouble = { readonly name: string; readonly begin: string[]; readonly end: string[] }

const killOthers = {
  postgres:
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity ' +
    'WHERE datname = current_database() AND pid <> pg_backend_pid()',
  mysql:
    'BEGIN NOT ATOMIC FOR other IN (SELECT id FROM information_schema.processlist ' +
    'WHERE db = DATABASE() AND id <> CONNECTION_ID()) DO KILL other.id; END FOR; END',
}

/** What hinders writes while reads go on. */
const troubles: Readonly<Record<DatabaseKind, readonly Trouble[]>> = {
  sqlite: [
    { name: 'somebody holds the lock', begin: ['BEGIN IMMEDIATE'], end: ['ROLLBACK'] },
    {
      name: 'writes are refused',
      begin: ['INSERT', 'UPDATE'].map(
        (change) =>
          `CREATE TRIGGER refuse_${change} BEFORE ${change} ON pallas_trial_writes ` +
          "BEGIN SELECT RAISE(ABORT, 'read-only'); END",
      ),
      end: ['DROP TRIGGER refuse_INSERT', 'DROP TRIGGER refuse_UPDATE'],
    },
  ],
  postgres: [
    {
      name: 'somebody holds the lock',
      begin: ['BEGIN', 'LOCK TABLE pallas_trial_writes IN EXCLUSIVE MODE'],
      end: ['ROLLBACK'],
    },
    {
      name: 'it is read-only',
      begin: [
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', " +
          'current_database()); END $$',
        killOthers.postgres,
      ],
      end: [
        'SET default_transaction_read_only = off',
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET default_transaction_read_only', " +
          'current_database()); END $$',
      ],
    },
  ],
  mysql: [
    {
      name: 'somebody holds the lock',
      begin: ['FLUSH TABLES WITH READ LOCK'],
      end: ['UNLOCK TABLES'],
    },
    {
      name: 'it is read-only',
      begin: ['SET GLOBAL tx_read_only = 1', killOthers.mysql],
      end: ['SET GLOBAL tx_read_only = 0'],
    },
  ],
}

/** Where readiness is told: at the root and in every edition, on both listeners. */
const places: readonly (readonly ['public' | 'admin', string])[] = [
  ['public', '/health/ready'],
  ['admin', '/health/ready'],
  ['admin', '/admin/health/ready'],
  ...editions.flatMap(({ mount, adminMount }) => [
    ['public', `${mount}/health/ready`] as const,
    ['admin', `${adminMount}/health/ready`] as const,
  ]),
]
const patienceMs = 15_000

for (const { kind, skip, fresh } of allDatabases) {
  describe(`readiness on ${kind}`, { skip }, () => {
    let server: TestServer, other: Other, drop: () => Promise<void>
    before(async () => {
      const database = await fresh()
      drop = database.drop
      await up(database.dsn)
      const store = await createStore({ dsn: database.dsn, sqlite: { synchronous: 'FULL' } })
      server = await startServer({}, { store })
      other = await openOther(kind, database.dsn)
    })
    after(async () => {
      await server?.close()
      await other?.close()
      await drop?.()
    })
    const everywhere = () =>
      Promise.all(
        places.map(async ([listener, path]) => {
          const { status, json } = await server[listener]('GET', path)
          return `${status} ${JSON.stringify(json)}`
        }),
      )
    const isEverywhere = async (wanted: string) =>
      (await everywhere()).every((answer) => answer === wanted)

    for (const { name, begin, end } of troubles[kind]) {
      it(`is 503 everywhere while ${name}, and 200 afterwards`, async () => {
        const ready = '200 {"status":"ok"}'
        await until(() => isEverywhere(ready), patienceMs)
        for (const sql of begin) await other.run(sql)
        try {
          await until(
            () => isEverywhere('503 {"errors":{"database":"The database cannot be written."}}'),
            patienceMs,
          )
          assert.equal((await server.public('GET', '/health/alive')).status, 200)
          assert.equal((await server.admin('GET', '/admin/identities')).status, 200)
        } finally {
          for (const sql of end) await other.run(sql)
        }
        await until(() => isEverywhere(ready), patienceMs)
      })
    }
  })
}

describe('the checks of readiness', () => {
  const limits = { sharedMs: 0, writeEveryMs: 60, timeoutMs: 300 }
  const gated = () => {
    const begun: PromiseWithResolvers<void>[] = []
    const store = {
      ping: () => Promise.resolve(),
      tryWrite() {
        const gate = Promise.withResolvers<void>()
        begun.push(gate)
        return gate.promise
      },
    }
    return { begun, problems: createReadiness(store, () => false, limits) }
  }

  it('share one write, however often they are asked, and the next one comes after a while', async () => {
    const { begun, problems } = gated()
    const asked = Promise.all(Array.from({ length: 50 }, problems))
    await pause(1)
    begun[0]?.resolve()
    assert.ok((await asked).every((one) => Object.keys(one).length === 0))
    await problems()
    assert.equal(begun.length, 1)
    await pause(limits.writeEveryMs + 5)
    const again = problems()
    await pause(1)
    begun[1]?.resolve()
    assert.deepEqual(await again, {})
  })

  it('do not wait longer than the limit, and begin no second write while one is under way', async () => {
    const { begun, problems } = gated()
    const unwritable = { database: 'The database cannot be written.' }
    assert.deepEqual(await problems(), unwritable)
    await pause(limits.writeEveryMs * 2)
    assert.deepEqual(await problems(), unwritable)
    assert.equal(begun.length, 1)
    begun[0]?.resolve()
    await pause(1)
    const after = problems()
    await pause(1)
    begun[1]?.resolve()
    assert.deepEqual(await after, {})
  })
})
