// Connections to a server, opened when they are needed and used again. Our own, because a frozen or restarting server asks
// for more than the drivers' pools do: a limit to every wait, and no error that nobody listens to.
import type { Answer, Statement } from '../engine.ts'
import { unavailable } from '../failures.ts'

export type Connection = {
  /** Throws as Run does. */
  query(statement: Statement): Promise<Answer>
  /** It failed, or the server closed it; it is of no more use. */
  isLost(): boolean
  /** Says goodbye to the server. */
  end(): Promise<void>
  /** Does not wait for the server, which may no longer answer. */
  destroy(): void
}

export type PoolSettings = {
  /** Opens a connection that is ready for use, or throws within `waitMs`. */
  readonly open: () => Promise<Connection>
  readonly max: number
  readonly maxIdle: number
  /** How long to wait for a connection when all are in use. */
  readonly waitMs: number
}

export type Pool = {
  /** Lends a connection to `work`. Throws `Refusal('unavailable')` when none is to be had in time. */
  use<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** What stood idle longer may have been cut by something in between without a word. */
const maxIdleMs = 5 * 60_000

type Idle = { readonly connection: Connection; readonly since: number }
type Waiter = { readonly resolve: (connection: Connection | undefined) => void }

export function createPool({ open, max, maxIdle, waitMs }: PoolSettings): Pool {
  const idle: Idle[] = []
  const waiters = new Set<Waiter>()
  let count = 0
  let closed = false

  async function acquire(): Promise<Connection> {
    if (closed) throw unavailable(new Error('closed'), 'The database is closed.')
    const found = takeIdle()
    if (found !== undefined) return found
    if (count < max) {
      count++
      return openOne()
    }
    return (await given()) ?? openOne()
  }

  function takeIdle(): Connection | undefined {
    for (let last = idle.pop(); last !== undefined; last = idle.pop()) {
      if (!last.connection.isLost() && performance.now() - last.since < maxIdleMs) return last.connection
      discard(last.connection)
    }
    return undefined
  }

  /** The new one is counted already. */
  async function openOne(): Promise<Connection> {
    try {
      return await open()
    } catch (error) {
      if (!wake(undefined)) count--
      throw error
    }
  }

  /** A connection that another gave back, or `undefined`: one may be opened, and is counted already. */
  function given(): Promise<Connection | undefined> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiters.delete(waiter)
        reject(unavailable(new Error('all connections are in use'), 'The database is too busy at the moment.'))
      }, waitMs)
      const waiter: Waiter = {
        resolve(connection) {
          clearTimeout(timer)
          resolve(connection)
        },
      }
      waiters.add(waiter)
    })
  }

  /** Whether somebody waited. */
  function wake(connection: Connection | undefined): boolean {
    const [first] = waiters
    if (first === undefined) return false
    waiters.delete(first)
    first.resolve(connection)
    return true
  }

  function giveBack(connection: Connection): void {
    if (connection.isLost()) {
      connection.destroy()
      if (!wake(undefined)) count--
    } else if (!wake(connection)) {
      if (closed || idle.length >= maxIdle) discard(connection)
      else idle.push({ connection, since: performance.now() })
    }
  }

  function discard(connection: Connection): void {
    count--
    if (connection.isLost()) connection.destroy()
    else void connection.end().catch(() => connection.destroy())
  }

  return {
    async use(work) {
      const connection = await acquire()
      try {
        return await work(connection)
      } finally {
        giveBack(connection)
      }
    },
    async close() {
      closed = true
      const ending = idle.splice(0).map(({ connection }) => connection)
      count -= ending.length
      await Promise.all(ending.map((connection) => (connection.isLost() ? connection.destroy() : connection.end().catch(() => connection.destroy()))))
    },
  }
}
