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

test('a root describes the traits when one of its properties says what a trait is for, and none is called traits', () => {
  assert.equal(describesTraits(bare), true)
  assert.equal(describesTraits({ type: 'object', properties: { traits: bare } }), false)
  assert.equal(
    describesTraits({
      type: 'object',
      properties: { trait: { type: 'object', properties: { email } } },
    }),
    false,
    'a slip of the pen is none',
  )
  assert.equal(describesTraits({ type: 'object' }), false)
})

test('traits go below properties.traits; what belongs to the document stays, and references still lead where they led', () => {
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

test('the schema of the traits comes out as it went in', () => {
  assert.deepEqual(traitsOf(aroundTraits(bare)), bare)
})

test('a trait that is called traits is a trait like any other', () => {
  const odd = {
    type: 'object',
    properties: { email, nested: { type: 'object', properties: { traits: { type: 'string' } } } },
  }
  assert.deepEqual(traitsOf(aroundTraits(odd)), odd)
})
