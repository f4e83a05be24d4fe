import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { test } from 'node:test'
import { createTrail } from './trail.ts'

test('what is recorded later is stored outside of the request that records it', async () => {
  const request = new AsyncLocalStorage<string>()
  const stored: (string | undefined)[] = []
  const trail = createTrail({
    store: { append: async () => void stored.push(request.getStore()) },
    transact: (work) => work(),
    chain: { link: () => assert.fail(), seal: () => assert.fail() },
    isEnabled: () => true,
    clock: () => 0,
    newId: () => 'id',
    newSalt: () => 'salt',
    onError: (error) => assert.fail(String(error)),
  })
  await request.run('a transaction', async () => {
    trail.recordLater(
      { action: 'login.failed', target: { kind: 'identity' } },
      { actor: { kind: 'anonymous', right: 'none' }, client: undefined, requestId: undefined },
    )
    await trail.settle()
  })
  assert.deepEqual(stored, [undefined])
})
