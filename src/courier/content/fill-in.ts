import type { LetterFacts } from './letter.ts'

/** The same texts with the facts in the places that have their names. */
export function fillIn<Texts>(texts: Texts, facts: LetterFacts): Texts {
  const filled: unknown =
    typeof texts === 'string'
      ? texts.replaceAll(/\{(\w+)\}/g, (place, name: string) => factOf(name, facts) ?? place)
      : Object.fromEntries(
          Object.entries(texts as object).map(([key, inner]) => [key, fillIn(inner, facts)]),
        )
  return filled as Texts
}

function factOf(name: string, facts: LetterFacts): string | undefined {
  const fact = Object.hasOwn(facts, name) ? facts[name as keyof LetterFacts] : undefined
  return typeof fact === 'string' ? fact : undefined
}
