import assert from 'node:assert/strict'
import { test } from 'node:test'
import { digest, fromText, toKey, toText } from './text.ts'

const strange = [
  '',
  ' ',
  'a',
  'a ',
  'a  ',
  '\0',
  'a\0b',
  '\\',
  '\\0',
  '\\s',
  '\\u0000',
  '\\ud800',
  '\ud800',
  '\udc00\ud800',
  'x\udfff',
  '😀',
  '\ud83d',
  '\u00fc',
  'u\u0308',
  "'; --",
  '\\\\ud800\ud800\0 ',
]

test('every string is read as it was stored', () => {
  for (const value of strange) {
    assert.equal(fromText(toText(value)), value)
    assert.equal(fromText(toKey(value)), value)
  }
})

test('different strings are stored differently', () => {
  assert.equal(new Set(strange.map(toText)).size, strange.length)
  assert.equal(new Set(strange.map(toKey)).size, strange.length)
  assert.equal(new Set(strange.map(digest)).size, strange.length)
})

test('no stored string has NUL, a lone surrogate or, as a key, a space at its end', () => {
  for (const value of strange) {
    const stored = toKey(value)
    assert.ok(
      stored.isWellFormed() && !stored.includes('\0') && !stored.endsWith(' '),
      JSON.stringify(stored),
    )
  }
})
