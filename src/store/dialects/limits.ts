/**
 * How long a database server may take before a request is told that it cannot be reached.
 * `undefined`: as long as it wants.
 */
export type Limits = {
  readonly connectMs: number
  /**
   * For one statement; the server is asked to give up a little earlier, and for a lock earlier
   * still.
   */
  readonly statementMs: number | undefined
}

export const servingLimits: Limits = { connectMs: 4000, statementMs: 4000 }

/** Migrations may rebuild a large table, and an import stores much at once. */
export const patientLimits: Limits = { connectMs: 4000, statementMs: undefined }
