// What a search should find, said as plainly as possible, and searches at random.
import type { Account } from '#identity/identity-store.ts'
import type { IdentitySearch } from '#identity/search.ts'
import type { SearchOrder } from '#identity/search-store.ts'
import { fold } from '#lib/fold.ts'
import type { Json } from '#lib/json.ts'

/** An account and when somebody last signed in to it; 0: never. */
export type Known = { readonly account: Account; readonly lastSignIn: number }

/** The same every time for the same seed. */
export function createDice(seed: number) {
  let state = seed
  const next = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
  const below = (count: number) => Math.floor(next() * count)
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T
  return { below, pick, chance: (share: number) => next() < share }
}
export type Dice = ReturnType<typeof createDice>

/** Words as people see them: runs of letters and digits, and what follows an @. */
const beginsAWord = (text: string, word: string): boolean => {
  const folded = fold(text)
  const at = folded.lastIndexOf('@')
  for (let start = 0; start < folded.length; start++) {
    const isStart =
      start === 0 ||
      start === at + 1 ||
      (start < (at < 0 ? folded.length : at) &&
        /[\p{L}\p{N}]/u.test(folded[start] ?? '') &&
        !/[\p{L}\p{N}]/u.test(folded[start - 1] ?? ''))
    if (isStart && folded.startsWith(word, start)) return true
  }
  return false
}

/** Of how a text begins no more counts than this. */
const compared = (value: string) => [...fold(value)].slice(0, 60).join('')

type Names = (
  traits: Account['identity']['traits'],
) => readonly { readonly name: string; readonly text: string }[]

function leaves(value: Json, path: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((one) => leaves(one, path))
  if (typeof value === 'object' && value !== null)
    return path[0] === undefined
      ? []
      : leaves((value as { readonly [key: string]: Json })[path[0]] ?? null, path.slice(1))
  return value === null || path.length > 0 ? [] : [String(value)]
}

const within = (at: number, range: { readonly from?: number; readonly to?: number } | undefined) =>
  range === undefined || (at >= (range.from ?? -Infinity) && at < (range.to ?? Infinity))

export function isFound(
  { account: { identity, credentials }, lastSignIn }: Known,
  search: IdentitySearch,
  namesOf: Names,
): boolean {
  const traits = namesOf(identity.traits)
  const texts = [
    ...traits.map(({ text }) => text),
    ...credentials.flatMap(({ identifiers }) => identifiers),
  ]
  const words = fold(search.words ?? '')
    .split(' ')
    .filter((word) => word !== '')
  return (
    words.every((word) => texts.some((text) => beginsAWord(text, word))) &&
    (search.traits ?? []).every(({ name, match, value }) =>
      traits.some(
        (one) =>
          one.name === name &&
          (match === 'equals'
            ? fold(one.text) === fold(value)
            : fold(one.text).startsWith(compared(value))),
      ),
    ) &&
    (search.metadata ?? []).every((one) =>
      leaves(
        one.in === 'metadata_public' ? identity.metadataPublic : identity.metadataAdmin,
        one.path.split('.'),
      ).some((leaf) => fold(leaf) === fold(one.value)),
    ) &&
    (search.state === undefined || identity.state === search.state) &&
    (search.schemaId === undefined || identity.schemaId === search.schemaId) &&
    within(identity.createdAt, search.created) &&
    within(identity.updatedAt, search.updated) &&
    (search.lastSignIn === 'never'
      ? lastSignIn === 0
      : search.lastSignIn === undefined ||
        (lastSignIn > 0 && within(lastSignIn, search.lastSignIn)))
  )
}

export function inOrder(
  known: readonly Known[],
  { by, descending }: SearchOrder,
): readonly string[] {
  const valueOf = ({ account: { identity }, lastSignIn }: Known) =>
    ({
      id: 0,
      created_at: identity.createdAt,
      updated_at: identity.updatedAt,
      last_sign_in: lastSignIn,
    })[by]
  const sorted = known.toSorted(
    (a, b) => valueOf(a) - valueOf(b) || (a.account.identity.id < b.account.identity.id ? -1 : 1),
  )
  return (descending ? sorted.toReversed() : sorted).map(({ account }) => account.identity.id)
}
