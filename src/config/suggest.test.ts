import assert from 'node:assert/strict'
import { test } from 'node:test'
import { suggest } from './suggest.ts'

const known = ['public', 'admin', 'allowed_return_urls', 'lifespan', 'use']

test('a misspelled word is recognized', () => {
  assert.equal(suggest('pubilc', known), 'public')
  assert.equal(suggest('alowed_return_url', known), 'allowed_return_urls')
  assert.equal(suggest('life_span', known), 'lifespan')
  assert.equal(suggest('Admin', known), 'admin')
})

test('nothing is suggested for an unknown word', () => {
  assert.equal(suggest('telephone', known), undefined)
  assert.equal(suggest('if', known), undefined)
})
