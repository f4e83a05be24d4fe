import type { Language } from '#languages/language.ts'
import type { MailTexts } from '../mail-texts.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import { ja } from './ja.ts'
import { nl } from './nl.ts'
import { pl } from './pl.ts'
import { ptBr } from './pt-br.ts'
import { zhHans } from './zh-hans.ts'

/** The texts of the built-in messages in each language. */
export const mailTexts: Readonly<Record<Language, MailTexts>> = {
  en,
  de,
  fr,
  es,
  it,
  'pt-BR': ptBr,
  nl,
  pl,
  ja,
  'zh-Hans': zhHans,
}

/** The texts of the built-in messages in one of these languages. */
export const mailTextsIn = (
  language: string,
  own: Readonly<Record<string, MailTexts>> = {},
): MailTexts => own[language] ?? (mailTexts as Readonly<Record<string, MailTexts>>)[language] ?? en
