/**
 * Time limits for a database server, after which it counts as not available. `undefined`: no limit.
 */
export type Limits = {
  readonly connectMs: number
  /**
   * For a statement; the server itself gives up a little earlier, and earlier still when it waits
   * for a lock.
   */
  readonly statementMs: number | undefined
}

export const servingLimits: Limits = { connectMs: 4000, statementMs: 4000 }

/** For migrations, which may rebuild large tables, and for imports. */
export const patientLimits: Limits = { connectMs: 4000, statementMs: undefined }
