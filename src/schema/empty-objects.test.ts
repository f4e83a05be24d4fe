import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withEmptyObjects } from './empty-objects.ts'
import { schemaOf } from './example-schemas.ts'

const text = { type: 'string' }
const schema = schemaOf({
  contact: {
    type: 'object',
    properties: {
      mail: text,
      home: { type: 'object', properties: { street: text }, required: ['street'] },
    },
  },
})

for (const [sent, expected, problems] of [
  [{}, { contact: { home: {} } }, ['traits.contact.home.street']],
  [
    { contact: { mail: 'a' } },
    { contact: { mail: 'a', home: {} } },
    ['traits.contact.home.street'],
  ],
  [{ contact: { home: { street: 'S' } } }, { contact: { home: { street: 'S' } } }, []],
  [{ contact: 'x' }, { contact: 'x' }, ['traits.contact']],
] as const)
  test(`every object of the schema is there, be it required or not: ${JSON.stringify(sent)}`, () => {
    const filled = withEmptyObjects(schema, sent)
    assert.deepEqual(filled, expected)
    assert.deepEqual(
      schema.check(filled).map(({ field }) => field),
      problems,
    )
  })
