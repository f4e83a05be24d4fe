import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { languages } from '#languages/language.ts'
import { englishTexts } from './areas.ts'
import { loadTexts } from './speech.ts'
import { spokenIn, type Spoken } from './told.ts'

const english = new Map(spokenIn(englishTexts()))
/** NOTE a number is written where a word is expected, too */
const said = (text: Spoken): string =>
  typeof text === 'string' ? text : text(...(Array(text.length).fill(7) as never[]))

/** What is the same in all languages. */
const isTechnical = (text: string): boolean => /^pallas |^Node\.js$/.test(text)

for (const language of languages.filter((one) => one !== 'en'))
  describe(`the console in ${language}`, () => {
    it('has its texts as English has', async () => {
      const texts = await loadTexts(language)
      assert.ok(texts)
      const own = spokenIn(texts)
      assert.deepEqual(own.map(([key]) => key).toSorted(), [...english.keys()].toSorted())
      for (const [key, text] of own) {
        const source = english.get(key) ?? ''
        assert.equal(typeof text, typeof source, key)
        assert.equal(text.length > 0, true, key)
        if (typeof text !== 'string') assert.equal(text.length, source.length, key)
        const written = said(text)
        assert.doesNotMatch(written, /undefined|NaN|\s\s|^\s|#/, key)
        assert.doesNotMatch(written, /\.\.\.|(?<=\p{Letter})'(?=\p{Letter})|"/u, key)
        if ((said(source).match(/\p{Letter}{2,}/gu)?.length ?? 0) > 3 && !isTechnical(written))
          assert.notEqual(written, said(source), key)
      }
    })
  })
