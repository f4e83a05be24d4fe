import type { TemplateType } from '../courier.ts'

/** The content of a built-in message, before it has a layout. */
export type Letter = {
  readonly subject: string
  readonly title: string
  readonly lead: string
  /** A code to type in. */
  readonly code?: string
  /** A link to follow. */
  readonly action?: { readonly label: string; readonly url: string }
  /** Further paragraphs. */
  readonly notes: readonly string[]
  /** The message in one line, for text messages. */
  readonly short: string
}

/** What a message is made of; empty where it has none. */
export type LetterFacts = {
  readonly to: string
  readonly code: string
  readonly url: string
  /** How long code and link are valid, in words; empty when unknown. */
  readonly lifespan: string
  readonly product: string
  readonly notice: NoticeFacts
}

/** What the owner of an account is told of; empty where it is not known. */
export type NoticeFacts = {
  readonly turn: 'added' | 'changed' | 'removed'
  /** The type of a second factor. */
  readonly factor: string
  /** The addresses that are gone, and those that are new. */
  readonly gone: string
  readonly added: string
  readonly when: string
  readonly device: string
  /** An address and a place. */
  readonly place: string
  /** The page that ends the session in which it was done. */
  readonly endSessionUrl: string
  /** The provider of an account elsewhere. */
  readonly provider: string
  /** What is new about a sign-in. */
  readonly isNew: 'device' | 'network'
  /** Whether a sign-in still lacks its second step. */
  readonly isIncomplete: boolean
  readonly byAdministrator: boolean
  /** The page for sign-ins. */
  readonly loginUrl: string
  /** When something that waits is done, and the page that stops it. */
  readonly due: string
  readonly cancelUrl: string
}

export type LetterOf = (facts: LetterFacts) => Letter

/** All messages in one language. */
export type Letters = {
  readonly language: string
  readonly letters: Readonly<Record<TemplateType, LetterOf>>
  /** `minutes` in words. */
  readonly lifespan: (minutes: number) => string
  /** The label of the code. */
  readonly codeLabel: string
  /** The text below the button, for those whose mail program does not show it. */
  readonly linkHint: string
  /** Why the message was sent. */
  readonly footer: (facts: LetterFacts) => string
}

/** The paragraphs that are not empty. */
export const notes = (...all: readonly string[]): readonly string[] =>
  all.filter((one) => one !== '')
