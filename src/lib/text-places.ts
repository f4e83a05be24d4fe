// Texts with places for facts. Catalogues hold them as data, so that a file of the operator can
// replace each of them, and so that a translation needs no code.

/** For each kind of number that a language tells apart. The fact `count` decides. */
export type Plural = { readonly other: string } & {
  readonly [Kind in Intl.LDMLPluralRule]?: string
}

/** `{name}` is the place of a fact. */
export type Text = string | Plural

/** What a translation of the texts T has to hold: the same keys, and plurals in the same places. */
export type Shape<T> = T extends string
  ? string
  : T extends { readonly other: string }
    ? Plural
    : { readonly [K in keyof T]: Shape<T[K]> }

type Places<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Places<Rest>
  : never
type Facts<Name extends string> = { readonly [N in Name]: string | number }
type Sentence<T extends string> = [Places<T>] extends [never]
  ? string
  : (facts: Facts<Places<T>>) => string

/** The texts T ready to be shown: those with places for facts are functions of them. */
export type Said<T> = T extends string
  ? Sentence<T>
  : T extends { readonly other: infer O extends string }
    ? (facts: Facts<Places<O> | 'count'>) => string
    : { readonly [K in keyof T]: Said<T[K]> }

/** A text ready to be shown. */
export type SaidText = string | ((facts: Facts<string>) => string)

const place = /\{(\w+)\}/g

/** The names of the facts in a text. */
export const placesOf = (text: Text): ReadonlySet<string> =>
  new Set(
    (typeof text === 'string' ? [text] : Object.values(text)).flatMap((one) =>
      [...one.matchAll(place)].map(([, name = '']) => name),
    ),
  )

/** The kinds of number that languages tell apart (CLDR). */
export const numberKinds: ReadonlySet<string> = new Set([
  'zero',
  'one',
  'two',
  'few',
  'many',
  'other',
])

/** NOTE a tree of texts may have a text named `other`, too, beside such of other names */
export const isPlural = (value: unknown): value is Plural =>
  typeof value === 'object' &&
  value !== null &&
  'other' in value &&
  typeof value.other === 'string' &&
  Object.keys(value).every((kind) => numberKinds.has(kind))

/** Prepares a text once, so that showing it costs as much as joining strings. */
export function prepareText(text: Text, rules: Intl.PluralRules): SaidText {
  if (typeof text === 'string') return prepareSentence(text)
  const kinds = new Map(
    Object.entries(text).map(([kind, sentence]) => [kind, prepareSentence(sentence)]),
  )
  const other = kinds.get('other') ?? ''
  return (facts) => {
    const sentence = kinds.get(rules.select(Number(facts['count']))) ?? other
    return typeof sentence === 'string' ? sentence : sentence(facts)
  }
}

function prepareSentence(text: string): SaidText {
  const parts = text.split(place)
  if (parts.length === 1) return text
  // NOTE `split` puts what the group has found between the pieces
  return (facts) =>
    parts.map((part, at) => (at % 2 === 0 ? part : String(facts[part] ?? ''))).join('')
}

/** All texts of a catalogue, with the keys that lead to each: `pages.login.title`. */
export function textsIn(catalogue: object, prefix = ''): readonly (readonly [string, Text])[] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' || isPlural(value)
      ? [[prefix + key, value] as const]
      : textsIn(value as object, `${prefix}${key}.`),
  )
}

/** The catalogue with each of its texts replaced by what `change` makes of it. */
export function mapTexts(
  catalogue: object,
  change: (text: Text, key: string) => unknown,
  prefix = '',
): object {
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' || isPlural(value)
        ? change(value, prefix + key)
        : mapTexts(value as object, change, `${prefix}${key}.`),
    ]),
  )
}
