import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseBytes, parseDays, parseDuration } from './quantity.ts'

test('durations of Go are parsed', () => {
  const cases: readonly [string, number][] = [
    ['0', 0],
    ['0s', 0],
    ['500ms', 500],
    ['1s', 1000],
    ['15m', 900_000],
    ['24h', 86_400_000],
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['.5s', 500],
    ['1.s', 1000],
    ['2h45m30.5s', 9_930_500],
    ['2000us', 2],
    ['2000µs', 2],
    ['3000000ns', 3],
  ]
  for (const [text, ms] of cases) assert.equal(parseDuration(text), ms, text)
})

test('a duration of less than a millisecond is one millisecond', () => {
  assert.equal(parseDuration('1ns'), 1)
  assert.equal(parseDuration('1.1ms'), 2)
})

test('decimal fractions do not lengthen a duration', () => {
  for (const seconds of [0.07, 0.29, 1.1, 2.3, 4.35])
    assert.equal(parseDuration(`${seconds}s`), Math.round(seconds * 1000))
})

test('days are whole numbers, or durations', () => {
  assert.equal(parseDays('30d'), 30 * 24 * 3_600_000)
  assert.equal(parseDays('36h'), 36 * 3_600_000)
  for (const text of ['', 'd', '1.5d', '-1d', '1d2h', '30D', '30 d'])
    assert.equal(parseDays(text), undefined)
})

test('other texts are not durations', () => {
  for (const text of [
    '',
    '1',
    '1d',
    '-1h',
    '+1h',
    '1h 30m',
    'h',
    '1hh',
    '.s',
    '1,5h',
    '1e3s',
    'lifespan',
    '300000000h',
    ' 1h',
    '1H',
    '1.2.3s',
  ])
    assert.equal(parseDuration(text), undefined, text)
})

test('sizes have steps of 1024', () => {
  const cases: readonly [string, number][] = [
    ['1024B', 1024],
    ['64k', 65_536],
    ['1MB', 2 ** 20],
    ['128MB', 2 ** 27],
    ['19MiB', 19 * 2 ** 20],
    ['1GB', 2 ** 30],
    ['2g', 2 ** 31],
    ['1.5M', 1.5 * 2 ** 20],
    ['7', 7],
  ]
  for (const [text, bytes] of cases) assert.equal(parseBytes(text), bytes, text)
})

test('other texts are not sizes', () => {
  for (const text of ['', 'MB', '-1MB', '1XB', '1MBB', '1.0000001B', '99999999PB'])
    assert.equal(parseBytes(text), undefined, text)
})
