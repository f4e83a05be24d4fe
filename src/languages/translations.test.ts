import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isPlural, placesOf, textsIn } from '#lib/text-places.ts'
import { catalogue, type MessageKey } from '#messages/catalogue.ts'
import { createMessageRenderer } from '#messages/render.ts'
import { translationOf } from './catalogue.ts'
import { english } from './en/en.ts'
import { languages } from './language.ts'
import { offerable } from './offered.ts'
import { faultOfText } from './replacements.ts'
import { createSpeech } from './speech.ts'

const ours = new Map(textsIn(english))

for (const language of offerable) {
  const translation = translationOf(language)
  const texts = textsIn(translation)
  describe(`the texts in ${language}`, () => {
    it('have the places that English has, and plurals where English has them', () => {
      for (const [key, text] of texts) {
        const own = ours.get(key)
        if (own !== undefined) assert.equal(faultOfText(own, text), undefined, key)
      }
    })

    it('name the button beside a password with what it shows (WCAG 2.2, 2.5.3)', () => {
      // NOTE the made-up ones change each text in its own way
      if (!(languages as readonly string[]).includes(language)) return
      const { show, hide, showSecret, hideSecret } = translation.pages
      for (const [shown, named] of [
        [show, showSecret],
        [hide, hideSecret],
      ])
        assert.ok(String(named).toLowerCase().includes(String(shown).toLowerCase()), String(named))
    })

    it('tell all the facts that English tells', () => {
      for (const [key, own] of ours) {
        const told = placesOf(texts.find(([one]) => one === key)?.[1] ?? '')
        for (const place of placesOf(own))
          if (place !== 'count') assert.ok(told.has(place), `${key} without {${place}}`)
      }
    })

    it('have a text for each kind of number of the language', () => {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
      for (const [key, text] of texts) {
        if (!isPlural(text) || language === 'en-XA' || language === 'ar-XB') continue
        const kinds = new Set(Object.keys(text))
        // NOTE `many` of the Romance languages is for whole millions
        const wanted = pluralCategories.filter((kind) => kind !== 'many' || /^pl$/.test(language))
        assert.deepEqual(
          wanted.filter((kind) => !kinds.has(kind)),
          [],
          key,
        )
      }
    })

    it('have no spaces at their ends, and no straight quotation marks', () => {
      for (const [key, text] of texts)
        for (const one of typeof text === 'string' ? [text] : Object.values(text)) {
          assert.equal(one, one.trim(), key)
          assert.doesNotMatch(one, /"|\s{2}|[a-z]'[a-z]/i, key)
        }
    })

    it('can all be prepared', () => {
      const { texts: said, render } = createSpeech(language, translation)
      assert.equal(said.login.title, translation.pages.login.title)
      assert.equal(
        render({ key: 'login.sign-in', facts: {} }).text,
        translation.messages['login.sign-in'],
      )
    })
  })
}

describe('messages in English', () => {
  const at = Date.UTC(2026, 4, 1)
  /** Facts of each name that a message may have. */
  const facts = {
    provider: 'Acme',
    provider_id: 'acme',
    address: 'a@b.c',
    identifier: 'ada',
    count: 2,
    displayName: 'Mine',
    addedAt: at,
    min_length: 8,
    max_length: 80,
    actual_length: 3,
    property: 'email',
    index_a: 0,
    index_b: 2,
    allowed_types: ['integer', 'null'],
    available_credential_types: ['password', 'passkey'],
    available_oidc_providers: ['Acme'],
    credential_identifier_hint: 'ada',
    expiredAt: at,
    privilegedUntil: at,
    reason: 'it is wrong',
    choice: 'one',
    title: 'Name',
    secret: 'S',
    version: '2',
    codes: [],
    minimum: 1,
    maximum: 2,
    base: 3,
    max_items: 4,
    min_items: 5,
    actual_items: 6,
    expected: 'x',
    text: 'said',
    methods: [],
    providers: [],
  }
  const { wording } = createSpeech('en', english)
  const plain = createMessageRenderer()
  const spoken = createMessageRenderer(wording)
  const written = (text: string) =>
    text
      .replace('2026-05-01', '1 May 2026')
      .replace('password or your passkey or', 'password, your passkey or')

  for (const key of Object.keys(catalogue) as MessageKey[])
    it(`are those of the API: ${key}`, () => {
      assert.equal(spoken({ key, facts }).text, written(plain({ key, facts }).text))
    })
})

it('no language has the sentences of another', () => {
  const sentences = languages.flatMap((language) =>
    textsIn(translationOf(language)).flatMap(([key, text]) =>
      typeof text === 'string' && text.length > 40 && !key.startsWith('words.reasons')
        ? [`${text}\0${language}`]
        : [],
    ),
  )
  const languagesOf = Map.groupBy(sentences, (one) => one.split('\0')[0] ?? '')
  for (const [text, found] of languagesOf)
    assert.equal(new Set(found.map((one) => one.split('\0')[1])).size, 1, text)
})
