import {
  MissingParent,
  MissingTable,
  StatementFailure,
  Retryable,
  UniqueViolation,
  codeOf,
  unavailable,
} from '../../failures.ts'

/**
 * https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, authorization, no
 * such database, resources, intervention, system.
 */
const unavailableClasses = ['08', '28', '3D', '53', '57', '58']
/**
 * read-only transaction (a standby), idle in transaction for too long, lock not available in time
 */
const unavailableCodes = ['25006', '25P03', '55P03']
const tryAgainCodes = ['40001', '40P01']

export function explainPostgres(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TypeError) return error
  // NOTE an error without a severity is not from the server: the connection failed or timed out
  if (!('severity' in error)) return unavailable(error)
  const code = codeOf(error) ?? ''
  if (code === '23505')
    return new UniqueViolation('constraint' in error ? String(error.constraint) : '')
  if (code === '23503') return new MissingParent('The row belongs to one that is gone.')
  if (code === '42P01') return new MissingTable(error.message)
  if (tryAgainCodes.includes(code)) return new Retryable(`${code}: ${error.message}`)
  if (unavailableCodes.includes(code) || unavailableClasses.includes(code.slice(0, 2)))
    return unavailable(error)
  return new StatementFailure(code, error.message)
}
