// The interface of a database, whatever its dialect.

export type Dialect = 'sqlite' | 'postgres' | 'mysql'

export type Statement = {
  readonly sql: string
  /**
   * Strings, integers and null, which all dialects bind in the same way; on PostgreSQL also lists of
   * strings.
   */
  readonly parameters: readonly unknown[]
  /** Whether it only reads, so that a reading connection can run it. */
  readonly reads: boolean
  /**
   * Whether its changes may be lost in a power failure. They are not lost when the process dies.
   */
  readonly mayBeLost?: boolean
  /** The name of the prepared statement. */
  readonly name?: string
  /** The rows of a COPY; PostgreSQL only. */
  readonly rows?: CopiedRows
  /** That nobody needs its answer; see `Later`. */
  readonly later?: Later
  /** How it is sent together with others of its name; see `Alike`. */
  readonly alike?: Alike
}

/**
 * How statements that differ only in their values are sent as one. What fails because of one of
 * them is sent again for each alone.
 */
export type Alike = {
  /** More are not sent together. */
  readonly most: number
  /** One statement for at least two. */
  together(statements: readonly Statement[]): Statement
  /** The answers of the statements, in their order. */
  split(answer: Answer, statements: readonly Statement[]): readonly Answer[]
}

/**
 * A change that may be made later in its transaction, as one statement with others: it neither
 * depends on what the others change nor changes what they do. Where that is not done it is run at once.
 */
export type Later = {
  /** What a failure means, if it is one of this statement; else undefined. */
  explain(error: unknown): unknown
  /** The name by which those after it refer to the rows that it returns. */
  readonly as?: string
  /** A second change, which has the same parameters and can refer to these rows. */
  readonly then?: string
  /** An expression that fails when the change has not been made as it was to be. */
  readonly check?: string
}

/** The values of rows, one row after the other, `width` values to a row. */
export type CopiedRows = { readonly chunks: Iterable<readonly unknown[]>; readonly width: number }

export type Row = Readonly<Record<string, unknown>>

export type Answer = {
  readonly rows: readonly Row[]
  /** The number of rows inserted, deleted, or matched by an update. */
  readonly changes: number
  readonly insertId?: number
}

/** Throws the errors of failures.ts, and `Refusal('unavailable')`. */
export type Run = (statement: Statement) => Answer | Promise<Answer>

/** What is done right before a commit, given the results of all transactions that it stores. */
export type Ending<T> = (run: Run, results: readonly T[]) => Promise<void>

export type Engine = {
  readonly dialect: Dialect
  /**
   * Runs a statement on its own; its changes are stored when it returns. `begin` is called when
   * nothing is waited for any more but the statement; when it throws, the statement is not run.
   */
  readonly run: (statement: Statement, begin?: () => void) => Answer | Promise<Answer>
  /**
   * How long a statement on its own may take, with the wait for a connection, when it cannot be
   * stopped; undefined where it waits only before `begin`.
   */
  readonly unstoppableMs?: number | undefined
  /**
   * A number that differs after every commit of any process, where reading it costs almost nothing.
   * What was read under a number is current as long as the number is the same.
   */
  readonly version?: () => number
  /** As Store.scrub. */
  readonly scrub?: () => Promise<void>
  /** Whether every statement is a way to a server and back. */
  readonly isRemote?: boolean
  /** Whether changes that nobody needs the answer of are made together. */
  readonly combines?: boolean
  /**
   * Runs `work` in a transaction, with a connection of its own; its changes are stored when it
   * returns. `beforeCommit` is called when nothing is waited for any more but the commit; when it
   * throws, nothing is stored.
   */
  transact<T>(work: (run: Run) => Promise<T>, beforeCommit: () => void): Promise<T>
  /**
   * As `transact`, where several transactions are stored by one commit: `ending`, which must do the
   * same for all, is called once. When it fails, none of them is stored. `work` is to call itself what
   * is to be called before the commit.
   */
  readonly transactTogether?: <T>(work: (run: Run) => Promise<T>, ending: Ending<T>) => Promise<T>
  /** Runs `work` while no other process does so on this database. */
  exclusively<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** A statement without parameters, for transactions. */
export function command(sql: string): Statement {
  return { sql, parameters: [], reads: false }
}
