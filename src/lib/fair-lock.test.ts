import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFairLock } from './fair-lock.ts'

test('a fair lock is held by one after the other, in the order of asking', async () => {
  const lock = createFairLock(10_000),
    seen: string[] = []
  const first = await lock.acquire()
  const second = lock.acquire().then((release) => (seen.push('second'), release))
  const third = lock.acquire().then((release) => (seen.push('third'), release))
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual(seen, [])
  first()
  first()
  ;(await second)()
  ;(await third)()
  assert.deepEqual(seen, ['second', 'third'])
})

test('a fair lock makes nobody wait longer than it may', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const lock = createFairLock(20)
  const first = await lock.acquire()
  let entered = false
  const second = lock.acquire().then((release) => ((entered = true), release))
  t.mock.timers.tick(19)
  await Promise.resolve()
  assert.equal(entered, false)
  t.mock.timers.tick(1)
  ;(await second)()
  first()
  ;(await lock.acquire())()
})

test('a fair lock is free again when all have released it, also those who did not wait', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const lock = createFairLock(20)
  const first = await lock.acquire()
  const second = lock.acquire()
  t.mock.timers.tick(20)
  const releaseSecond = await second
  let entered = false
  const third = lock.acquire().then((release) => ((entered = true), release))
  releaseSecond()
  await Promise.resolve()
  assert.equal(entered, false)
  first()
  ;(await third)()
})
