// A pool of connections to a server. The pools of the drivers do not handle servers that hang or
// restart: they have no limit for every wait, and emit errors without a listener.
import { DeadlineExceeded, storeDeadline } from '#lib/deadline.ts'
import type { Answer, Statement } from '../engine.ts'
import { ConnectionFailure, unavailable } from '../failures.ts'

export type Connection = {
  /** Throws as Run does. */
  query(statement: Statement): Promise<Answer>
  /** Whether it failed or was closed by the server. */
  isLost(): boolean
  /** Ends the connection in order. */
  end(): Promise<void>
  /** Closes it without waiting for the server; it is lost at once. */
  destroy(): void
}

export type PoolSettings = {
  /** Opens a usable connection; throws `Refusal('unavailable')`. */
  readonly open: () => Promise<Connection>
  readonly max: number
  readonly maxIdle: number
  /** The time limit for getting a connection. */
  readonly waitMs: number
}

export type Pool = {
  /**
   * Lends a connection to `work`. Throws `Refusal('unavailable')` when there is none in time, and
   * DeadlineExceeded when the request has no more time.
   */
  use<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** After this idle time a connection is not used again: firewalls may have dropped it. */
const maxIdleMs = 5 * 60_000

type Idle = { readonly connection: Connection; readonly since: number }
type Waiter = {
  readonly resolve: (connection: Connection) => void
  readonly reject: (error: unknown) => void
}

export function createPool({ open, max, maxIdle, waitMs }: PoolSettings): Pool {
  const idle: Idle[] = []
  const waiters = new Set<Waiter>()
  /** Rises when a connection fails: those that were opened before may lead to the same server. */
  let generation = 0
  const generations = new WeakMap<Connection, number>()
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

  /** Waits for a new connection or for one that is returned, whichever is first. */
  function wait(): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => waiter.reject(unavailable(new Error(`no connection in ${waitMs} ms`))),
        waitMs,
      )
      const stopListening = storeDeadline()?.onEnd(() => waiter.reject(new DeadlineExceeded()))
      const settle = (): void => {
        clearTimeout(timer)
        stopListening?.()
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
      generations.set(connection, generation)
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

  const isOld = (connection: Connection) => generations.get(connection) !== generation

  function giveBack(connection: Connection): void {
    const [first] = waiters
    if (connection.isLost() || isOld(connection)) {
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
    void endConnection(connection)
  }

  /** Those that are left of a server that is gone would fail one after the other. */
  function discardAll(): void {
    generation++
    for (const { connection } of idle.splice(0)) discard(connection)
  }

  return {
    async use(work) {
      const connection = await acquire()
      try {
        return await work(connection)
      } catch (error) {
        if (error instanceof ConnectionFailure && !isOld(connection)) discardAll()
        throw error
      } finally {
        giveBack(connection)
      }
    },
    async close() {
      closed = true
      const ending = idle.splice(0)
      count -= ending.length
      await Promise.all(ending.map(({ connection }) => endConnection(connection)))
    },
  }
}

/** A server that stands still is not waited for any longer. */
const endMs = 1000

async function endConnection(connection: Connection): Promise<void> {
  if (connection.isLost()) return connection.destroy()
  let timer: NodeJS.Timeout | undefined
  const isLate = new Promise<false>((resolve) => (timer = setTimeout(resolve, endMs, false)))
  const hasEnded = await Promise.race([
    connection.end().then(
      () => true,
      () => false,
    ),
    isLate,
  ])
  clearTimeout(timer)
  if (!hasEnded) connection.destroy()
}
