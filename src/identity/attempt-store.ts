import type { Timestamp } from '#lib/time.ts'

/** The number of failures in a row, and the time of the last one. */
export type Attempts = { readonly failures: number; readonly lastAt: Timestamp }

/** Counts failed guesses per account or other subject, exactly and across processes. */
export type AttemptStore = {
  find(subject: string): Promise<Attempts | undefined>
  /**
   * Adds one failure and answers the new count. It is one statement, so that simultaneous guesses
   * are all counted.
   */
  fail(subject: string, at: Timestamp): Promise<Attempts>
  clear(subject: string): Promise<void>
  deleteBefore(before: Timestamp, limit: number): Promise<number>
}
