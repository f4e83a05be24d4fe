import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsonOf, objectOf, timeOf, truthOf } from './values.ts'

test('a time is read in every form that the databases give', () => {
  const at = Date.parse('2026-11-28T23:12:55.112Z')
  for (const text of [
    '2026-11-28 23:12:55.112352+00:00',
    '2026-11-28 23:12:55.112352',
    '2026-11-28T23:12:55.112352123Z',
    '2026-11-28 23:12:55.112 +0000 UTC',
    '2026-11-29 00:12:55.112352+01:00',
    '2026-11-29 00:12:55.112352+01',
    '2026-11-28 18:42:55.112352-0430',
  ])
    assert.equal(timeOf(text), at, text)
  assert.equal(timeOf('2026-11-28 23:12:55'), Date.parse('2026-11-28T23:12:55Z'))
  assert.equal(timeOf('2026-11-28 23:12:55.1+00:00'), Date.parse('2026-11-28T23:12:55.100Z'))
})

test('no time is read where there is none', () => {
  for (const text of [
    null,
    undefined,
    '',
    'yesterday',
    '0001-01-01 00:00:00+00:00',
    '2026-99-99 00:00:00',
  ])
    assert.equal(timeOf(text), undefined)
})

test('what is no JSON, or no object, is empty', () => {
  assert.deepEqual(objectOf('{"a":[1]}\n'), { a: [1] })
  for (const text of [null, '', 'null', '[1]', '{']) assert.deepEqual(objectOf(text), {})
  assert.equal(jsonOf('{'), null)
})

test('the truth of every database is true', () => {
  for (const text of ['1', 't', 'true']) assert.equal(truthOf(text), true)
  for (const text of ['0', 'f', 'false', null, undefined, '']) assert.equal(truthOf(text), false)
})
