import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { member, person, schemaOf } from './example-schemas.ts'
import type { IdentitySchema } from './identity-schema.ts'

/** A reason in its words, without its key. */
const told = (facts: object) =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => name !== 'why' && name !== 'given'))

const good = { username: 'ada', terms: true }
const problems = (traits: unknown, schema: IdentitySchema = member) =>
  schema.check(traits as never).map((p) => [p.field, p.message.key, told(p.message.facts)])
const one = (traits: object, field: string, key: string, facts: object) =>
  assert.deepEqual(problems({ ...good, ...traits }), [[field, key, facts]])

describe('check', () => {
  test('finds nothing wrong with traits that follow the schema', () => {
    assert.deepEqual(
      problems({
        ...good,
        email: 'a@b.example',
        age: 30,
        score: 0.3,
        color: 'red',
        site: 'https://a.example/',
        born: '2000-02-29',
        seen: '2020-01-01T00:00:00Z',
        phone: '+49 30 901820',
        tags: ['a'],
        address: { zip: '12345' },
      }),
      [],
    )
  })
  test('reports a missing trait on its field, by its own name', () => {
    assert.deepEqual(problems({}), [
      ['traits.username', 'validation.required', { property: 'username' }],
      ['traits.terms', 'validation.required', { property: 'terms' }],
    ])
    one({ address: {} }, 'traits.address.zip', 'validation.required', { property: 'zip' })
  })
  test('reports unknown traits once, on their object', () => {
    one({ extra: 1, more: 2 }, 'traits', 'validation.generic', {
      reason: 'There is no field with the name extra or more.',
    })
    one({ address: { zip: '12345', street: 's' } }, 'traits.address', 'validation.generic', {
      reason: 'There is no field with the name street.',
    })
  })
  test('reports a text that is too short for an address as no address first', () => {
    assert.deepEqual(problems({ email: 'a' }, person), [
      ['traits.email', 'validation.not-an-email', { value: 'a' }],
      ['traits.email', 'validation.too-short', { min_length: 3, actual_length: 1 }],
    ])
  })
  test('counts lengths in characters', () => {
    one(
      { address: { zip: '12345', city: '😀'.repeat(21) } },
      'traits.address.city',
      'validation.too-long',
      { max_length: 20, actual_length: 21 },
    )
    assert.deepEqual(problems({ ...good, address: { zip: '12345', city: '😀'.repeat(20) } }), [])
  })
  test('reports numbers out of range with the limit', () => {
    one({ age: 3 }, 'traits.age', 'validation.minimum', { minimum: 18, actual: 3 })
    one({ age: 300 }, 'traits.age', 'validation.maximum', { maximum: 120, actual: 300 })
    one({ score: 0 }, 'traits.score', 'validation.exclusive-minimum', { minimum: 0, actual: 0 })
    one({ score: 10 }, 'traits.score', 'validation.exclusive-maximum', { maximum: 10, actual: 10 })
    one({ score: 0.25 }, 'traits.score', 'validation.multiple-of', { base: 0.1, actual: 0.25 })
  })
  test('reports a value of a wrong type with both types, and nothing else', () => {
    one({ age: 'old' }, 'traits.age', 'validation.type', {
      allowed_types: ['integer'],
      actual_type: 'string',
    })
    one({ age: 20.5 }, 'traits.age', 'validation.type', {
      allowed_types: ['integer'],
      actual_type: 'number',
    })
    one({ tags: 'a' }, 'traits.tags', 'validation.type', {
      allowed_types: ['array'],
      actual_type: 'string',
    })
    one({ address: null }, 'traits.address', 'validation.type', {
      allowed_types: ['object'],
      actual_type: 'null',
    })
    one({ username: 7 }, 'traits.username', 'validation.type', {
      allowed_types: ['string'],
      actual_type: 'number',
    })
  })
  test('reports traits that are not an object as a whole', () => {
    for (const [value, type] of [
      [null, 'null'],
      [[], 'array'],
      ['x', 'string'],
    ] as const)
      assert.deepEqual(problems(value), [
        ['traits', 'validation.type', { allowed_types: ['object'], actual_type: type }],
      ])
  })
  test('names the expected constant as JSON', () =>
    one({ terms: false }, 'traits.terms', 'validation.constant', { expected: 'true' }))
  test('names the pattern that a value does not match', () =>
    one({ username: 'UPPER case' }, 'traits.username', 'validation.pattern', {
      pattern: '^[a-z0-9_.-]+$',
    }))
  test('describes values of other formats and choices in words', () => {
    one({ color: 'pink' }, 'traits.color', 'validation.generic', {
      reason: 'This must be red, green or blue.',
    })
    one({ site: 'no address' }, 'traits.site', 'validation.generic', {
      reason: 'This is not a web address.',
    })
    one({ born: '2001-02-29' }, 'traits.born', 'validation.generic', {
      reason: 'This is not a date such as 2024-12-31.',
    })
    one({ seen: 'now' }, 'traits.seen', 'validation.generic', {
      reason: 'This is not a date and time such as 2024-12-31T12:30:00Z.',
    })
  })
  test('accepts only existing international phone numbers', () => {
    for (const phone of ['123', 'abc', '+1', '030 901820'])
      one({ phone }, 'traits.phone', 'validation.not-a-phone-number', { value: phone })
    one({ phone: '' }, 'traits.phone', 'validation.generic', {
      reason: 'Please fill in a phone number, beginning with + and the country.',
    })
  })
  test('reports list entries on the field of the list', () => {
    one({ tags: [] }, 'traits.tags', 'validation.too-few-items', { min_items: 1, actual_items: 0 })
    one({ tags: ['a', 'b', 'c'] }, 'traits.tags', 'validation.too-many-items', {
      max_items: 2,
      actual_items: 3,
    })
    one({ tags: ['a', 'a'] }, 'traits.tags', 'validation.unique-items', { index_a: 0, index_b: 1 })
    one({ tags: ['a', 'toolong'] }, 'traits.tags', 'validation.too-long', {
      max_length: 5,
      actual_length: 7,
    })
  })
  test('reports problems in the order of the fields', () => {
    const fields = problems({
      extra: 1,
      address: {},
      age: 3,
      email: 'x',
      username: 'a',
      terms: true,
    }).map(([field]) => field)
    assert.deepEqual(fields, [
      'traits.username',
      'traits.email',
      'traits.age',
      'traits.address.zip',
      'traits',
    ])
  })
  test('reports what is wrong inside alternatives, each problem once', () => {
    const schema = schemaOf({
      a: { anyOf: [{ type: 'string' }, { type: 'string' }, { type: 'boolean' }] },
      b: { oneOf: [{ type: 'number' }, { minimum: 1 }] },
      c: { not: { const: 1 } },
      d: { contains: { const: 1 } },
    })
    assert.deepEqual(problems({ a: 1, b: 2, c: 1, d: [2] }, schema), [
      ['traits.a', 'validation.type', { allowed_types: ['string'], actual_type: 'number' }],
      ['traits.a', 'validation.type', { allowed_types: ['boolean'], actual_type: 'number' }],
      [
        'traits.b',
        'validation.generic',
        { reason: 'This fits more than one of the things that it may be.' },
      ],
      ['traits.c', 'validation.generic', { reason: 'This value is not allowed here.' }],
      [
        'traits.d',
        'validation.generic',
        { reason: 'An entry that must be here is missing, or there are too many of it.' },
      ],
    ])
  })
  test('refuses text that not every database can store, also as a name', () => {
    one({ username: 'a\0b' }, 'traits.username', 'validation.generic', {
      reason: 'This contains a null character.',
    })
    one({ tags: ['\ud800'] }, 'traits.tags', 'validation.generic', {
      reason: 'This contains half a character.',
    })
    one({ address: { '\udc00': 1 } }, 'traits.address', 'validation.generic', {
      reason: 'This contains half a character.',
    })
    one({ score: JSON.parse('1e999') }, 'traits.score', 'validation.generic', {
      reason: 'This number is too large.',
    })
  })
  test('refuses values that are nested too deeply', () => {
    const deep = JSON.parse('['.repeat(900) + ']'.repeat(900))
    one({ tags: deep }, 'traits.tags', 'validation.generic', {
      reason: 'This is nested too deeply.',
    })
  })
  test('takes no inherited property for a trait', () => {
    const schema = schemaOf({}, { required: ['constructor', 'toString'] })
    assert.deepEqual(
      schema.check({}).map((p) => p.field),
      ['traits.constructor', 'traits.toString'],
    )
    assert.deepEqual(problems(JSON.parse('{"username":"ada","terms":true,"__proto__":{"x":1}}')), [
      ['traits', 'validation.generic', { reason: 'There is no field with the name __proto__.' }],
    ])
  })
  test('keeps patterns of different traits apart', () => {
    const schema = schemaOf({ a: { pattern: '^a$' }, b: { pattern: '^b$' } })
    assert.deepEqual(schema.check({ a: 'a', b: 'b' }), [])
    assert.deepEqual(
      schema.check({ a: 'b', b: 'a' }).map((p) => p.field),
      ['traits.a', 'traits.b'],
    )
  })
})
