import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { acceptedLanguage, languageNames, languages, matchLanguage } from './language.ts'

describe('the language that fits a tag', () => {
  it('is itself, in any case of letters and with an underscore', () => {
    for (const language of languages)
      for (const tag of [language, language.toUpperCase(), language.replace('-', '_')])
        assert.equal(matchLanguage(tag), language)
  })

  it('is the one kind of a language that is offered, for each region of it', () => {
    for (const language of languages) {
      const { language: base, script } = new Intl.Locale(language).maximize()
      for (const region of ['AT', 'CA', '419', 'CN'])
        assert.equal(matchLanguage(`${base}-${script}-${region}`), language)
      assert.equal(matchLanguage(base), language)
    }
  })

  it('has the script that is asked for', () => {
    const expected = {
      'zh-CN': 'zh-Hans',
      'zh-SG': 'zh-Hans',
      'zh-TW': undefined,
      'pt-PT': 'pt-BR',
    }
    for (const [tag, language] of Object.entries(expected))
      assert.equal(matchLanguage(tag), language, tag)
  })

  it('does not exist for other languages and for what is no tag', () => {
    for (const tag of ['sw', '', '*', 'e', 'en-', '-', 'en;q=1', '../de', 'de-a', 'x'.repeat(999)])
      assert.equal(matchLanguage(tag), undefined, tag)
  })
})

describe('the accepted language', () => {
  const cases = {
    'de-AT,de;q=0.9,en;q=0.8': 'de',
    'sw, nl;q=0.2, pl;q=0.7': 'pl',
    'en;q=0.5 , fr': 'fr',
    'ja;q=0, it;q=0.001': 'it',
    'ja;q=2, es;q=0.1': 'es',
    '*': undefined,
    'sw;q=1': undefined,
    '': undefined,
  }
  for (const [header, language] of Object.entries(cases))
    it(`of "${header}" is ${language ?? 'none'}`, () =>
      assert.equal(acceptedLanguage(header), language))
})

it('every language has a name of its own', () => {
  assert.equal(new Set(Object.values(languageNames)).size, languages.length)
})
