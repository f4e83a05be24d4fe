// The common part of dialects with a server: statements and transactions borrow a connection from a
// pool.
import { setTimeout as sleep } from 'node:timers/promises'
import { DeadlineExceeded, storeDeadline } from '#lib/deadline.ts'
import { command } from '../engine.ts'
import type { Answer, Dialect, Engine, Statement } from '../engine.ts'
import { unavailable } from '../failures.ts'
import type { Limits } from './limits.ts'
import type { Connection, Pool } from './pool.ts'

/**
 * A lock of the server that lasts as long as the connection; `take` answers a row with `locked` 1
 * or 0, at once.
 */
export type ServerLock = { readonly take: Statement; readonly release: Statement }

const lockWaitMs = 10 * 60_000
const lockPauseMs = 50

export function createPooledEngine(
  dialect: Dialect,
  pool: Pool,
  lock: ServerLock,
  { connectMs, statementMs }: Limits,
): Engine {
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
    unstoppableMs: statementMs === undefined ? undefined : connectMs + statementMs,
    run: (statement, begin) =>
      pool.use((connection) => {
        if (statement.reads) return ask(connection, statement)
        begin?.()
        return connection.query(statement)
      }),
    transact: (work) =>
      pool.use(async (connection) => {
        await ask(connection, command('BEGIN'))
        try {
          const result = await work((statement) => ask(connection, statement))
          await connection.query(command('COMMIT'))
          return result
        } catch (error) {
          // The first error tells more than one of the rollback, after which the connection is
          // lost, which rolls back, too.
          if (!connection.isLost())
            await connection.query(command('ROLLBACK')).catch(() => undefined)
          throw error
        }
      }),
    exclusively: (work) =>
      pool.use(async (connection) => {
        await take(connection, lock)
        try {
          return await work()
        } finally {
          if (!connection.isLost()) await connection.query(lock.release)
        }
      }),
    close: () => pool.close(),
  }
}

/** One connection holds the lock while others work. */
export function atLeastTwo(maxConnections: number): number {
  return Math.max(2, maxConnections)
}

async function take(connection: Connection, lock: ServerLock): Promise<void> {
  const end = performance.now() + lockWaitMs
  for (;;) {
    const { rows } = await connection.query(lock.take)
    if (Number(rows[0]?.['locked']) === 1) return
    if (performance.now() > end)
      throw unavailable(new Error('lock not given'), 'Another process is migrating this database.')
    await sleep(lockPauseMs)
  }
}
