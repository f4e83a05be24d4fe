// Connections to a server, opened when they are needed and used again. Our own, because a frozen or
// restarting server asks for more than the drivers' pools do: a limit to every wait, and no error
// that nobody listens to.
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
  /** Opens a connection that is ready for use; throws `Refusal('unavailable')`. */
  readonly open: () => Promise<Connection>
  readonly max: number
  readonly maxIdle: number
  /** How long to wait for a connection, be it a new one or one in use. */
  readonly waitMs: number
}

export type Pool = {
  /**
   * Lends a connection to `work`. Throws `Refusal('unavailable')` when none is to be had in time.
   */
  use<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** What stood idle longer may have been cut by something in between without a word. */
const maxIdleMs = 5 * 60_000

type Idle = { readonly connection: Connection; readonly since: number }
type Waiter = {
  readonly resolve: (connection: Connection) => void
  readonly reject: (error: unknown) => void
}

export function createPool({ open, max, maxIdle, waitMs }: PoolSettings): Pool {
  const idle: Idle[] = []
  const waiters = new Set<Waiter>()
  let count = 0
  let opening = 0
  let closed = false

  async function acquire(): Promise<Connection> {
    if (closed) throw unavailable(new Error('closed'), 'The database is closed.')
    return takeIdle() ?? wait()
  }

  function takeIdle(): Connection | undefined {
    for (let last = idle.pop(); last !== undefined; last = idle.pop()) {
      if (!last.connection.isLost() && performance.now() - last.since < maxIdleMs)
        return last.connection
      discard(last.connection)
    }
    return undefined
  }

  /** For a new connection or one that another gives back, whichever comes first. */
  function wait(): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => waiter.reject(unavailable(new Error(`no connection in ${waitMs} ms`))),
        waitMs,
      )
      const settle = (): void => {
        clearTimeout(timer)
        waiters.delete(waiter)
      }
      const waiter: Waiter = {
        resolve(connection) {
          settle()
          resolve(connection)
        },
        reject(error) {
          settle()
          reject(error)
        },
      }
      waiters.add(waiter)
      openMore()
    })
  }

  function openMore(): void {
    while (count < max && opening < waiters.size) {
      count++
      opening++
      void openOne()
    }
  }

  async function openOne(): Promise<void> {
    try {
      const connection = await open()
      opening--
      giveBack(connection)
    } catch (error) {
      opening--
      count--
      const [first] = waiters
      first?.reject(error)
      openMore()
    }
  }

  function giveBack(connection: Connection): void {
    const [first] = waiters
    if (connection.isLost()) {
      discard(connection)
      openMore()
    } else if (first !== undefined) {
      first.resolve(connection)
    } else if (closed || idle.length >= maxIdle) {
      discard(connection)
    } else {
      idle.push({ connection, since: performance.now() })
    }
  }

  function discard(connection: Connection): void {
    count--
    void part(connection)
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
      const ending = idle.splice(0)
      count -= ending.length
      await Promise.all(ending.map(({ connection }) => part(connection)))
    },
  }
}

async function part(connection: Connection): Promise<void> {
  try {
    if (!connection.isLost()) return await connection.end()
  } catch {
    // then without goodbye
  }
  connection.destroy()
}
