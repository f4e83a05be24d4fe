import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comparedLength, orderOf } from './key-order.ts'

const letters = 'aab-@. zéЖ'
let seed = 7
const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
const key = () => Array.from({ length: random(16) }, () => letters[random(letters.length)]).join('')
const looked = (text: string) =>
  Array.from({ length: comparedLength }, (_, at) =>
    String.fromCharCode(at < text.length ? Math.min(text.charCodeAt(at), 255) : 0),
  ).join('')

for (const count of [0, 1, 2, 500, 5000]) {
  test(`${count} keys are sorted by their first characters; equal ones keep their order`, () => {
    const keys = Array.from({ length: count }, key)
    const begins = keys.map(looked)
    const expected = keys
      .map((_, at) => at)
      .sort((a, b) =>
        (begins[a] ?? '') < (begins[b] ?? '')
          ? -1
          : (begins[a] ?? '') > (begins[b] ?? '')
            ? 1
            : a - b,
      )
    assert.deepEqual([...orderOf(keys)], expected)
  })
}
