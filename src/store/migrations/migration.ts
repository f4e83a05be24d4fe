import type { DialectOptions } from './define.ts'

/**
 * A step of statements that can be repeated, since MySQL may have stored some of them before an
 * interruption.
 */
export type Step = {
  readonly name: string
  readonly statements: (options: DialectOptions) => readonly string[]
}

/** Never edited once released. */
export type Migration = { readonly name: string; readonly steps: readonly Step[] }
