// Texts of the operator in the place of ours, text by text, by their keys.
import { isPlural, mapTexts, numberKinds, placesOf, textsIn, type Text } from '#lib/text-places.ts'
import { isObject } from '#lib/json.ts'
import type { Translation } from './translation.ts'

/** By language, then by key: `de`, `pages.login.title`. */
export type Replacements = {
  readonly [language: string]: { readonly [key: string]: Text } | undefined
}

/** The translation with these texts in the place of its own. */
export const withReplacements = (
  translation: Translation,
  replacements: { readonly [key: string]: Text },
): Translation =>
  Object.keys(replacements).length === 0
    ? translation
    : withUnexplained(
        mapTexts(translation, (text, key) => replacements[key] ?? text) as Translation,
        replacements['words.unexplained'],
      )

/** NOTE not every translation has this text */
export const withUnexplained = (translation: Translation, text: Text | undefined): Translation =>
  typeof text === 'string'
    ? { ...translation, words: { ...translation.words, unexplained: text } }
    : translation

/** What is wrong with a text that is to take the place of another; undefined: nothing. */
export function faultOfText(own: Text, text: unknown): string | undefined {
  if (typeof text === 'string') {
    const strangers = strangersIn(text, own)
    // NOTE what stands between two sentences is a space in some languages, and nothing in others
    if (text.trim() === '' && !isBlank(own)) return 'must not be empty'
    return strangers.length === 0 ? undefined : unknownPlaces(strangers, own)
  }
  if (!isPlural(own)) return 'must be a text'
  if (!isPlural(text))
    return 'must be a text, or texts for kinds of numbers, one of them named other'
  const kinds = Object.keys(text).filter((kind) => !numberKinds.has(kind))
  if (kinds.length > 0) return `has the unknown kind of number ${kinds.join(', ')}`
  if (Object.values(text).some((one) => typeof one !== 'string' || one.trim() === ''))
    return 'must have a text for each kind of number'
  const strangers = strangersIn(text, own)
  return strangers.length === 0 ? undefined : unknownPlaces(strangers, own)
}

const isBlank = (text: Text): boolean => typeof text === 'string' && text.trim() === ''

/** The places that the text may have: those of ours, and the number where ours depends on one. */
const placesFor = (own: Text): ReadonlySet<string> =>
  new Set([...placesOf(own), ...(isPlural(own) ? ['count'] : [])])

const strangersIn = (text: Text, own: Text): readonly string[] => [
  ...placesOf(text).difference(placesFor(own)),
]

function unknownPlaces(strangers: readonly string[], own: Text): string {
  const named = (names: Iterable<string>) => [...names].map((name) => `{${name}}`).join(', ')
  const places = placesFor(own)
  const known = places.size === 0 ? 'it has none' : `it has ${named(places)}`
  return `has the unknown placeholder ${named(strangers)} (${known})`
}

/** The texts of a translation by key. */
export const textsByKey = (translation: Translation): ReadonlyMap<string, Text> =>
  new Map(textsIn(translation))

/** A tree of keys as one of its leaves: `{ pages: { login: { title } } }` as `pages.login.title`. */
export function flatten(
  tree: unknown,
  known: ReadonlyMap<string, unknown>,
  prefix = '',
): readonly (readonly [string, unknown])[] {
  if (!isObject(tree) || known.has(prefix)) return [[prefix, tree]]
  return Object.entries(tree).flatMap(([key, value]) =>
    flatten(value, known, prefix === '' ? key : `${prefix}.${key}`),
  )
}
