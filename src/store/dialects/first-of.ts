// Opens a connection to one of several servers of the same database.
import type { Connection } from './pool.ts'

type Open = () => Promise<Connection>

/** After this time without an answer the next server is tried as well. */
const usualLateMs = 300

/**
 * Opens a connection at the first place that gives one, beginning with the one that gave the last. Whoever
 * is late does not keep the others waiting.
 */
export function firstOf(places: readonly Open[], lateMs = usualLateMs): Open {
  const [only] = places
  if (only !== undefined && places.length === 1) return only
  let first = 0
  return async () => {
    const order = places.map((_, n) => (first + n) % places.length)
    const { connection, at } = await race(
      order.map((n) => places[n] as Open),
      lateMs,
    )
    first = order[at] ?? 0
    return connection
  }
}

type Opened = { readonly connection: Connection; readonly at: number }

function race(places: readonly Open[], lateMs: number): Promise<Opened> {
  return new Promise((resolve, reject) => {
    const failures: unknown[] = []
    let next = 0,
      isDone = false,
      late: NodeJS.Timeout | undefined

    function tryNext(): void {
      clearTimeout(late)
      const at = next
      const open = places[at]
      if (open === undefined || isDone) return
      next++
      late = setTimeout(tryNext, lateMs)
      open().then(
        (connection) => {
          if (isDone) return connection.destroy()
          isDone = true
          clearTimeout(late)
          resolve({ connection, at })
        },
        (error: unknown) => {
          failures.push(error)
          if (failures.length < places.length) return tryNext()
          isDone = true
          clearTimeout(late)
          reject(joined(failures))
        },
      )
    }
    tryNext()
  })
}

/** Why none of them could be opened. */
function joined(failures: readonly unknown[]): Error {
  const messages = failures.map((failure) =>
    failure instanceof Error
      ? failure.message || String((failure as { code?: unknown }).code ?? 'unknown')
      : String(failure),
  )
  return new Error([...new Set(messages)].join('; '))
}
