/** What one evaluation may use. A program that needs more ends with BudgetExceeded. */
export type Budget = {
  /** Steps of the machine; a million take about a tenth of a second. */
  readonly steps: number
  /** Evaluations that wait for each other: calls, and values that are being computed. */
  readonly depth: number
  /** Bytes allocated in total, estimated; memory that has become free again is not given back. */
  readonly memory: number
  /** Size of the result as JSON, in characters. */
  readonly output: number
}

export const defaultBudget: Budget = {
  steps: 5_000_000,
  depth: 1000,
  memory: 128 * 1024 * 1024,
  output: 8 * 1024 * 1024,
}

/**
 * How deep a source, or a value that is shown, compared or read, may be nested. The parser and the
 * printers are recursive: this many levels are far from the end of the stack.
 */
export const deepestNesting = 400
