import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cut, fold, foldedLength, fromEachWord } from './fold.ts'

test('a folded text ignores case, accents, width and spaces', () => {
  for (const [text, folded] of [
    ['Zoë', 'zoe'],
    ['  JOSÉ \u00a0 GARCÍA ', 'jose garcia'],
    ['ﬁne Ｗｉｄｅ', 'fine wide'],
    ['Zoe\u0308', 'zoe'],
    ['İstanbul', 'istanbul'],
    ['CORP\\ada', 'corp/ada'],
    ['Ångström', 'angstrom'],
  ] as const)
    assert.equal(fold(text), folded)
})

test('a folded text has no characters that databases compare in different ways', () => {
  assert.equal(fold('a\0b\ud800c\u{10ffff}d '), 'a b c d')
})

test('folding twice is the same as folding once', () => {
  for (const text of ['ĐƏ\u0307İǅ', 'ϓ\u0301', '½ ℌ', 'ẞß', '각\u11a8', '\u0345ᾳ', 'ｶﾞ', '\\\\ x'])
    assert.equal(fold(fold(text)), fold(text), text)
})

test('a text is found by each of its words and by what follows it', () => {
  assert.deepEqual(fromEachWord("ada maria o'brien"), [
    "ada maria o'brien",
    "maria o'brien",
    "o'brien",
    'brien',
  ])
  assert.deepEqual(fromEachWord(''), [])
})

test('words are the same whether or not all of the text is ASCII', () => {
  for (const [text, words] of [
    ['-ada--b_c', ['-ada--b_c', 'ada--b_c', 'b_c', 'c']],
    ['x1-2y', ['x1-2y', '2y']],
    ["ada' ", ["ada' "]],
    ['a.b@c-d.e', ['a.b@c-d.e', 'b@c-d.e', 'c-d.e']],
  ] as const) {
    assert.deepEqual(fromEachWord(text), words)
    assert.deepEqual(fromEachWord(text.replace(/[a-z]/g, 'ы')), [
      ...new Set(words.map((word) => word.replace(/[a-z]/g, 'ы'))),
    ])
  }
})

test('what follows the @ of an address is one word', () => {
  assert.deepEqual(fromEachWord('ada.lovelace@mail.example.org'), [
    'ada.lovelace@mail.example.org',
    'lovelace@mail.example.org',
    'mail.example.org',
  ])
})

test('no word is longer than what is compared', () => {
  assert.equal([...cut('𝒳'.repeat(100))].length, foldedLength)
  assert.equal(cut(`${'a'.repeat(foldedLength - 1)} b`), `${'a'.repeat(foldedLength - 1)}_`)
})
