import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { message } from '#messages/message.ts'
import { member, schemaOf } from './example-schemas.ts'

describe('form fields', () => {
  test('are in the order of the schema, with the fields of nested objects', () => {
    assert.deepEqual(
      member.fields.map((f) => f.name),
      [
        'username',
        'email',
        'age',
        'score',
        'terms',
        'color',
        'site',
        'born',
        'seen',
        'phone',
        'tags',
        'numbers',
        'address.city',
        'address.zip',
        'locked',
      ].map((n) => `traits.${n}`),
    )
  })
  test('have the input type of their type and format', () => {
    assert.deepEqual(
      member.fields.map((f) => f.inputType),
      [
        'text',
        'email',
        'number',
        'number',
        'checkbox',
        'text',
        'url',
        'date',
        'datetime-local',
        'tel',
        'text',
        'text',
        'text',
        'text',
        'text',
      ],
    )
    assert.deepEqual(
      member.fields.flatMap((f) => f.autocomplete ?? []),
      ['email', 'url', 'tel'],
    )
  })
  test('are required where the object around them requires them, be it there or not', () => {
    assert.deepEqual(
      member.fields.filter((f) => f.required).map((f) => f.name),
      ['traits.username', 'traits.terms', 'traits.address.zip'],
    )
  })
  test('are made for places of one type, or of any', () => {
    const kinds = { one: 'string', any: undefined, single: ['string'], several: ['string', 'null'] }
    const schema = schemaOf(
      Object.fromEntries(
        Object.entries(kinds).map(([name, type]) => [name, type === undefined ? {} : { type }]),
      ),
    )
    assert.deepEqual(
      schema.fields.map(({ name }) => name),
      ['traits.one', 'traits.any', 'traits.single'],
    )
  })
  test('have titles as labels, patterns, no lengths, and can be disabled', () => {
    const field = (name: string) => member.fields.find((f) => f.name === `traits.${name}`)
    assert.deepEqual(
      field('username')?.label,
      message('node.trait', { title: 'User name', name: 'traits.username' }),
    )
    assert.equal(field('score')?.label, undefined)
    assert.equal(field('address.zip')?.pattern, '^[0-9]{5}$')
    assert.equal(field('address.city')?.maxLength, undefined)
    assert.deepEqual(
      member.fields.filter((f) => f.disabled).map((f) => f.name),
      ['traits.locked'],
    )
  })
  test('follow references and allOf', () => {
    const schema = schemaOf(
      { who: { $ref: '#/definitions/person' } },
      {},
      {
        definitions: {
          person: {
            allOf: [{ $ref: '#/definitions/named' }, { properties: { age: { type: 'integer' } } }],
          },
          named: { required: ['name'], properties: { name: { type: 'string', title: 'Name' } } },
        },
      },
    )
    assert.deepEqual(
      schema.fields.map((f) => [f.name, f.inputType, f.label?.facts['title']]),
      [
        ['traits.who.name', 'text', 'Name'],
        ['traits.who.age', 'number', undefined],
      ],
    )
    assert.deepEqual(
      schema.check({ who: {} }).map((p) => p.field),
      ['traits.who.name'],
    )
  })
})
