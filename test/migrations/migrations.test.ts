import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { Refusal } from '#errors/refusal.ts'
import { status, up } from '#store/migrate.ts'
import { migrations } from '#store/migrations/all.ts'
import { createStore } from '#store/open.ts'
import { allDatabases } from '../support/databases.ts'
import { sampleAccount } from '../store/contract/samples.ts'

const worker = join(import.meta.dirname, '../support/store-worker.ts')
const names = migrations.map(({ name }) => name)
const applied = names.map((name) => ({ name, state: 'applied' }))
const steps = migrations.flatMap(({ steps }) => steps)

async function works(dsn: string): Promise<void> {
  const store = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
  try {
    await store.ping(5000)
    const account = sampleAccount()
    await store.identities.insert(account)
    assert.deepEqual(await store.identities.find(account.identity.id), account)
  } finally {
    await store.close()
  }
}

const killedAt = (dsn: string, moment: number): Promise<NodeJS.Signals | null> =>
  new Promise((resolve) =>
    spawn(process.execPath, [worker, 'migrate', dsn, '', String(moment)], { stdio: 'inherit' }).on(
      'close',
      (_, signal) => resolve(signal),
    ),
  )

for (const { kind, skip, fresh } of allDatabases) {
  describe(`migrations on ${kind}`, { skip }, () => {
    const migrationTest = (sentence: string, check: (dsn: string) => Promise<void>): void => {
      test(sentence, async () => {
        const { dsn, drop } = await fresh()
        try {
          await check(dsn)
        } finally {
          await drop()
        }
      })
    }

    migrationTest('the status names every migration, and changes nothing', async (dsn) => {
      const pending = names.map((name) => ({ name, state: 'pending' }))
      assert.deepEqual(await status(dsn), pending)
      assert.deepEqual(await status(dsn), pending)
      assert.deepEqual(await up(dsn), names)
      assert.deepEqual(await status(dsn), applied)
      await works(dsn)
    })

    migrationTest('applying again does nothing and loses nothing', async (dsn) => {
      await up(dsn)
      await works(dsn)
      assert.deepEqual(await up(dsn), [])
      const store = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
      assert.equal(await store.identities.count({}), 1)
      await store.close()
    })

    migrationTest('a store says so when migrations are pending', async (dsn) => {
      const store = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
      const pending = (error: unknown): boolean =>
        error instanceof Refusal &&
        error.kind === 'unavailable' &&
        names.every((name) => error.reason?.includes(name))
      await assert.rejects(store.ping(5000), pending)
      await assert.rejects(
        up(dsn, (_, moment) => {
          if (moment === 'recorded') throw new Error('stop')
        }),
        /stop/,
      )
      await assert.rejects(store.ping(5000), pending)
      await up(dsn)
      await store.ping(5000)
      await store.close()
    })

    migrationTest('four that start at once do no harm, and each step runs once', async (dsn) => {
      const done: string[] = []
      await Promise.all(
        Array.from({ length: 4 }, () =>
          up(dsn, (step, moment) => {
            if (moment === 'recorded') done.push(step)
          }),
        ),
      )
      assert.equal(new Set(done).size, done.length)
      assert.deepEqual(await status(dsn), applied)
      await works(dsn)
    })

    migrationTest('stopped at any moment of any step, it goes on from there', async (dsn) => {
      const stops: string[] = []
      for (;;) {
        const seen = new Set(stops)
        const end = await up(dsn, (step, moment) => {
          const here = `${step} ${moment}`
          if (seen.has(here)) return
          stops.push(here)
          throw new Error(here)
        }).then(
          () => 'done',
          (error: Error) => error.message,
        )
        if (end === 'done') break
        assert.equal(end, stops.at(-1))
        if (end.endsWith(' done')) assert.notDeepEqual(await status(dsn), applied)
      }
      assert.equal(stops.length, 3 * steps.length)
      assert.deepEqual(await status(dsn), applied)
      await works(dsn)
    })

    migrationTest('killed in the middle, it is healed by the next run', async (dsn) => {
      for (const moment of [2, 3, 8]) assert.equal(await killedAt(dsn, moment), 'SIGKILL')
      await up(dsn)
      assert.deepEqual(await status(dsn), applied)
      await works(dsn)
    })
  })
}
