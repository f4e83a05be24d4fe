// What a database can answer besides rows, in words that are the same for every dialect. Nothing of
// what was stored, and no SQL, is carried along: these errors end up in logs.
import { Refusal } from '#errors/refusal.ts'

/** Something that must be unique is there already. */
export class UniqueViolation extends Error {
  override readonly name = 'UniqueViolation'
  /** Names the constraint or its columns. */
  readonly constraint: string
  constructor(constraint: string) {
    super(`Not unique: ${constraint}`)
    this.constraint = constraint
  }
}

/** The row that this one belongs to is gone. */
export class MissingParent extends Error {
  override readonly name = 'MissingParent'
}

/** The table is not there, because no migration has made it yet. */
export class MissingTable extends Error {
  override readonly name = 'MissingTable'
}

/**
 * The database gave up a transaction to let another one pass (deadlock, serialization); run it
 * again from its start.
 */
export class Retryable extends Error {
  override readonly name = 'Retryable'
}

/** The statement is wrong: a defect of ours. */
export class StatementFailure extends Error {
  override readonly name = 'StatementFailure'
  readonly code: string
  constructor(code: string, message: string) {
    super(`${code}: ${message}`)
    this.code = code
  }
}

/** The database cannot be used now; the same request may well work later. */
export function unavailable(
  cause: unknown,
  reason = 'The database cannot be reached at the moment.',
): Refusal {
  return new Refusal('unavailable', { reason, cause: plain(cause) })
}

/**
 * Drivers hang the statement and its values on their errors; only the words and the code are kept.
 */
function plain(cause: unknown): Error {
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
