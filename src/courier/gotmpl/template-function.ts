// A function that templates may call, and what it is given.
import type { Value } from './values.ts'

export type Tools = {
  readonly now: Date
  /** Ends the run, saying where. */
  fail(problem: string): never
  /** Ends the run when something is about to become longer than the result may be. */
  sized(size: number): void
}

export type TemplateFunction = {
  readonly least: number
  readonly most: number
  readonly run: (args: readonly Value[], tools: Tools) => Value
}

/** `least` and `most`: how many arguments; without `most` exactly `least`. */
export const fn = (
  least: number,
  run: TemplateFunction['run'],
  most = least,
): TemplateFunction => ({ least, most, run })
export const at = (args: readonly Value[], index: number): Value => args[index] ?? null
