// The languages that are offered, and which of them somebody is spoken to in.
import { acceptedLanguage, languageNames, matchLanguage } from './language.ts'
import { translationOf } from './catalogue.ts'
import { isMadeUp } from './made-up.ts'
import type { Offered } from './offered.ts'
import { withReplacements, type Replacements } from './replacements.ts'
import { createSpeech, type Speech } from './speech.ts'

export type LanguageSettings = {
  readonly offered: readonly Offered[]
  /** For people who ask for none of them. */
  readonly fallback: Offered
  /** Texts of the operator, in the place of ours. */
  readonly replacements: Replacements
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
  choose(wishes: Wishes): Speech
}

/** More different headers than browsers send. */
const mostKept = 500

export function createLanguages({ offered, fallback, replacements }: LanguageSettings): Languages {
  const speeches = new Map<Offered, Speech>()
  const accepted = new Map<string, Offered | undefined>()

  function speechOf(language: Offered): Speech {
    const known = speeches.get(language)
    if (known) return known
    const translation = withReplacements(translationOf(language), replacements[language] ?? {})
    const made = createSpeech(language, translation)
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
    choose({ asked, kept, own, accepted: header }) {
      for (const tag of [asked, kept, own]) {
        const found = tag === undefined ? undefined : match(tag)
        if (found !== undefined) return speechOf(found)
      }
      return speechOf((header === undefined ? undefined : ofHeader(header)) ?? fallback)
    },
  }
}

/** What a language calls itself. */
export const nameOf = (language: Offered): string =>
  isMadeUp(language) ? language : languageNames[language]

/** English as it comes, for pages in English alone. */
export const englishSpeech: Speech = createSpeech('en', translationOf('en'))
