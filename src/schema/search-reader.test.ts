import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileSchema } from './compile.ts'
import { faultsOf } from './example-schemas.ts'
import { createValidators } from './validator.ts'

const searched = { pallas: { search: true } }
function compiled(properties: object) {
  const schema = compileSchema(
    { id: 's', selfserviceSelectable: true },
    { properties: { traits: { type: 'object', properties } } },
    createValidators(),
  )
  assert.ok('search' in schema)
  return schema.search
}

test('traits can be searched that the schema marks or that are identifiers', () => {
  const search = compiled({
    email: { type: 'string', 'ory.sh/kratos': { credentials: { password: { identifier: true } } } },
    name: {
      type: 'object',
      properties: { first: { type: 'string', ...searched }, last: { type: 'string' } },
    },
    born: { type: 'integer', ...searched },
    phone: { type: 'string', 'ory.sh/kratos': { verification: { via: 'sms' } } },
    off: { type: 'string', pallas: { search: false } },
  })
  assert.deepEqual(search.names, ['traits.email', 'traits.name.first', 'traits.born'])
  assert.deepEqual(
    search.read({
      email: 'a@b.c',
      name: { first: 'Ada', last: 'L' },
      born: 1815,
      phone: '+1',
      off: 'x',
    }),
    [
      { name: 'traits.email', text: 'a@b.c' },
      { name: 'traits.name.first', text: 'Ada' },
      { name: 'traits.born', text: '1815' },
    ],
  )
})

test('every entry of a marked list can be searched', () => {
  const search = compiled({
    tags: { type: 'array', ...searched, items: { type: 'string' } },
    notes: { type: 'array', items: { type: 'string', ...searched } },
  })
  assert.deepEqual(
    search.read({ tags: ['a', 'b'], notes: ['c', 'd'] }).map(({ text }) => text),
    ['a', 'b', 'c', 'd'],
  )
})

test('missing and structured values are not searched', () => {
  const search = compiled({ a: searched, b: searched, c: searched })
  assert.deepEqual(search.read({ a: { x: 'y' }, b: null }), [])
})

test('an unknown mark is refused at load, with its place', () => {
  const at = '/properties/traits/properties/a/pallas'
  const faults = (pallas: unknown) => faultsOf({ properties: { a: { type: 'string', pallas } } })
  assert.deepEqual(faults(true), [`${at}: must be an object`])
  assert.deepEqual(faults({ search: 'yes' }), [`${at}/search: must be true or false`])
  assert.deepEqual(faults({ find: true }), [`${at}/find: unknown; known here: search, terms`])
  assert.deepEqual(faultsOf({ anyOf: [{ properties: { a: { type: 'string', ...searched } } }] }), [
    '/properties/traits/anyOf/0/properties/a/pallas: is not understood here; put it below ' +
      'properties, allOf or items of the traits',
  ])
})
