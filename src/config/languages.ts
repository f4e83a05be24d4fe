import type { LanguageSettings } from '#languages/languages.ts'

export type LanguageConfig = LanguageSettings & {
  /** The keys that lead to the language of a person, from the identity. */
  readonly from: readonly string[] | undefined
  /** The API answers in the language that a request accepts. */
  readonly api: boolean
}
