// The console in the made-up languages.
import { madeUp, type MadeUp } from '#languages/made-up.ts'
import { englishTexts, type ConsoleTexts } from './areas.ts'
import type { Spoken } from './told.ts'

export const madeUpTexts = (language: MadeUp): ConsoleTexts =>
  changedIn(englishTexts(), madeUp[language]) as ConsoleTexts

const changedIn = (texts: object, change: (text: string) => string): object =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]: [string, object | Spoken]) => [
      name,
      typeof text === 'object'
        ? changedIn(text, change)
        : typeof text === 'string'
          ? change(text)
          : (...facts: never[]) => changedWith(text, facts, change),
    ]),
  )

/** NOTE facts stay as they are: letters of no language stand for them meanwhile */
const firstPlace = 0xe000

function changedWith(
  say: (...facts: never[]) => string,
  facts: readonly unknown[],
  change: (text: string) => string,
): string {
  const places = facts.map((fact, at) =>
    typeof fact === 'string' && !/^\d+$/.test(fact) ? String.fromCodePoint(firstPlace + at) : fact,
  )
  return facts.reduce<string>(
    (text, fact, at) => text.replaceAll(String.fromCodePoint(firstPlace + at), () => String(fact)),
    change(say(...(places as never[]))),
  )
}
