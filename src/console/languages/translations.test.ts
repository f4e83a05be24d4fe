import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { languages } from '#languages/language.ts'
import { faultOfText } from '#languages/replacements.ts'
import { isPlural, placesOf, textsIn, type Text } from '#lib/text-places.ts'
import { englishTexts } from './areas.ts'
import { loadTexts } from './speech.ts'

const english = new Map(textsIn(englishTexts()))
const written = (text: Text): readonly string[] =>
  typeof text === 'string' ? [text] : Object.values(text)

/** What is the same in all languages. */
const isTechnical = (text: string): boolean => /^pallas |^Node\.js$/.test(text)

for (const language of languages)
  describe(`the console in ${language}`, async () => {
    const own = textsIn((await loadTexts(language)) ?? englishTexts())

    it('has its texts as English has, each with the same facts', () => {
      assert.deepEqual(own.map(([key]) => key).toSorted(), [...english.keys()].toSorted())
      for (const [key, text] of own) {
        const source = english.get(key) ?? ''
        assert.equal(isPlural(text), isPlural(source), key)
        assert.equal(faultOfText(source, text), undefined, key)
        const sentence = typeof text === 'string' ? text : text.other
        assert.deepEqual(placesOf(sentence), placesOf(source), key)
      }
    })

    it('has a text for each kind of number of the language', () => {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
      // NOTE `many` of the Romance languages is for whole millions
      const wanted = pluralCategories.filter((kind) => kind !== 'many' || language === 'pl')
      for (const [key, text] of own)
        if (isPlural(text))
          assert.deepEqual(new Set(wanted).difference(new Set(Object.keys(text))), new Set(), key)
    })

    it('is written as prose of the language', () => {
      for (const [key, text] of own)
        for (const one of written(text)) {
          assert.doesNotMatch(one, /undefined|NaN|\s\s|^\s|#/, key)
          assert.doesNotMatch(one, /\.\.\.|(?<=\p{Letter})'(?=\p{Letter})|"/u, key)
          const source = english.get(key) ?? ''
          const words = (text: string) => text.match(/\p{Letter}{2,}/gu)?.length ?? 0
          if (language !== 'en' && words(one) > 3 && !isTechnical(one))
            assert.ok(!written(source).includes(one), key)
        }
    })
  })
