// No text that somebody sends makes a schema run for long. Runs of functions are counted, so that
// what else the machine does changes nothing; how long it takes is measured in bench/timing.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { schemaOf } from '#schema/example-schemas.ts'
import { stepsOf } from '../support/work.ts'

const length = 50_000
const bits = Array.from({ length }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 13) & 1).join('')
const texts = [
  'a'.repeat(length),
  `${'a'.repeat(length - 1)}!`,
  bits,
  '<'.repeat(length),
  'ab '.repeat(length / 3),
  'é'.repeat(length),
  'a.'.repeat(length / 2),
  'http://a:'.repeat(length / 9),
]
/**
 * Of each text its beginning: as long as the fast way of the engine goes, further, and all of it.
 */
const lengths = [1000, 5000, length]

/** More than all texts of one length together may take. */
const mostSteps = 55_000_000

const patterns = [
  '(a+)+$',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(x+x+)+y',
  '[01]*1[01]{20}[2-3]$',
  '[01]*1[01]{80}[2-3]$',
  '[01]*1[01]{900}[2-3]$',
  '(?:a?){500}a{500}',
  '(.*)(.*)(.*)(.*)(.*)[0-9]$',
  '(.*[0-1].{300}){3}[xy]$',
  '^[a-z0-9_.-]+$',
  '([a-z]{1,100}){1,9}!',
]

describe('the steps that a schema takes are limited', () => {
  for (const pattern of patterns)
    test(`for the pattern ${pattern}, as a rule for a value and for a name`, () => {
      const value = schemaOf({ a: { type: 'string', pattern } }),
        name = schemaOf({ o: { patternProperties: { [pattern]: { type: 'string' } } } })
      for (const size of lengths) {
        const steps = stepsOf(() => {
          for (const text of texts.map((one) => one.slice(0, size))) {
            value.check({ a: text })
            name.check({ o: { [text]: 'x' } })
          }
        })
        assert.ok(steps < mostSteps, `${steps} for ${size} characters`)
      }
    })

  test('for a list of different entries: twice as many take little more than twice as much', () => {
    const schema = schemaOf({ a: { type: 'array', uniqueItems: true } })
    const list = (size: number) => Array.from({ length: size }, (_, n) => ({ n }))
    const steps = (size: number) => {
      const entries = list(size)
      return stepsOf(() => assert.deepEqual(schema.check({ a: entries }), []))
    }
    const [some, twice, many] = [60, 120, 480].map(steps) as [number, number, number]
    assert.ok(twice < some * 2.5 && many < some * 12, `${some}, ${twice}, ${many}`)
  })
})

describe('every format comes to an end', () => {
  for (const format of [
    'email',
    'tel',
    'uri',
    'url',
    'uri-reference',
    'date',
    'date-time',
    'time',
    'hostname',
    'ipv6',
    'uuid',
    'regex',
    'duration',
    'json-pointer',
  ])
    test(`${format}, whatever the text of 50 kB`, () => {
      const schema = schemaOf({ a: { type: 'string', format } })
      for (const text of [
        ...texts,
        `${'a'.repeat(length / 2)}@${'b.'.repeat(length / 4)}`,
        '+'.repeat(length),
        `+${'1'.repeat(length)}`,
      ])
        assert.ok(Array.isArray(schema.check({ a: text })))
    })
})

describe('a text that fits a pattern is found to fit', () => {
  test('at any length up to 50 kB, for patterns that people write', () => {
    for (const pattern of ['^[a-z]+$', '^[^<>]*$', '^\\w+(?:\\w+)*$'])
      assert.deepEqual(schemaOf({ a: { pattern } }).check({ a: 'a'.repeat(length) }), [], pattern)
  })
})
