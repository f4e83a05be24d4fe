// The languages that are offered, and which of them somebody is spoken to in.
import { acceptedLanguage, languageNames, matchLanguage } from './language.ts'
import { translationOf } from './catalogue.ts'
import { unexplained as unexplainedInEnglish } from './en/en.ts'
import type { AddedLanguages } from './locale.ts'
import type { Offered } from './offered.ts'
import { withReplacements, withUnexplained, type Replacements } from './replacements.ts'
import { createSpeech, type Speech } from './speech.ts'
import type { Translation } from './translation.ts'

export type LanguageSettings = {
  readonly offered: readonly Offered[]
  /** For people who ask for none of them. */
  readonly fallback: Offered
  /** Texts of the operator, in the place of ours. */
  readonly replacements: Replacements
  /** Languages of the operator; their texts are among the replacements. */
  readonly added: AddedLanguages
}

/** What is known of the language that somebody wishes; each is tried in this order. */
export type Wishes = {
  /** By the address of the page. */
  readonly asked?: string | undefined
  /** Before, in this browser. */
  readonly kept?: string | undefined
  /** In what is known about the person. */
  readonly own?: string | undefined
  /** `Accept-Language` */
  readonly accepted?: string | undefined
}

export type Languages = {
  readonly offered: readonly Offered[]
  /** The one that is offered and fits the tag. */
  match(tag: string): Offered | undefined
  /** What the language calls itself. */
  nameOf(language: Offered): string
  choose(wishes: Wishes): Speech
}

/** More different headers than browsers send. */
const mostKept = 500

export function createLanguages(settings: LanguageSettings): Languages {
  const { offered, fallback, added } = settings
  const speeches = new Map<Offered, Speech>()
  const names: Readonly<Record<string, string>> = languageNames
  const accepted = new Map<string, Offered | undefined>()

  function speechOf(language: Offered): Speech {
    const known = speeches.get(language)
    if (known) return known
    const made = createSpeech(language, translationWith(language, settings))
    speeches.set(language, made)
    return made
  }
  const match = (tag: string) => matchLanguage(tag, offered)

  function ofHeader(header: string): Offered | undefined {
    if (accepted.has(header)) return accepted.get(header)
    if (accepted.size >= mostKept) accepted.clear()
    const found = acceptedLanguage(header, offered)
    accepted.set(header, found)
    return found
  }

  return {
    offered,
    match,
    nameOf: (language) => added[language]?.name ?? names[language] ?? language,
    choose({ asked, kept, own, accepted: header }) {
      for (const tag of [asked, kept, own]) {
        const found = tag === undefined ? undefined : match(tag)
        if (found !== undefined) return speechOf(found)
      }
      return speechOf((header === undefined ? undefined : ofHeader(header)) ?? fallback)
    },
  }
}

/** The texts of a language, with those of the operator. */
export function translationWith(
  language: Offered,
  { added, replacements }: Pick<LanguageSettings, 'added' | 'replacements'>,
): Translation {
  const { fallback = language } = added[language] ?? {}
  const base = withReplacements(translationOf(fallback), replacements[fallback] ?? {})
  if (fallback === language) return base
  const { unexplained = unexplainedInEnglish } = base.words
  return withReplacements(withUnexplained(base, unexplained), replacements[language] ?? {})
}

/** English as it comes, for pages in English alone. */
export const englishSpeech: Speech = createSpeech('en', translationOf('en'))
