import type { TemplateType } from '../courier.ts'

/** What a built-in message says, before it has a form. */
export type Letter = {
  readonly subject: string
  readonly title: string
  readonly lead: string
  /** To be typed in. */
  readonly code?: string
  /** To be followed. */
  readonly action?: { readonly label: string; readonly url: string }
  /** What else there is to know. */
  readonly notes: readonly string[]
  /** The same in one line, for text messages. */
  readonly short: string
}

/** What letters are made of. Empty where there is none. */
export type LetterFacts = {
  readonly to: string
  readonly code: string
  readonly url: string
  /** How long code and link work, in the words of the language; empty when it is not known. */
  readonly lifespan: string
  readonly product: string
}

/** All letters in one language. */
export type Letters = {
  readonly language: string
  readonly letters: Readonly<Record<TemplateType, (facts: LetterFacts) => Letter>>
  /** `minutes` in words. */
  readonly lifespan: (minutes: number) => string
  /** Beside the code. */
  readonly codeLabel: string
  /** Below the button, for those whom it does not work for. */
  readonly linkHint: string
  /** Why this message came. */
  readonly footer: (facts: LetterFacts) => string
}

/** The notes that are not empty. */
export const notes = (...all: readonly string[]): readonly string[] =>
  all.filter((one) => one !== '')
