import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wholeField, type SearchTerm } from '#identity/search-store.ts'
import { partFor, readDocument, writeDocument } from './search-document.ts'

const terms: readonly SearchTerm[] = [
  { field: 'email', term: 'ada@example.org' },
  { field: 'word', term: 'example.org' },
  { field: 'name.first', term: 'ada lovelace' },
  { field: wholeField, term: 'abcdef' },
]
const document = writeDocument(terms)
const fulfils = (condition: Parameters<typeof partFor>[0]) => document.includes(partFor(condition))

test('terms are read as they were written', () => {
  assert.deepEqual(readDocument(document), terms)
  assert.deepEqual(readDocument(writeDocument([])), [])
})

test('a word is found at the beginning of a term, and never in a whole value', () => {
  assert.ok(fulfils({ kind: 'word', begin: 'exam' }))
  assert.ok(!fulfils({ kind: 'word', begin: 'lovelace' }), 'inside a term')
  assert.ok(!fulfils({ kind: 'word', begin: 'abc' }), 'a whole value')
})

test('a prefix is found in its field only', () => {
  assert.ok(fulfils({ kind: 'prefix', field: 'name.first', begin: 'ada l' }))
  assert.ok(
    !fulfils({ kind: 'prefix', field: 'first', begin: 'ada' }),
    'the end of the name of another field',
  )
  assert.ok(!fulfils({ kind: 'prefix', field: 'email', begin: 'example' }))
})

test('an exact term is found as a whole', () => {
  assert.ok(fulfils({ kind: 'exact', field: 'email', term: 'ada@example.org' }))
  assert.ok(!fulfils({ kind: 'exact', field: 'email', term: 'ada@example.or' }))
  assert.ok(fulfils({ kind: 'exact', field: wholeField, term: 'abcdef' }))
})
