import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageOf } from './language.ts'

test('the language of a message is that of a trait', () => {
  assert.equal(languageOf({ Traits: { locale: 'de_AT', lang: 'en' } }), 'de-AT')
  assert.equal(languageOf({ Traits: { language: 'nl' } }), 'nl')
  for (const Traits of [
    {},
    { locale: 7 },
    { lang: '../../etc' },
    { lang: 'german!' },
    null,
    ['de'],
  ])
    assert.equal(languageOf({ Traits }), undefined)
  assert.equal(languageOf({}), undefined)
})
