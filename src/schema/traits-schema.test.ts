import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aroundTraits, describesTraits, traitsOf } from './traits-schema.ts'

const email = {
  type: 'string',
  format: 'email',
  'ory.sh/kratos': { credentials: { password: { identifier: true } } },
}
const bare = {
  $id: 'https://example.org/person',
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Person',
  type: 'object',
  required: ['email'],
  additionalProperties: false,
  definitions: { short: { type: 'string', maxLength: 9 } },
  properties: {
    email,
    name: { $ref: '#/definitions/short' },
    other: { $ref: '#/properties/email' },
    child: { $ref: '#' },
  },
}

test('a root describes the traits when a property has a use, and none is called traits', () => {
  assert.equal(describesTraits(bare), true)
  assert.equal(describesTraits({ type: 'object', properties: { traits: bare } }), false)
  assert.equal(
    describesTraits({
      type: 'object',
      properties: { trait: { type: 'object', properties: { email } } },
    }),
    false,
    'a misspelled name is not a trait',
  )
  assert.equal(describesTraits({ type: 'object' }), false)
})

test('traits move to properties.traits, and references to them are adjusted', () => {
  const { type, required, additionalProperties, properties, ...document } = bare
  assert.deepEqual(aroundTraits(bare), {
    ...document,
    type: 'object',
    properties: {
      traits: {
        type,
        required,
        additionalProperties,
        properties: {
          ...properties,
          name: { $ref: '#/definitions/short' },
          other: { $ref: '#/properties/traits/properties/email' },
          child: { $ref: '#/properties/traits' },
        },
      },
    },
  })
})

test('the schema of the traits is the same after both conversions', () => {
  assert.deepEqual(traitsOf(aroundTraits(bare)), bare)
})

test('a trait may be called traits', () => {
  const odd = {
    type: 'object',
    properties: { email, nested: { type: 'object', properties: { traits: { type: 'string' } } } },
  }
  assert.deepEqual(traitsOf(aroundTraits(odd)), odd)
})
