// Texts of the operator in the place of the console's own, by key with `console.` before it.
import { placesOf, textsIn, type Text } from '#lib/text-places.ts'
import { englishTexts } from './areas.ts'

const prefix = 'console.'

/** The texts of the console by key. */
export const consoleTexts = (texts: object): readonly (readonly [key: string, Text])[] =>
  textsIn(texts).map(([key, text]) => [prefix + key, text])

/**
 * The keys that can be replaced, each with a text that has its places. Every text with facts may have
 * forms for kinds of number.
 */
export const replaceable = (): readonly (readonly [key: string, Text])[] =>
  consoleTexts(englishTexts()).map(([key, text]) => [
    key,
    typeof text === 'string' && placesOf(text).size > 0 ? { other: text } : text,
  ])

/** Those of `replacements` that are texts of the console. */
export const replacedIn = (
  replacements: Readonly<Record<string, Text>>,
): readonly (readonly [string, Text])[] =>
  Object.entries(replacements)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, text]) => [key.slice(prefix.length), text])
