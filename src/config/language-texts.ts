// Every text of a language by its key: pages, messages, words, reasons, mails and the console.
import { englishTexts } from '#console/languages/areas.ts'
import { consoleTexts, replaceable } from '#console/languages/replaced.ts'
import { loadTexts } from '#console/languages/speech.ts'
import { mailTextsIn } from '#courier/content/languages/all.ts'
import { mailTextsByKey } from '#courier/content/own-texts.ts'
import { translationOf } from '#languages/catalogue.ts'
import { unexplained } from '#languages/en/en.ts'
import { textsByKey } from '#languages/replacements.ts'
import type { Text } from '#lib/text-places.ts'

type Texts = ReadonlyMap<string, Text>

/** What a file of texts may hold: each key, with a text that has its places and forms. */
export const fileKeys = (): Texts =>
  new Map([...ownWords('en'), ...mailTextsByKey(mailTextsIn('en')), ...replaceable()])

/** The texts of one of our languages. */
export async function everyTextOf(language: string): Promise<Texts> {
  const ofConsole = (await loadTexts(language)) ?? englishTexts()
  return new Map([
    ...ownWords(language),
    ...mailTextsByKey(mailTextsIn(language)),
    ...consoleTexts(ofConsole),
  ])
}

/** NOTE in English a reason that is none of ours is shown, so this text is not among its own */
const ownWords = (language: string): Texts =>
  new Map([['words.unexplained', unexplained], ...textsByKey(translationOf(language))])
