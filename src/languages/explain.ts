// Tells in a language what is known in English: reasons that were stored, that went through an answer of
// the API, or that the core has thrown. They are found by their English text.
import { english } from './en/en.ts'
import type { Translation } from './translation.ts'

/** A reason in the language; undefined for one that is none of ours, such as what a hook has said. */
export type Explain = (reason: string) => string | undefined

type Texts = { readonly [key: string]: string }
type Facts = { readonly [name: string]: string }
type Found = { readonly key: string; readonly facts: Facts }
type Find = (said: string) => Found | undefined

/** NOTE a reason may name what somebody has typed */
const longest = 2000

export function createExplain({ people, operators, parts }: Translation['refusals']): Explain {
  const own: Texts = { ...people, ...operators }

  function explain(reason: string): string | undefined {
    if (reason.length > longest) return undefined
    return told(own, finders().reasons(reason))
  }
  const told = (texts: Texts, found: Found | undefined): string | undefined =>
    found &&
    texts[found.key]?.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      part(name, found.facts[name] ?? ''),
    )
  function part(name: string, said: string): string {
    if (name === 'reason') return explain(said) ?? said
    const texts = (parts as { readonly [name: string]: Texts | undefined })[name]
    return (texts && told(texts, finders().parts.get(name)?.(said))) ?? said
  }
  return explain
}

type Finders = { readonly reasons: Find; readonly parts: ReadonlyMap<string, Find> }
let made: Finders | undefined

/** NOTE most servers never need them */
const finders = (): Finders =>
  (made ??= {
    reasons: finderOf({ ...english.refusals.people, ...english.refusals.operators }),
    parts: new Map(
      Object.entries(english.refusals.parts).map(([name, texts]) => [name, finderOf(texts)]),
    ),
  })

/** Finds the text that is said, and what stands in its places. */
export function finderOf(texts: Texts): Find {
  const whole = new Map(Object.entries(texts).map(([key, text]) => [text, { key, facts: {} }]))
  const withPlaces = Object.entries(texts)
    .map(([key, text]) => ({ key, pieces: text.split(/\{(\w+)\}/) }))
    .filter(({ pieces }) => pieces.length > 1)
    // NOTE one with more words of its own says more
    .toSorted((one, other) => ownLength(other.pieces) - ownLength(one.pieces))
  return (said) => {
    const same = whole.get(said)
    if (same) return same
    for (const { key, pieces } of withPlaces) {
      const facts = factsIn(said, pieces)
      if (facts) return { key, facts }
    }
    return undefined
  }
}

const ownLength = (pieces: readonly string[]): number =>
  pieces.reduce((sum, piece, at) => sum + (at % 2 === 0 ? piece.length : 0), 0)

/** `pieces`: words, the name of a place, words, … NOTE each place ends as soon as it can: linear */
function factsIn(said: string, pieces: readonly string[]): Facts | undefined {
  const [first = ''] = pieces
  if (!said.startsWith(first)) return undefined
  const facts: Record<string, string> = {}
  let from = first.length
  for (let at = 1; at < pieces.length; at += 2) {
    const words = pieces[at + 1] ?? ''
    const isLast = at + 2 >= pieces.length
    const end = isLast ? said.length - words.length : said.indexOf(words, from + 1)
    if (end <= from || !said.startsWith(words, end)) return undefined
    facts[pieces[at] ?? ''] = said.slice(from, end)
    from = end + words.length
  }
  return facts
}
