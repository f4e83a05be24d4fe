import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCache } from './read-cache.ts'

function counted(version: () => number | undefined) {
  let reads = 0
  const find = readCache({ version }, async (key) =>
    key === 'none' ? undefined : { key, read: ++reads },
  )
  return { find, reads: () => reads }
}

test('a value is cached until somebody writes', async () => {
  let version = 1
  const { find, reads } = counted(() => version)
  const first = await find('a')
  assert.equal(await find('a'), first)
  await find('b')
  assert.equal(reads(), 2)
  version = 2
  assert.notEqual(await find('a'), first)
  assert.equal(reads(), 3)
})

test('what is known is told without a look-up, until somebody writes', async () => {
  let version: number | undefined = 1
  const { find, reads } = counted(() => version)
  assert.equal(find.known('a'), undefined)
  const first = await find('a')
  assert.equal(find.known('a'), first)
  assert.equal(find.known('b'), undefined)
  version = 2
  assert.equal(find.known('a'), undefined)
  await find('a')
  version = undefined
  assert.equal(find.known('a'), undefined)
  assert.equal(reads(), 2)
})

test('missing values are not cached', async () => {
  const { find } = counted(() => 1)
  assert.equal(await find('none'), undefined)
  assert.equal(await find('none'), undefined)
})

test('without a version nothing is cached', async () => {
  const { find, reads } = counted(() => undefined)
  await find('a')
  await find('a')
  assert.equal(reads(), 2)
})

test('a value that was read during a write is not cached under the next version', async () => {
  let version = 1
  const answers: ((value: { v: number }) => void)[] = []
  const find = readCache(
    { version: () => version },
    () => new Promise<{ v: number }>((resolve) => answers.push(resolve)),
  )
  const slow = find('a')
  version = 2
  const next = find('a')
  answers[1]?.({ v: 2 })
  await next
  answers[0]?.({ v: 1 })
  await slow
  assert.deepEqual(await find('a'), { v: 2 })
})
