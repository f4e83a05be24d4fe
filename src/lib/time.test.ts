import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toRfc3339 } from './time.ts'

test('a moment is written as ISO 8601, whatever day and time it is', () => {
  const moments = [
    0,
    1,
    999,
    59_999,
    86_399_999,
    86_400_000,
    -1,
    -86_400_001,
    Date.parse('2024-02-29T23:59:59.999Z'),
    Date.parse('9999-12-31T00:00:00.000Z'),
    Date.parse('0001-01-01T00:00:00.007Z'),
  ]
  for (let i = 0; i < 2000; i++) moments.push(Math.floor(Math.random() * 4e12) - 1e12)
  for (const at of moments) assert.equal(toRfc3339(at), new Date(at).toISOString())
})
