import assert from 'node:assert/strict'
import { test } from 'node:test'
import { batchesOf } from './batches.ts'

async function* text(lines: readonly string[]) {
  yield Buffer.from(lines.join('\n'))
}
const numbered = (count: number, line = 'x') => Array.from({ length: count }, () => line)
const sizes = async (lines: readonly string[], after: number, most: number) =>
  (await Array.fromAsync(batchesOf(text(lines), after, most))).map((batch) => batch.length)

test('batches grow to the given size and hold every line after the given number', async () => {
  assert.deepEqual(await sizes(numbered(23_000), 0, 20_000), [5000, 10_000, 8000])
  assert.deepEqual(await sizes(numbered(2500), 0, 1000), [1000, 1000, 500])
  assert.deepEqual(await sizes(numbered(2500), 2400, 1000), [100])
  assert.deepEqual(await sizes(numbered(5), 5, 1000), [])
  const [first] = await Array.fromAsync(batchesOf(text(numbered(9)), 3, 1000))
  assert.deepEqual(
    first?.map(({ number }) => number),
    [4, 5, 6, 7, 8, 9],
  )
})

test('a batch holds few passwords that must be hashed', async () => {
  assert.deepEqual(
    await sizes(numbered(450, '{"config": {"password": "secret"}}'), 0, 1000),
    [200, 200, 50],
  )
  assert.deepEqual(await sizes(numbered(450, '{"password": {"config": {}}}'), 0, 1000), [450])
})
