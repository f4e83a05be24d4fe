// What the dialects that have a server share: a statement or a transaction borrows a connection from a pool.
import { setTimeout as sleep } from 'node:timers/promises'
import { command } from '../engine.ts'
import type { Answer, Dialect, Engine, Statement } from '../engine.ts'
import { unavailable } from '../failures.ts'

/** One borrowed connection. */
export type Client = {
  /** Throws as Run does. */
  query(statement: Statement): Promise<Answer>
  /** Gives it back; a lost one is thrown away. */
  release(): void
  isLost(): boolean
}

export type Clients = {
  acquire(): Promise<Client>
  close(): Promise<void>
}

/** A lock of the server that lasts as long as the connection; `take` answers a row with `locked` 1 or 0, at once. */
export type ServerLock = { readonly take: Statement; readonly release: Statement }

const lockWaitMs = 10 * 60_000
const lockPauseMs = 50

export function createPooledEngine(dialect: Dialect, clients: Clients, lock: ServerLock): Engine {
  async function borrow<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = await clients.acquire()
    try {
      return await work(client)
    } finally {
      client.release()
    }
  }

  async function take(client: Client): Promise<void> {
    const end = performance.now() + lockWaitMs
    for (;;) {
      const { rows } = await client.query(lock.take)
      if (Number(rows[0]?.['locked']) === 1) return
      if (performance.now() > end) throw unavailable(new Error('lock not given'), 'Another process is migrating this database.')
      await sleep(lockPauseMs)
    }
  }

  return {
    dialect,
    run: (statement) => borrow((client) => client.query(statement)),
    transact: (work) => borrow(async (client) => {
      await client.query(command('BEGIN'))
      try {
        const result = await work((statement) => client.query(statement))
        await client.query(command('COMMIT'))
        return result
      } catch (error) {
        // The error that came first says more than one of rolling back; that loses the connection, which rolls back too.
        if (!client.isLost()) await client.query(command('ROLLBACK')).catch(() => undefined)
        throw error
      }
    }),
    exclusively: (work) => borrow(async (client) => {
      await take(client)
      try {
        return await work()
      } finally {
        if (!client.isLost()) await client.query(lock.release)
      }
    }),
    close: () => clients.close(),
  }
}
