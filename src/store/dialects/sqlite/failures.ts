import {
  MissingParent,
  MissingTable,
  StatementFailure,
  UniqueViolation,
  codeOf,
  unavailable,
} from '../../failures.ts'

// https://www.sqlite.org/rescode.html
const uniqueCodes = [1555, 2067, 2579]
const foreignKeyCode = 787
/**
 * busy, locked, out of memory, read-only, input/output, corrupt, full, cannot open, protocol, not a
 * database
 */
const unavailableCodes = [5, 6, 7, 8, 10, 11, 13, 14, 15, 26]

/** The primary result code of SQLite; undefined for other errors. */
export function resultCode(error: unknown): number | undefined {
  const extended = extendedCode(error)
  return extended === undefined ? undefined : extended & 0xff
}

function extendedCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode
    : undefined
}

export function explainSqlite(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const extended = extendedCode(error)
  if (extended === undefined)
    return codeOf(error) === 'ERR_INVALID_STATE'
      ? unavailable(error, 'The database is closed.')
      : error
  if (uniqueCodes.includes(extended)) return new UniqueViolation(error.message)
  if (extended === foreignKeyCode) return new MissingParent('The row belongs to one that is gone.')
  if (unavailableCodes.includes(extended & 0xff))
    return unavailable(error, 'The database cannot be used at the moment.')
  if (error.message.startsWith('no such table')) return new MissingTable(error.message)
  return new StatementFailure(`SQLite ${extended}`, error.message)
}
