// Texts of the console as the views use them: each is a name for a text, which is put into words when a
// page is written for somebody. So views know no language, and nothing holds the language of a request.
import { Later, sayWords, type Words } from '#pages/html.ts'

/** A text in one language; a function where it has facts. */
export type Spoken = string | ((...facts: never[]) => string)

/** What names are put into words with. */
export type Speaker = {
  /** The text with this key, such as `audit.title`; undefined: the English one. */
  readonly text: (key: string) => Spoken | undefined
}

const source = Symbol('source')

type Fact<F> = string extends F ? F | Later : F

/** The names of the texts T. */
type Names<T> = T extends string
  ? Later
  : T extends (...facts: infer F) => string
    ? (...facts: { [K in keyof F]: Fact<F[K]> }) => Later
    : { readonly [K in keyof T]: Names<T[K]> }

export type Told<T> = Names<T> & { readonly [source]: T }

/** What a translation of texts has to hold: a text for each, with the same facts. */
type Translated<T> = T extends string
  ? string
  : T extends (...facts: infer F) => string
    ? (...facts: F) => string
    : { readonly [K in keyof T]: Translated<T[K]> }

export type TextsOf<T> = T extends { readonly [source]: infer English }
  ? Translated<English>
  : never

/** The names of an area's texts. Its keys begin with `area`. */
export const told = <T extends object>(area: string, english: T): Told<T> =>
  ({ ...(namesIn(english, `${area}.`) as object), [source]: english }) as Told<T>

/** The names alone, to be put together with others. */
export const namesOf = <T extends object>(texts: T): Omit<T, typeof source> => texts

/** The English texts behind names. */
export const englishOf = <T>(texts: { readonly [source]: T }): T => texts[source]

function namesIn(english: object, prefix: string): unknown {
  return Object.fromEntries(
    Object.entries(english).map(([name, text]: [string, object | Spoken]) => {
      const key = prefix + name
      if (typeof text === 'object') return [name, namesIn(text, `${key}.`)]
      if (typeof text === 'string') return [name, named(key, text, [])]
      return [name, (...facts: readonly (Words | number)[]) => named(key, text, facts)]
    }),
  )
}

const named = (key: string, english: Spoken, facts: readonly unknown[]): Later =>
  new Later((reader) => {
    const text = (reader as Speaker).text(key) ?? english
    if (typeof text === 'string') return text
    const say = text as (...facts: readonly unknown[]) => string
    return say(...facts.map((fact) => (fact instanceof Later ? sayWords(fact, reader) : fact)))
  })

/** Texts by their keys. */
export const spokenIn = (texts: object, prefix = ''): readonly (readonly [string, Spoken])[] =>
  Object.entries(texts).flatMap(([name, text]: [string, object | Spoken]) =>
    typeof text === 'object'
      ? spokenIn(text, `${prefix}${name}.`)
      : [[prefix + name, text] as const],
  )
