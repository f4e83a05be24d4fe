import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { test } from 'node:test'
import { createWriteBehind } from './write-behind.ts'

test('what is taken in a request is written outside of it, after a delay and when there is much', async () => {
  const request = new AsyncLocalStorage<string>()
  for (const count of [1, 64]) {
    const written = Promise.withResolvers<readonly [string | undefined, number]>()
    const behind = createWriteBehind<number>(
      { inTransaction: () => request.getStore() !== undefined },
      1,
      async (entries) => written.resolve([request.getStore(), entries.length]),
    )
    await request.run('a transaction', async () => {
      for (let n = 0; n < count; n++) await behind.add(n)
    })
    assert.deepEqual(await written.promise, [undefined, count])
  }
})
