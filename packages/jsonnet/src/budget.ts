/** Limits of one evaluation. A program that exceeds one fails with BudgetExceeded. */
export type Budget = {
  /** Machine steps; a million take about 0.1 seconds. */
  readonly steps: number
  /** Nested evaluations: calls, and values being computed. */
  readonly depth: number
  /** Bytes allocated in total, estimated; freed memory is not subtracted. */
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
 * Maximum nesting of a source, and of a value that is printed, compared or read. Parser and
 * printers are recursive; this depth stays far below the stack limit.
 */
export const deepestNesting = 400
