import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPublicSuffix } from './public-suffix.ts'

test('a domain below which anybody can have a name is no domain of one owner', () => {
  const shared = [
    'com',
    'org',
    'de',
    'co.uk',
    'CO.UK',
    'com.au',
    'github.io',
    's3.amazonaws.com',
    'kawasaki.jp',
  ]
  const owned = [
    'example.org',
    'example.co.uk',
    'shop.github.io',
    'localhost',
    'co.example',
    'x.uk',
  ]
  assert.deepEqual([...shared, ...owned].filter(isPublicSuffix), shared)
})
