import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTurns } from './turns.ts'

test('one enters after the other, in the order of asking', async () => {
  const turns = createTurns(10_000),
    seen: string[] = []
  const first = await turns.enter()
  const second = turns.enter().then((leave) => (seen.push('second'), leave))
  const third = turns.enter().then((leave) => (seen.push('third'), leave))
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual(seen, [])
  first()
  first()
  ;(await second)()
  ;(await third)()
  assert.deepEqual(seen, ['second', 'third'])
})

test('nobody waits longer than patience lasts', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const turns = createTurns(20)
  const first = await turns.enter()
  let entered = false
  const second = turns.enter().then((leave) => ((entered = true), leave))
  t.mock.timers.tick(19)
  await Promise.resolve()
  assert.equal(entered, false)
  t.mock.timers.tick(1)
  ;(await second)()
  first()
  ;(await turns.enter())()
})
