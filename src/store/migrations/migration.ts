import type { Spelling } from './define.ts'

/**
 * One step: statements that do no harm when they are run again, because MySQL may have kept some of
 * them when it was stopped.
 */
export type Step = {
  readonly name: string
  readonly statements: (spelling: Spelling) => readonly string[]
}

/** Never edited once released. */
export type Migration = { readonly name: string; readonly steps: readonly Step[] }
