// The texts of mails with those of the operator in the place of ours.
import type { LanguageSettings } from '#languages/languages.ts'
import { mapTexts, textsIn, type Text } from '#lib/text-places.ts'
import { mailTextsIn } from './languages/all.ts'
import type { MailTexts } from './mail-texts.ts'

const prefix = 'mails.'

/** The texts of mails by key, with `mails.` before it. */
export const mailTextsByKey = (texts: MailTexts): readonly (readonly [string, Text])[] =>
  textsIn(texts, prefix)

/** The texts of those languages for which the operator has texts. */
export function ownMailTexts({
  added,
  replacements,
}: Pick<LanguageSettings, 'added' | 'replacements'>): Readonly<Record<string, MailTexts>> {
  const withOwn = (texts: MailTexts, own: Readonly<Record<string, Text>> = {}): MailTexts =>
    mapTexts(texts, (text, key) => own[key] ?? text, prefix) as MailTexts
  const textsOf = (language: string): MailTexts => {
    const { fallback } = added[language] ?? {}
    return withOwn(
      fallback === undefined ? mailTextsIn(language) : textsOf(fallback),
      replacements[language],
    )
  }
  const languages = [...Object.keys(replacements), ...Object.keys(added)]
  return Object.fromEntries(languages.map((language) => [language, textsOf(language)]))
}
