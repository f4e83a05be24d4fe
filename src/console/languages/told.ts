// Texts of the console as the views use them: each is a name for a text, which is put into words when a
// page is written for somebody. So views know no language, and nothing holds the language of a request.
import { isPlural, type Plural, type Text } from '#lib/text-places.ts'
import { Later, sayWords, type Words } from '#pages/html.ts'

/** What names are put into words with. */
export type Speaker = {
  /** The text with this key, such as `audit.title`; undefined: the English one. */
  readonly text: (key: string) => Text | undefined
  /** Which kind of number a number is in the language. */
  readonly rules: Intl.PluralRules
  readonly formats: { number(value: number): string }
}

/** English, where nobody reads a page of the console. */
export const inEnglish: Speaker = {
  text: () => undefined,
  rules: new Intl.PluralRules('en'),
  formats: { number: (value) => value.toLocaleString('en') },
}

const source = Symbol('source')

type Fact = Words | number

/** NOTE the places of a text are numbered, as its facts have no names */
type FactsOf<T extends string> = T extends `${string}{4}${string}`
  ? [Fact, Fact, Fact, Fact]
  : T extends `${string}{3}${string}`
    ? [Fact, Fact, Fact]
    : T extends `${string}{2}${string}`
      ? [Fact, Fact]
      : T extends `${string}{1}${string}`
        ? [Fact]
        : []

type Named<T extends string> = FactsOf<T> extends [] ? Later : (...facts: FactsOf<T>) => Later

type IsPlural<T> = T extends { readonly other: string }
  ? keyof T extends Intl.LDMLPluralRule
    ? true
    : false
  : false

/** The names of the texts T. */
type Names<T> = T extends string
  ? Named<T>
  : IsPlural<T> extends true
    ? T extends { readonly other: infer O extends string }
      ? Named<O>
      : never
    : { readonly [K in keyof T]: Names<T[K]> }

export type Told<T> = Names<T> & { readonly [source]: T }

/** What a translation of texts has to hold: a text for each. */
type Translated<T> = T extends string
  ? string
  : IsPlural<T> extends true
    ? Plural
    : { readonly [K in keyof T]: Translated<T[K]> }

export type TextsOf<T> = T extends { readonly [source]: infer English }
  ? Translated<English>
  : never

/** The names of an area's texts. Its keys begin with `area`; `{1}` is the place of the first fact. */
export const told = <const T extends object>(area: string, english: T): Told<T> =>
  ({ ...(namesIn(english, `${area}.`) as object), [source]: english }) as Told<T>

/** The names alone, to be put together with others. */
export const namesOf = <T extends object>(texts: T): Omit<T, typeof source> => texts

/** The English texts behind names. */
export const englishOf = <T>(texts: { readonly [source]: T }): T => texts[source]

function namesIn(english: object, prefix: string): unknown {
  return Object.fromEntries(
    Object.entries(english).map(([name, text]: [string, object | Text]) => {
      const key = prefix + name
      if (typeof text !== 'string' && !isPlural(text)) return [name, namesIn(text, `${key}.`)]
      const hasFacts = (typeof text === 'string' ? text : text.other).includes('{')
      return hasFacts
        ? [name, (...facts: readonly Fact[]) => named(key, text, facts)]
        : [name, named(key, text, [])]
    }),
  )
}

const named = (key: string, english: Text, facts: readonly Fact[]): Later =>
  new Later((reader) => {
    const speaker = reader as Speaker
    const text = speaker.text(key) ?? english
    return typeof text === 'string' && facts.length === 0
      ? text
      : filled(
          text,
          facts.map((fact) => (fact instanceof Later ? sayWords(fact, reader) : fact)),
          speaker,
        )
  })

/** The text with facts in its places. The first that is a number decides on the form of the text. */
export function filled(
  text: Text,
  facts: readonly (string | number)[],
  { rules, formats }: Pick<Speaker, 'rules' | 'formats'>,
): string {
  const written = (fact: string | number | undefined) =>
    typeof fact === 'number' ? formats.number(fact) : (fact ?? '')
  const count = facts.find((fact) => typeof fact === 'number' || /^\d/.test(fact))
  const sentence =
    typeof text === 'string'
      ? text
      : (text[rules.select(Number.parseFloat(String(count ?? 0)))] ?? text.other)
  return sentence.replaceAll(/\{(\d|count)\}/g, (_, place: string) =>
    written(place === 'count' ? count : facts[Number(place) - 1]),
  )
}
