import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { person, schemaOf } from './example-schemas.ts'

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
/** Milliseconds of processor time, so that what else the machine does does not count. */
const took = (work: () => unknown) => {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

describe('no input makes a schema run for long', () => {
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
  for (const pattern of patterns) {
    test(`the pattern ${pattern}, as a rule for a value and for a name, takes less than 100 ms for 50 kB`, () => {
      const value = schemaOf({ a: { type: 'string', pattern } }),
        name = schemaOf({ o: { patternProperties: { [pattern]: { type: 'string' } } } })
      for (const text of texts) {
        assert.ok(took(() => value.check({ a: text })) < 100, `${text.slice(0, 12)}…`)
        assert.ok(took(() => name.check({ o: { [text]: 'x' } })) < 100, `${text.slice(0, 12)}…`)
      }
    })
  }
  test('every format takes less than 100 ms for 50 kB', () => {
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
    ]) {
      const schema = schemaOf({ a: { type: 'string', format } })
      for (const text of [
        ...texts,
        `${'a'.repeat(length / 2)}@${'b.'.repeat(length / 4)}`,
        '+'.repeat(length),
        `+${'1'.repeat(length)}`,
      ])
        assert.ok(took(() => schema.check({ a: text })) < 100, `${format} ${text.slice(0, 12)}…`)
    }
  })
  test('a list of 50000 different entries is compared in less than 200 ms', () => {
    const schema = schemaOf({ a: { type: 'array', uniqueItems: true } })
    const list = Array.from({ length }, (_, n) => ({ n }))
    assert.ok(took(() => assert.deepEqual(schema.check({ a: list }), [])) < 200)
  })
})

describe('a text that fits a pattern is found to fit', () => {
  test('at any length up to 50 kB, for patterns that people write', () => {
    for (const pattern of ['^[a-z]+$', '^[^<>]*$', '^\\w+(?:\\w+)*$'])
      assert.deepEqual(schemaOf({ a: { pattern } }).check({ a: 'a'.repeat(length) }), [], pattern)
  })
})

test('checking and reading a small schema takes less than 50 µs', () => {
  const traits = { email: 'Ada.Lovelace@example.org', name: { first: 'Ada', last: 'Lovelace' } }
  const round = () => person.check(traits).length + person.read(traits).identifiers.length
  for (let i = 0; i < 2000; i++) round()
  const best = Math.min(
    ...Array.from({ length: 5 }, () =>
      took(() => {
        for (let i = 0; i < 1000; i++) round()
      }),
    ),
  )
  assert.ok(best / 1000 < 0.05, `${best} µs`)
})
