import type { Timestamp } from '#lib/time.ts'

/** Wrong tries in a row, and when the last one was. */
export type Attempts = { readonly failures: number; readonly lastAt: Timestamp }

/** Counts wrong guesses per account (or any other subject), exactly, across processes. */
export type AttemptStore = {
  find(subject: string): Promise<Attempts | undefined>
  /**
   * Adds one; answers the count after it. One statement, so that guesses at the same moment are all
   * counted.
   */
  fail(subject: string, at: Timestamp): Promise<Attempts>
  clear(subject: string): Promise<void>
  deleteBefore(before: Timestamp, limit: number): Promise<number>
}
