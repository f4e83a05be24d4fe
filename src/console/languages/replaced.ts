// Texts of the operator in the place of the console's own, by key with `console.` before it.
import { prepareText, type Text } from '#lib/text-places.ts'
import { englishTexts } from './areas.ts'
import type { Formats } from './formats.ts'
import { spokenIn, type Spoken } from './told.ts'

const prefix = 'console.'

/** The keys that can be replaced, each with the places that its text may have: `{1}`, `{2}`. */
export const replaceable = (): readonly (readonly [key: string, Text])[] =>
  spokenIn(englishTexts()).map(([key, text]) => [prefix + key, shapeOf(text)])

/** NOTE whether a text depends on a number is known to its code alone, so all with facts may */
const shapeOf = (text: Spoken): Text =>
  typeof text === 'string' || text.length === 0
    ? ''
    : { other: Array.from({ length: text.length }, (_, at) => `{${at + 1}}`).join(' ') }

/** Those of `replacements` that are texts of the console, ready to be said. */
export function replacedIn(
  replacements: Readonly<Record<string, Text>>,
  locale: string,
  { number }: Pick<Formats, 'number'>,
): readonly (readonly [string, Spoken])[] {
  const rules = new Intl.PluralRules(locale)
  return Object.entries(replacements)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, text]) => {
      const said = prepareText(text, rules)
      const spoken =
        typeof said === 'string'
          ? said
          : (...facts: readonly (string | number)[]) =>
              said(
                Object.fromEntries([
                  ['count', Number.parseFloat(String(facts.find((one) => countIn(one)) ?? 0))],
                  ...facts.map((fact, at) => [
                    String(at + 1),
                    typeof fact === 'number' ? number(fact) : fact,
                  ]),
                ]),
              )
      return [key.slice(prefix.length), spoken]
    })
}

const countIn = (fact: string | number): boolean => /^\d/.test(String(fact))
