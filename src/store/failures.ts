// Errors of databases, the same for all dialects. They contain nothing of the stored data and no
// SQL, since they are logged.
import { Refusal } from '#errors/refusal.ts'

/** A unique value exists already. */
export class UniqueViolation extends Error {
  override readonly name = 'UniqueViolation'
  /** The name of the constraint, or its columns. */
  readonly constraint: string
  /** The table, and the kind of a value of `pallas_lookups`, where the database tells. */
  readonly table: string | undefined
  readonly kind: string | undefined
  constructor(constraint: string, { table, kind }: { table?: string; kind?: string } = {}) {
    super(`Not unique: ${constraint}`)
    this.constraint = constraint
    this.table = table
    this.kind = kind
  }
}

/** The row that this row belongs to does not exist any more. */
export class MissingParent extends Error {
  override readonly name = 'MissingParent'
}

/** The table does not exist, since migrations are pending. */
export class MissingTable extends Error {
  override readonly name = 'MissingTable'
}

/**
 * The database rolled back a transaction for the sake of another one (deadlock, serialization); it
 * must run again from its start.
 */
export class Retryable extends Error {
  override readonly name = 'Retryable'
}

/** The connection cannot be used any more, and others to the same server may not either. */
export abstract class ConnectionFailure extends Refusal {
  constructor(cause: unknown) {
    super('unavailable', { reason: unreachable, cause: withoutStatement(cause) })
  }
}

/** The connection is gone; whether what was last sent on it was done is not known. */
export class Disconnected extends ConnectionFailure {}

/** The connection is gone, and nothing of the work was stored: it may run again from its start. */
export class Interrupted extends ConnectionFailure {}

/** Somebody else holds what the statement waited for, and it does not wait any longer. */
export class LockTimeout extends Refusal {
  constructor(cause: unknown) {
    super('unavailable', { reason: unreachable, cause: withoutStatement(cause) })
  }
}

/** The server did not answer in time, not even to say that it takes too long. */
export class NoAnswer extends ConnectionFailure {}

/** The statement is wrong, which is a defect. */
export class StatementFailure extends Error {
  override readonly name = 'StatementFailure'
  readonly code: string
  constructor(code: string, message: string) {
    super(`${code}: ${message}`)
    this.code = code
  }
}

const unreachable = 'The database cannot be reached at the moment.'

/** The database is not available; a later request may succeed. */
export function unavailable(cause: unknown, reason = unreachable): Refusal {
  return new Refusal('unavailable', { reason, cause: withoutStatement(cause) })
}

/**
 * Drivers add the statement and its values to their errors; only the message and the code are kept.
 */
function withoutStatement(cause: unknown): Error {
  if (!(cause instanceof Error)) return new Error(String(cause))
  const inner = cause instanceof AggregateError ? cause.errors[0] : undefined
  const message =
    cause.message !== '' ? cause.message : inner instanceof Error ? inner.message : 'unknown'
  const code = codeOf(cause)
  return new Error(code === undefined ? message : `${code}: ${message}`)
}

export function codeOf(error: unknown): string | undefined {
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' || typeof code === 'number' ? String(code) : undefined
}
