import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { JsonObject } from '#lib/json.ts'
import { member, person, schemaOf } from './example-schemas.ts'

const turned = (sent: JsonObject, expected: JsonObject) =>
  assert.deepEqual(member.fromForm(sent), expected)

describe('fromForm', () => {
  test('makes numbers of numerals only', () => {
    turned({ age: '30', score: ' -1.5e2 ' }, { age: 30, score: -150 })
    turned({ age: '01' }, { age: 1 })
    for (const text of ['old', '0x10', '1,5', '1e999', '٣', 'Infinity'])
      turned({ age: text }, { age: text })
  })
  test('makes booleans of true, t, 1 and their opposites, the last one of several', () => {
    for (const text of ['true', 'True', 'TRUE', 't', 'T', '1'])
      turned({ terms: text }, { terms: true })
    for (const text of ['false', 'False', 'FALSE', 'f', 'F', '0'])
      turned({ terms: text }, { terms: false })
    turned({ terms: 'on' }, { terms: 'on' })
    turned({ terms: ['false', 'true'] }, { terms: true })
    turned({ terms: ['true', 'false'] }, { terms: false })
    turned({ terms: 'yes' }, { terms: 'yes' })
  })
  test('keeps text as it was typed', () =>
    turned({ username: ' 007 ', color: 'true' }, { username: ' 007 ', color: 'true' }))
  test('makes a list of one text, of several texts and of indexed fields', () => {
    turned({ tags: 'a', numbers: ['1', '2', 'x'] }, { tags: ['a'], numbers: [1, 2, 'x'] })
    turned({ tags: { 0: 'a', 1: 'b' } }, { tags: ['a', 'b'] })
    turned({ tags: ['', 'a'] }, { tags: ['a'] })
  })
  test('of a list takes entries by their positions only where asked to', () => {
    const sent = { tags: { 0: 'a', 1: 'b' } }
    assert.deepEqual(member.fromForm(sent, 'with-positions'), { tags: ['a', 'b'] })
    assert.deepEqual(member.fromForm(sent, 'repeated'), {})
  })
  test('leaves out empty fields, required ones as well, and objects that have no others', () => {
    turned({ username: '', email: '', age: '', tags: '', address: { city: '', zip: '' } }, {})
    assert.deepEqual(person.fromForm({ email: 'a@b.example', name: { first: 'A', last: '' } }), {
      email: 'a@b.example',
      name: { first: 'A' },
    })
  })
  for (const type of ['string', 'integer', 'number', 'boolean', 'array'])
    test(`an empty required ${type} is missing`, () => {
      const schema = schemaOf({ n: { type, minLength: 3, format: 'email' } }, { required: ['n'] })
      assert.deepEqual(
        schema.check(schema.fromForm({ n: '' })).map((p) => p.message.key),
        ['validation.required'],
      )
    })
  test('takes the first of several texts or numbers, the last of several booleans', () => {
    for (const [type, first, last] of [
      ['string', 'a', 'b'],
      ['integer', 1, 2],
      ['number', 1.5, 2.5],
      ['boolean', false, true],
    ] as const) {
      const { n } = schemaOf({ n: { type } }).fromForm({ n: [String(first), String(last)] })
      assert.equal(n, type === 'boolean' ? last : first, type)
    }
  })
  test('knows types by the values that are listed where none is named', () => {
    const values = { flag: { const: true }, size: { enum: [1, 2] }, name: { enum: ['1', '2'] } }
    const schema = schemaOf(values)
    const sent = { flag: 'true', size: '1', name: '1' }
    assert.deepEqual(schema.fromForm(sent), { flag: true, size: 1, name: '1' })
    assert.deepEqual(schema.check({ flag: true, size: 1, name: '1' }), [])
    assert.deepEqual(
      schema.fields.map(({ inputType }) => inputType),
      ['checkbox', 'number', 'text'],
    )
  })
  test('leaves out what the schema does not know', () => {
    turned({ extra: 'x', address: { street: 's' } }, {})
    turned({ username: { a: 'b' } }, { username: {} })
  })
  test('cannot change what objects inherit', () => {
    const sent = JSON.parse(
      '{"__proto__":{"polluted":"yes"},"address":{"__proto__":{"polluted":"yes"}},' +
        '"constructor":{"prototype":{"polluted":"yes"}}}',
    )
    const result = member.fromForm(sent)
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
    assert.equal(Object.getPrototypeOf(result), Object.prototype)
  })
})
