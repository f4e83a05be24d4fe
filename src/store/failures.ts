// Errors of databases, the same for all dialects. They contain nothing of the stored data and no
// SQL, since they are logged.
import { Refusal } from '#errors/refusal.ts'

/** A unique value exists already. */
export class UniqueViolation extends Error {
  override readonly name = 'UniqueViolation'
  /** The name of the constraint, or its columns. */
  readonly constraint: string
  constructor(constraint: string) {
    super(`Not unique: ${constraint}`)
    this.constraint = constraint
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

/** The statement is wrong, which is a defect. */
export class StatementFailure extends Error {
  override readonly name = 'StatementFailure'
  readonly code: string
  constructor(code: string, message: string) {
    super(`${code}: ${message}`)
    this.code = code
  }
}

/** The database is not available; a later request may succeed. */
export function unavailable(
  cause: unknown,
  reason = 'The database cannot be reached at the moment.',
): Refusal {
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
