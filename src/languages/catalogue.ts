// The texts of every language.
import { german } from './de/de.ts'
import { english } from './en/en.ts'
import { spanish } from './es/es.ts'
import { french } from './fr/fr.ts'
import { italian } from './it/it.ts'
import { japanese } from './ja/ja.ts'
import type { Language } from './language.ts'
import { isMadeUp, madeUpTranslation } from './made-up.ts'
import { dutch } from './nl/nl.ts'
import type { Offered } from './offered.ts'
import { polish } from './pl/pl.ts'
import { portuguese } from './pt-br/pt-br.ts'
import type { Translation } from './translation.ts'
import { chinese } from './zh-hans/zh-hans.ts'

const translations: Readonly<Record<string, Translation>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  it: italian,
  'pt-BR': portuguese,
  nl: dutch,
  pl: polish,
  ja: japanese,
  'zh-Hans': chinese,
} satisfies Record<Language, Translation>

/** The translation of one of our languages. */
export const translationOf = (language: Offered): Translation =>
  isMadeUp(language) ? madeUpTranslation(language) : (translations[language] ?? english)
