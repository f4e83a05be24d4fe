import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFairLock } from './fair-lock.ts'

test('a fair lock is held by one after the other, in the order of asking', async () => {
  const lock = createFairLock(10_000),
    seen: string[] = []
  const first = await lock.acquire()
  const second = lock.acquire().then((release) => (seen.push('second'), release))
  const third = lock.acquire().then((release) => (seen.push('third'), release))
  await new Promise((resolve) => setTimeout(resolve, 10))
  assert.deepEqual(seen, [])
  first()
  first()
  ;(await second)()
  ;(await third)()
  assert.deepEqual(seen, ['second', 'third'])
})

test('a fair lock makes nobody wait longer than it may', async () => {
  const lock = createFairLock(20)
  const first = await lock.acquire()
  const from = performance.now()
  const second = await lock.acquire()
  assert.ok(performance.now() - from >= 18)
  second()
  first()
  ;(await lock.acquire())()
})
