import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linesOf, type Line } from './read-lines.ts'

async function* pieces(text: string, size: number) {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const read = async (text: string, size: number) =>
  (await Array.fromAsync(linesOf(pieces(text, size)))).flat()
const shown = (lines: readonly Line[]) =>
  lines.map((line) =>
    'bytes' in line ? [line.number, line.bytes.toString()] : [line.number, line.fault],
  )

test('lines do not depend on chunk borders, and blank lines are skipped', async () => {
  const text = 'one\n \t\r\n\ntwö 😀\nlast'
  for (const size of [1, 2, 3, 7, 1000])
    assert.deepEqual(shown(await read(text, size)), [
      [1, 'one'],
      [4, 'twö 😀'],
      [5, 'last'],
    ])
  assert.deepEqual(shown(await read(`${text}\n`, 5)), [
    [1, 'one'],
    [4, 'twö 😀'],
    [5, 'last'],
  ])
  assert.deepEqual(await read('', 5), [])
})

test('the content of a line above the limit is discarded', async () => {
  const lines = await read(`a\n${'x'.repeat(6 * 1024 * 1024)}\nb`, 1_000_000)
  assert.deepEqual(
    lines.map((line) => [line.number, 'bytes' in line]),
    [
      [1, true],
      [2, false],
      [3, true],
    ],
  )
})
