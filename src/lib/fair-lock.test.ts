import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFairLock } from './fair-lock.ts'

test('one enters after the other, in the order of asking', async () => {
  const turns = createFairLock(10_000),
    seen: string[] = []
  const first = await turns.enter()
  const second = turns.enter().then((leave) => (seen.push('second'), leave))
  const third = turns.enter().then((leave) => (seen.push('third'), leave))
  await new Promise((resolve) => setTimeout(resolve, 10))
  assert.deepEqual(seen, [])
  first()
  first()
  ;(await second)()
  ;(await third)()
  assert.deepEqual(seen, ['second', 'third'])
})

test('nobody waits longer than patience lasts', async () => {
  const turns = createFairLock(20)
  const first = await turns.enter()
  const from = performance.now()
  const second = await turns.enter()
  assert.ok(performance.now() - from >= 18)
  second()
  first()
  ;(await turns.enter())()
})
