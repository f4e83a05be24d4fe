import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { JsonObject } from '#lib/json.ts'
import { languageOf } from './language.ts'
import { everyLanguage } from './settings.ts'

const languageIn = (data: JsonObject, from?: string) => languageOf(data, { ...everyLanguage, from })

describe('the language of a message', () => {
  it('is that of a trait', () => {
    assert.equal(languageIn({ Traits: { locale: 'de_AT', lang: 'en' } }), 'de-AT')
    assert.equal(languageIn({ Traits: { language: 'nl' } }), 'nl')
    assert.equal(languageIn({ Identity: { traits: { lang: 'sv' } } }), 'sv')
  })

  it('is not what is no tag', () => {
    for (const Traits of [
      {},
      { locale: 7 },
      { lang: '../../etc' },
      { lang: 'german!' },
      null,
      ['de'],
    ])
      assert.equal(languageIn({ Traits }), undefined)
    assert.equal(languageIn({}), undefined)
  })

  it('is rather that of the configured place', () => {
    const person = {
      traits: { locale: 'de', preferences: { tongue: 'it' } },
      metadata_public: { language: 'pl' },
    }
    const data = { Identity: person, Traits: person.traits }
    for (const [place, language] of [
      ['metadata_public.language', 'pl'],
      ['traits.preferences.tongue', 'it'],
      ['traits.preferences', 'de'],
      ['metadata_admin.language', 'de'],
      ['traits.__proto__', 'de'],
      ['', 'de'],
    ] as const)
      assert.equal(languageIn(data, place), language, place)
  })

  it('is otherwise that of the request, also for an address that nobody has', () => {
    const RequestHeaders = { 'Accept-Language': ['sw, ja;q=0.8'] }
    assert.equal(languageIn({ To: 'ada@example.org', RequestHeaders }), 'ja')
    assert.equal(languageIn({ Traits: { email: 'ada@example.org' }, RequestHeaders }), 'ja')
    assert.equal(languageIn({ Traits: { locale: 'fr' }, RequestHeaders }), 'fr')
    assert.equal(languageOf({ RequestHeaders }, { offered: ['en'] }), undefined)
    for (const headers of [{}, { 'Accept-Language': ['*'] }, { 'Accept-Language': 'ja' }, null])
      assert.equal(languageIn({ RequestHeaders: headers }), undefined)
  })
})
