// docs/scale.md shows what is stored in bench/results/scale.json, and nothing else.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readFigures, withFigures } from './scale/figures.ts'

test('the table of docs/scale.md is that of the stored figures', () => {
  const document = readFileSync(join(import.meta.dirname, '../docs/scale.md'), 'utf8')
  assert.equal(document, withFigures(document, readFigures()))
})
