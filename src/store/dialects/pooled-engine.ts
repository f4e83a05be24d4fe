// The common part of dialects with a server: statements and transactions borrow a connection from a
// pool.
import { setTimeout as sleep } from 'node:timers/promises'
import { DeadlineExceeded, storeDeadline } from '#lib/deadline.ts'
import type { Answer, Dialect, Engine, Statement } from '../engine.ts'
import { Disconnected, Interrupted, unavailable } from '../failures.ts'
import type { Limits } from './limits.ts'
import type { Connection, Pool } from './pool.ts'
import { beginTransaction, type Combine } from './pooled-transaction.ts'

/**
 * A lock of the server that lasts at most as long as the connection; `take` answers a row with
 * `locked` 1 or 0, at once. `begin`: what comes before.
 */
export type ServerLock = {
  readonly begin?: Statement
  readonly take: Statement
  readonly release: Statement
}

const lockWaitMs = 10 * 60_000
const lockPauseMs = 50

export function createPooledEngine(
  dialect: Dialect,
  pool: Pool,
  lock: ServerLock,
  { connectMs, statementMs }: Limits,
  combine?: Combine,
): Engine {
  const unstoppableMs = statementMs === undefined ? undefined : connectMs + statementMs

  /**
   * Runs a statement that may be given up when the time of the request is over: by closing its
   * connection, so that the server rolls back the transaction. One that ends by its own limit
   * before that time is not listened for.
   */
  function ask(connection: Connection, statement: Statement): Promise<Answer> {
    const deadline = storeDeadline()
    if (!deadline || deadline.remainingMs() > (statementMs ?? Infinity))
      return connection.query(statement)
    return new Promise((resolve, reject) => {
      const stopListening = deadline.onEnd(() => {
        connection.destroy()
        reject(new DeadlineExceeded())
      })
      connection.query(statement).then(resolve, reject).finally(stopListening)
    })
  }

  return {
    dialect,
    unstoppableMs,
    isRemote: true,
    combines: combine !== undefined,
    run: (statement, begin) =>
      statement.reads
        ? again(() => pool.use((connection) => ask(connection, statement)))
        : pool.use((connection) => {
            begin?.()
            return connection.query(statement)
          }),
    transact: (work, beforeCommit) =>
      pool.use(async (connection) => {
        const transaction = beginTransaction({
          connection,
          ask: (statement) => ask(connection, statement),
          combine,
          mayBeUnstoppable: () =>
            (storeDeadline()?.remainingMs() ?? Infinity) >= (unstoppableMs ?? 0),
        })
        try {
          const result = await work(transaction.run)
          await transaction.commit(beforeCommit)
          return result
        } catch (error) {
          await transaction.rollBack()
          throw error instanceof Disconnected && !transaction.mayBeStored()
            ? new Interrupted(error.cause)
            : error
        }
      }),
    exclusively: (work) =>
      pool.use(async (connection) => {
        try {
          await take(connection, lock)
          return await work()
        } finally {
          if (!connection.isLost()) await connection.query(lock.release)
        }
      }),
    close: () => pool.close(),
  }
}

/** A read whose connection broke is done once more, on another one. */
async function again<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Disconnected || error instanceof Interrupted) return read()
    throw error
  }
}

async function take(connection: Connection, lock: ServerLock): Promise<void> {
  const end = performance.now() + lockWaitMs
  if (lock.begin) await connection.query(lock.begin)
  for (;;) {
    const { rows } = await connection.query(lock.take)
    if (Number(rows[0]?.['locked']) === 1) return
    if (performance.now() > end)
      throw unavailable(new Error('lock not given'), 'Another process is migrating this database.')
    await sleep(lockPauseMs)
  }
}
