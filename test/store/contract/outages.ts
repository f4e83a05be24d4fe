// What happens when the server of the database does not answer.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Refusal } from '#errors/refusal.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'
import type { TestDatabases } from '../../support/databases.ts'
import { startFaultProxy } from '../../support/fault-proxy.ts'
import type { FaultProxy } from '../../support/fault-proxy.ts'
import { now, sampleAccount } from './samples.ts'

const unavailable = (error: unknown): boolean =>
  error instanceof Refusal && error.kind === 'unavailable' && error.cause instanceof Error

/** Milliseconds until the work fails as unavailable. */
async function refusedAfter(work: Promise<unknown>): Promise<number> {
  const start = performance.now()
  await assert.rejects(work, unavailable)
  return performance.now() - start
}

async function untilWorking(store: Store, limitMs: number): Promise<void> {
  const end = performance.now() + limitMs
  while (performance.now() < end) {
    try {
      return await store.ping(1000)
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  assert.fail(`not working after ${limitMs} ms`)
}

export function outagePromises(databases: TestDatabases): void {
  describe(`outages of ${databases.kind}`, { skip: databases.skip }, () => {
    const outage = (
      sentence: string,
      check: (store: Store, proxy: FaultProxy) => Promise<void>,
    ): void => {
      test(sentence, async () => {
        const { dsn, drop } = await databases.fresh()
        await up(dsn)
        const port = Number(/127\.0\.0\.1:([0-9]+)/.exec(dsn)?.[1])
        const proxy = await startFaultProxy({ host: '127.0.0.1', port })
        const store = await createStore({
          dsn: dsn.replace(`127.0.0.1:${port}`, `127.0.0.1:${proxy.port}`),
          sqlite: { synchronous: 'FULL' },
        })
        try {
          await check(store, proxy)
        } finally {
          proxy.set('working')
          await store.close()
          await proxy.close()
          await drop()
        }
      })
    }

    outage(
      'while the server is down every request is refused at once, and when it is back they work again',
      async (store, proxy) => {
        const account = sampleAccount()
        await store.identities.insert(account)
        await Promise.all(
          Array.from({ length: 10 }, () => store.identities.find(account.identity.id)),
        )
        proxy.set('down')
        for (let round = 0; round < 3; round++) {
          assert.ok((await refusedAfter(store.identities.find(account.identity.id))) < 1000)
          assert.ok(
            (await refusedAfter(store.transact(() => store.attempts.fail('a', now)))) < 1000,
          )
          assert.ok((await refusedAfter(store.ping(1000))) < 1100)
        }
        proxy.set('working')
        await untilWorking(store, 3000)
        assert.deepEqual(await store.identities.find(account.identity.id), account)
        await store.transact(() => store.attempts.fail('a', now))
      },
    )

    outage(
      'a connection that breaks in the middle of a transaction undoes it',
      async (store, proxy) => {
        const account = sampleAccount()
        await assert.rejects(
          store.transact(async () => {
            await store.identities.insert(account)
            proxy.set('down')
            await store.attempts.fail('a', now)
          }),
          unavailable,
        )
        proxy.set('working')
        await untilWorking(store, 3000)
        assert.equal(await store.identities.find(account.identity.id), undefined)
      },
    )

    outage(
      'while the server is frozen every request is refused within five seconds, and afterwards they work again',
      async (store, proxy) => {
        const account = sampleAccount()
        await store.identities.insert(account)
        await Promise.all(
          Array.from({ length: 5 }, () => store.identities.find(account.identity.id)),
        )
        proxy.set('frozen')
        const requests = [
          ...Array.from({ length: 30 }, () => store.identities.find(account.identity.id)),
          ...Array.from({ length: 5 }, () => store.transact(() => store.attempts.fail('a', now))),
          store.ping(2000),
        ]
        const waits = await Promise.all(requests.map(refusedAfter))
        assert.ok(Math.max(...waits) < 5200, `${Math.max(...waits)} ms`)
        proxy.set('working')
        await untilWorking(store, 5000)
        assert.deepEqual(await store.identities.find(account.identity.id), account)
      },
    )

    outage('a store opens while the server is down', async (store, proxy) => {
      proxy.set('down')
      await refusedAfter(store.ping(1000))
      proxy.set('working')
      await untilWorking(store, 3000)
    })

    outage('more requests than connections wait for their turn', async (store) => {
      const account = sampleAccount()
      await store.identities.insert(account)
      const found = await Promise.all(
        Array.from({ length: 400 }, () => store.identities.find(account.identity.id)),
      )
      assert.ok(found.every((one) => one?.identity.id === account.identity.id))
    })
  })
}
