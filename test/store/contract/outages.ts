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

/** Why the work fails as unavailable. */
async function whyRefused(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => assert.fail('it was done'),
    (thrown: unknown) => thrown,
  )
  assert.ok(unavailable(error), String(error))
  const { cause } = error as { cause: Error & { code?: unknown } }
  return `${String(cause.code ?? '')} ${cause.message}`
}
/** It was waited for, as long as it is at all. */
const waited = /timeout|ETIMEDOUT|no (connection|answer) in \d+ ms/i

async function untilWorking(store: Store): Promise<void> {
  const limitMs = 30_000,
    end = performance.now() + limitMs
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
          for (const ask of [
            () => store.identities.find(account.identity.id),
            () => store.transact(() => store.attempts.fail('a', now)),
            () => store.ping(1000),
          ])
            assert.doesNotMatch(await whyRefused(ask()), waited)
        }
        proxy.set('working')
        await untilWorking(store)
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
        await untilWorking(store)
        assert.equal(await store.identities.find(account.identity.id), undefined)
      },
    )

    outage(
      'while the server is frozen every request is refused in the end, and afterwards they work again',
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
        for (const why of await Promise.all(requests.map(whyRefused))) assert.match(why, waited)
        proxy.set('working')
        await untilWorking(store)
        assert.deepEqual(await store.identities.find(account.identity.id), account)
      },
    )

    outage('a store opens while the server is down', async (store, proxy) => {
      proxy.set('down')
      await whyRefused(store.ping(1000))
      proxy.set('working')
      await untilWorking(store)
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
