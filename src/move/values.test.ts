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

test('a time of any day is the one that its parts say', () => {
  for (const day of [
    '2024-02-29',
    '2026-12-31',
    '1999-01-01',
    '2026-11-28',
    '1000-01-01',
    '9999-12-28',
  ])
    for (const time of ['00:00:00', '23:59:59', '12:34:56'])
      for (const [fraction, ms] of [
        ['', '000'],
        ['.1', '100'],
        ['.12', '120'],
        ['.123', '123'],
        ['.123456789', '123'],
      ] as const)
        for (const zone of ['', 'Z', '+00:00'])
          for (const between of [' ', 'T'])
            assert.equal(
              timeOf(`${day}${between}${time}${fraction}${zone}`),
              Date.parse(`${day}T${time}.${ms}Z`),
              `${day}${between}${time}${fraction}${zone}`,
            )
})

test('no time is read where there is none', () => {
  for (const text of [
    null,
    undefined,
    '',
    'yesterday',
    '0001-01-01 00:00:00+00:00',
    '2026-99-99 00:00:00',
    '2026-00-10 00:00:00',
    '2026-11-00 00:00:00',
    '2026-11-10 23:60:00',
    '2026-11-10 23:59:60',
    '2026-11-10 25:00:00',
    '20a6-11-10 00:00:00',
    '2026-11-10x00:00:00',
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
