import { countsBeside } from './separate-factors.ts'
import type { Aal, AuthenticationMethod } from './session.ts'

const rank: Record<Aal, number> = { aal0: 0, aal1: 1, aal2: 2, aal3: 3 }

/** The highest level of the authentications; a second factor is another one than the first. */
export function levelOf(proofs: readonly AuthenticationMethod[]): Aal {
  return proofs.reduce<Aal>((level, proof) => {
    const own = countsBeside(proofs, proof) ? proof.aal : 'aal1'
    return rank[own] > rank[level] ? own : level
  }, 'aal0')
}

/** NOTE as published, a provider that is asked again is told of once, with the last time */
export const isReplaced = (earlier: AuthenticationMethod, proof: AuthenticationMethod): boolean =>
  proof.provider !== undefined &&
  earlier.method === proof.method &&
  earlier.provider === proof.provider
