import {
  Disconnected,
  Interrupted,
  LockTimeout,
  MissingParent,
  MissingTable,
  NoAnswer,
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
const unavailableClasses = ['28', '3D', '53', '57', '58']
/** idle in transaction for too long; whether a statement was completed is not known (CockroachDB) */
const unavailableCodes = ['25P03', '40003']
const lockNotAvailable = '55P03'
/** A read-only transaction: the server has become a standby, or is about to. */
const readOnly = '25006'
/** The server ends the connection: it is shut down, has crashed, or begins to work. */
const disconnecting = ['57P01', '57P02', '57P03', '57P05']
/** The checks of combined changes divide by the number of changed rows. */
const divisionByZero = '22012'
const tryAgainCodes = ['40001', '40P01']

/** The change is stored, but on one server only, and may be gone with it. */
export class NotReplicated extends Error {
  override readonly name = 'NotReplicated'
  constructor() {
    super('the change was not replicated')
  }
}

export function explainPostgres(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TypeError) return error
  // NOTE an error without a severity is not from the server: the connection failed or timed out
  if (!('severity' in error))
    return isPatienceOver(error) ? new NoAnswer(error) : new Disconnected(error)
  const code = codeOf(error) ?? ''
  if (code === '23505') return uniqueViolation(error)
  if (code === divisionByZero) return new Retryable('A change does not go on from where it was to.')
  if (code === '23503') return new MissingParent('The row belongs to one that is gone.')
  if (code === '42P01') return new MissingTable(error.message)
  if (tryAgainCodes.includes(code)) return new Retryable(`${code}: ${error.message}`)
  if (code === lockNotAvailable) return new LockTimeout(error)
  if (code === readOnly) return new Interrupted(error)
  if (disconnecting.includes(code) || code.startsWith('08')) return new Disconnected(error)
  if (unavailableCodes.includes(code) || unavailableClasses.includes(code.slice(0, 2)))
    return unavailable(error)
  return new StatementFailure(code, error.message)
}

/** The limits of the driver, and a change whose replication was not waited for. */
function isPatienceOver(error: Error): boolean {
  return error instanceof NotReplicated || /timeout|timed out/i.test(error.message)
}

/** The details of the server are the same in every language but for the words around them. */
const kindInDetail = /\(value_digest, kind\)=\([^,]*, '?([^')]*)/

function uniqueViolation(error: object): UniqueViolation {
  const { constraint, table, detail } = error as Readonly<Record<string, string | undefined>>
  const kind = kindInDetail.exec(detail ?? '')?.[1]
  return new UniqueViolation(constraint ?? '', {
    ...(table === undefined ? {} : { table }),
    ...(kind === undefined ? {} : { kind }),
  })
}
