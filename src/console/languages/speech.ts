// The language in which the console speaks to somebody. A language is loaded when it is first wished.
import type { Languages, LanguageSettings } from '#languages/languages.ts'
import { englishSpeech } from '#languages/languages.ts'
import type { Language } from '#languages/language.ts'
import { localeOf } from '#languages/locale.ts'
import { isMadeUp } from '#languages/made-up.ts'
import type { Offered } from '#languages/offered.ts'
import type { Speech } from '#languages/speech.ts'
import { textsIn, type Text } from '#lib/text-places.ts'
import type { ConsoleTexts } from './areas.ts'
import { createFormats, type Formats } from './formats.ts'
import { createMessageRenderer } from '#messages/render.ts'
import { madeUpTexts } from './made-up.ts'
import { replacedIn } from './replaced.ts'
import { inEnglish, type Speaker } from './told.ts'

export type ConsoleSpeech = Speaker & {
  /** Messages of forms, and moments. */
  readonly speech: Speech
  readonly formats: Formats
}

export type ConsoleLanguages = Pick<Languages, 'offered' | 'match' | 'choose' | 'nameOf'> & {
  /** Loads the console's texts in the language of `speech`. */
  speechOf(speech: Speech): Promise<ConsoleSpeech>
}

const translations: Readonly<Record<string, () => Promise<ConsoleTexts>>> = {
  de: async () => (await import('./de/de.ts')).german,
  fr: async () => (await import('./fr/fr.ts')).french,
  es: async () => (await import('./es/es.ts')).spanish,
  it: async () => (await import('./it/it.ts')).italian,
  'pt-BR': async () => (await import('./pt-br/pt-br.ts')).portuguese,
  nl: async () => (await import('./nl/nl.ts')).dutch,
  pl: async () => (await import('./pl/pl.ts')).polish,
  ja: async () => (await import('./ja/ja.ts')).japanese,
  'zh-Hans': async () => (await import('./zh-hans/zh-hans.ts')).chinese,
} satisfies Record<Exclude<Language, 'en'>, () => Promise<ConsoleTexts>>

/** The texts of a language; undefined for English, which is there. */
export const loadTexts = async (language: Offered): Promise<ConsoleTexts | undefined> =>
  isMadeUp(language) ? madeUpTexts(language) : translations[language]?.()

export function createConsoleLanguages(
  languages: Languages,
  { replacements, added }: Pick<LanguageSettings, 'replacements' | 'added'>,
): ConsoleLanguages {
  const known = new Map<Offered, Promise<ConsoleSpeech>>()

  async function load(speech: Speech): Promise<ConsoleSpeech> {
    const { language } = speech
    const { fallback } = added[language] ?? {}
    const texts = await loadTexts(fallback ?? language)
    const locale = localeOf(language)
    const formats = createFormats(locale)
    const own = new Map<string, Text>([
      ...(texts === undefined ? [] : textsIn(texts)),
      ...(fallback === undefined ? [] : replacedIn(replacements[fallback] ?? {})),
      ...replacedIn(replacements[language] ?? {}),
    ])
    // NOTE forms name the fields, as the API does
    const render = createMessageRenderer(speech.wording)
    const rules = new Intl.PluralRules(locale)
    return { speech: { ...speech, render }, formats, rules, text: (key) => own.get(key) }
  }

  return {
    ...languages,
    speechOf(speech) {
      const found = known.get(speech.language) ?? load(speech)
      known.set(speech.language, found)
      return found
    },
  }
}

/** English as it comes, for answers to programs. */
export const plainEnglish: ConsoleSpeech = {
  ...inEnglish,
  speech: englishSpeech,
  formats: createFormats('en'),
}
