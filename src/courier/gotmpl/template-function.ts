// A function of templates, and what it is called with.
import type { Value } from './values.ts'

export type Tools = {
  readonly now: Date
  /** Ends the run with a fault at the current line. */
  fail(problem: string): never
  /** Ends the run when something would become longer than the result may be. */
  sized(size: number): void
}

export type TemplateFunction = {
  readonly least: number
  readonly most: number
  readonly run: (args: readonly Value[], tools: Tools) => Value
}

/** `least` and `most`: the number of arguments; without `most` exactly `least`. */
export const fn = (
  least: number,
  run: TemplateFunction['run'],
  most = least,
): TemplateFunction => ({ least, most, run })
export const at = (args: readonly Value[], index: number): Value => args[index] ?? null
