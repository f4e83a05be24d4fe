// How a language is written: its direction, its kinds of number, its dates.
import type { Language } from './language.ts'

/**
 * The locale of dates, numbers and lists: that of the tag, or that of English where `Intl` knows none.
 * In English the day stands before the month, which most readers expect.
 */
export function localeOf(language: string): string {
  const [own = 'en'] = Intl.DateTimeFormat.supportedLocalesOf(language)
  const { language: base, region } = new Intl.Locale(own)
  return base === 'en' && region === undefined ? 'en-GB' : own
}

/** Scripts that are written from right to left (Unicode, Bidi_Class R and AL). */
const rightToLeft: ReadonlySet<string | undefined> = new Set([
  'Adlm',
  'Arab',
  'Hebr',
  'Mand',
  'Nkoo',
  'Rohg',
  'Samr',
  'Syrc',
  'Thaa',
  'Yezi',
])

export const directionOf = (language: string): 'ltr' | 'rtl' =>
  rightToLeft.has(new Intl.Locale(language).maximize().script) ? 'rtl' : 'ltr'

/** The kinds of number that the language tells apart, and those of them that whole numbers up to 200 are of. */
export function numberKindsOf(language: string): {
  readonly all: ReadonlySet<string>
  readonly usual: ReadonlySet<string>
} {
  const rules = new Intl.PluralRules(localeOf(language))
  return {
    all: new Set(rules.resolvedOptions().pluralCategories),
    usual: new Set(Array.from({ length: 201 }, (_, count) => rules.select(count))),
  }
}

/** The tag as BCP 47 spells it (`pt-BR`), without extensions; undefined for what is no tag. */
export function canonicalTag(tag: string): string | undefined {
  if (!/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}$/.test(tag)) return undefined
  try {
    return new Intl.Locale(tag.replaceAll('_', '-')).baseName
  } catch {
    return undefined
  }
}

/** A language that the operator adds by a file. */
export type AddedLanguage = {
  /** What it calls itself. */
  readonly name: string
  /** One of ours, in which is told what the file leaves out. */
  readonly fallback: Language
}

/** By tag. */
export type AddedLanguages = { readonly [language: string]: AddedLanguage }
