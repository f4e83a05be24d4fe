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

/** What has happened to something that belongs to an account. */
export type Turn = 'added' | 'changed' | 'removed'

/** What a message is made of; empty where it has none. */
export type LetterFacts = {
  readonly to: string
  readonly product: string
  readonly code: string
  /** Where the message leads; a notice leads to the page for those who cannot get in. */
  readonly url: string
  /** How long code and link are valid, in words; empty when unknown. */
  readonly lifespan: string

  readonly turn: Turn
  /** A second factor, or a way to sign in, in words. */
  readonly what: string
  /** The provider of an account elsewhere. */
  readonly provider: string
  /** The addresses that are gone, and those that are new. */
  readonly gone: string
  readonly added: string
  readonly when: string
  readonly device: string
  /** An address and a place. */
  readonly place: string
  readonly byAdministrator: boolean
  /** What is new about a sign-in. */
  readonly isNew: 'device' | 'network'
  /** Whether a sign-in still lacks its second step. */
  readonly isIncomplete: boolean
  /** The page that ends the session in which it was done. */
  readonly endSessionUrl: string
  /** The page for sign-ins. */
  readonly loginUrl: string
  /** When something that waits is done, and the page that stops it. */
  readonly due: string
  readonly cancelUrl: string
  /** The page of a file that can be fetched. */
  readonly downloadUrl: string
}

/** The paragraphs that are not empty. */
export const notes = (...all: readonly string[]): readonly string[] =>
  all.filter((one) => one !== '')
