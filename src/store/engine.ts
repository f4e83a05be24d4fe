// What the stores need of a database, whatever its dialect.

export type Dialect = 'sqlite' | 'postgres' | 'mysql'

export type Statement = {
  readonly sql: string
  /** Strings, integers and null only: what all dialects bind alike. */
  readonly parameters: readonly unknown[]
  /** Changes nothing, so that a connection for reading may run it. */
  readonly reads: boolean
  /** What it writes may be lost when the power fails, not when the process dies. */
  readonly mayBeLost?: boolean
  /** Prepared once, under this name. */
  readonly name?: string
  /** What a COPY stores; PostgreSQL only. */
  readonly rows?: CopiedRows
}

/**
 * In each chunk the values of one row after the other, `width` to a row: what parameters can be.
 */
export type CopiedRows = { readonly chunks: Iterable<readonly unknown[]>; readonly width: number }

export type Row = Readonly<Record<string, unknown>>

export type Answer = {
  readonly rows: readonly Row[]
  /** Rows inserted, deleted, or matched by an update. */
  readonly changes: number
  readonly insertId?: number
}

/** Throws the errors of failures.ts, and `Refusal('unavailable')`. */
export type Run = (statement: Statement) => Answer | Promise<Answer>

export type Engine = {
  readonly dialect: Dialect
  /** Runs one statement by itself; what it writes is stored when the answer comes. */
  readonly run: Run
  /**
   * A number that is another one after every commit of anybody, where asking for it costs next to
   * nothing. What was read under a number is true as long as it stays.
   */
  readonly version?: () => number
  /**
   * Runs `work` with exclusive use of one connection, in a transaction; what it wrote is stored
   * when the answer comes.
   */
  transact<T>(work: (run: Run) => Promise<T>): Promise<T>
  /** Runs `work` while no other process does the same on this database. */
  exclusively<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** A statement without parameters that belongs to the handling of transactions. */
export function command(sql: string): Statement {
  return { sql, parameters: [], reads: false }
}
