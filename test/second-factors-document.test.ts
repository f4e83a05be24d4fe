import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { pairs, pairsTable } from './support/factor-pairs.ts'

test('docs/second-factors.md shows the pairs of factors that a test walks', () => {
  const text = readFileSync(join(import.meta.dirname, '../docs/second-factors.md'), 'utf8')
  assert.ok(text.includes(`\n${pairsTable()}\n`), `it must be:\n${pairsTable()}`)
  assert.equal(pairs.length, 30)
})
