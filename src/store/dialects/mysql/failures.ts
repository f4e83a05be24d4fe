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

// https://mariadb.com/kb/en/mariadb-error-codes/
const duplicate = [1062, 1586]
const parentMissing = [1216, 1452]
const tryAgain = [1213]
const tableMissing = [1146]
const lockWait = [1205]
/** read-only */
const refusing = [1290, 1792, 1836]
/** The node does not belong to its cluster; shutdown, connection killed. */
const disconnecting = [1047, 1053, 1927]
/**
 * disk full, too many connections, no such database, access denied, table full, host blocked,
 * interrupted, too slow
 */
const unavailableNumbers = [1021, 1040, 1041, 1044, 1045, 1049, 1114, 1129, 1130, 1317, 1969, 3024]

export function explainMysql(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TypeError) return error
  // NOTE an error without an SQL state is not from the server: the connection failed or timed out
  if (!('errno' in error) || typeof error.errno !== 'number' || !('sqlState' in error))
    return isPatienceOver(error) ? new NoAnswer(error) : new Disconnected(error)
  const number = error.errno
  if (duplicate.includes(number))
    return new UniqueViolation(/for key '([^']*)'$/.exec(error.message)?.[1] ?? '')
  if (parentMissing.includes(number))
    return new MissingParent('The row belongs to one that is gone.')
  if (tableMissing.includes(number)) return new MissingTable(error.message)
  if (tryAgain.includes(number)) return new Retryable(error.message)
  if (lockWait.includes(number)) return new LockTimeout(error)
  if (refusing.includes(number)) return new Interrupted(error)
  if (disconnecting.includes(number)) return new Disconnected(error)
  if (unavailableNumbers.includes(number)) return unavailable(error)
  return new StatementFailure(codeOf(error) ?? String(number), error.message)
}

/** The limits of the driver and ours. */
const isPatienceOver = ({ message }: Error): boolean =>
  /timeout|ETIMEDOUT|no answer in/i.test(message)
