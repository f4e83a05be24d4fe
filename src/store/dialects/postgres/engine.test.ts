import assert from 'node:assert/strict'
import { it } from 'node:test'
import { readDsn } from '../../dsn/read.ts'
import { servingLimits } from '../limits.ts'
import { createPostgresEngine } from './engine.ts'

it('changes are made together where one statement may change a table twice', () => {
  const combines = (dsn: string) => {
    const target = readDsn(dsn)
    assert.ok(target.kind === 'postgres')
    return createPostgresEngine(target, servingLimits).combines
  }
  assert.equal(combines('postgres://u@h/d'), true)
  assert.equal(combines('cockroach://u@h/d'), false)
})
