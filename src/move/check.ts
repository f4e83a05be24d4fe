// Compares, after a run, what is there with what is here.
import type { Counts } from './counts.ts'
import type { MoveStore } from './move-store.ts'
import type { Loss } from './losses.ts'

/** `lost`: how many are known not to have been brought. */
export type Comparison = {
  readonly what: string
  readonly there: number
  readonly here: number
  readonly lost: number
  readonly isGood: boolean
}

export async function compare(
  source: string,
  counts: Counts,
  moves: MoveStore,
  losses: readonly Pick<Loss, 'kind' | 'what'>[],
): Promise<readonly Comparison[]> {
  const people = {
    what: 'people',
    there: counts.people,
    here: await moves.count(source, 'identity'),
    lost: losses.filter(({ kind }) => kind === 'person').length,
  }
  const here = await moves.credentials(source)
  const credentials = Object.entries(counts.credentials).map(([type, there]) => ({
    what: type,
    there,
    here: here.get(type) ?? 0,
    lost: losses.filter(({ kind, what }) => kind === 'credential' && what === type).length,
  }))
  return [
    { ...people, isGood: people.there === people.here + people.lost },
    ...credentials
      .filter(({ there, here: found }) => there + found > 0)
      // NOTE the traits make credentials here that were not stored there; those of people who were not
      // brought are missing
      .map((one) => ({ ...one, isGood: one.there <= one.here + one.lost + people.lost })),
  ]
}
