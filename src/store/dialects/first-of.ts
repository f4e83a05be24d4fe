// Opens a connection to one of several servers of the same database.
import type { Connection } from './pool.ts'

type Open = () => Promise<Connection>

/** After this time without an answer the next server is tried as well. */
const usualLateMs = 300

/**
 * Opens a connection at the first place that gives one, beginning with the one that gave the last. Whoever
 * is late does not keep the others waiting, and is asked last until it answers in time: it may have stood
 * still, and not know that another one has taken its place. What it gives is only taken when none of the
 * others, asked once more, has one.
 */
export function firstOf(places: readonly Open[], lateMs = usualLateMs): Open {
  const [only] = places
  if (only !== undefined && places.length === 1) return only
  let first = 0
  const late = new Set<number>()

  function inOrder(): readonly number[] {
    const all = places.map((_, n) => (first + n) % places.length)
    return [...all.filter((at) => !late.has(at)), ...all.filter((at) => late.has(at))]
  }
  const ask = (which: readonly number[]) =>
    race(
      which.map((at) => ({
        at,
        open: places[at] as Open,
        isLate: () => void late.add(at),
        isInTime: () => void late.delete(at),
      })),
      lateMs,
    )

  async function anotherThan(opened: Opened): Promise<Opened> {
    try {
      const another = await ask(inOrder().filter((at) => at !== opened.at))
      opened.connection.destroy()
      return another
    } catch {
      return opened
    }
  }

  return async () => {
    const opened = await ask(inOrder())
    const { connection, at } = late.has(opened.at) ? await anotherThan(opened) : opened
    first = at
    late.delete(at)
    return connection
  }
}

type Opened = { readonly connection: Connection; readonly at: number }
type Opener = {
  readonly at: number
  readonly open: Open
  readonly isLate: () => void
  /** That it has refused in time. */
  readonly isInTime: () => void
}

function race(openers: readonly Opener[], lateMs: number): Promise<Opened> {
  return new Promise((resolve, reject) => {
    const failures: unknown[] = []
    let next = 0,
      isDone = false

    function tryNext(): void {
      const opener = openers[next]
      if (opener === undefined || isDone) return
      next++
      let isLate = false
      const timer = setTimeout(() => {
        isLate = true
        opener.isLate()
        tryNext()
      }, lateMs).unref()
      opener
        .open()
        .finally(() => clearTimeout(timer))
        .then(
          (connection) => {
            if (isDone) return connection.destroy()
            isDone = true
            resolve({ connection, at: opener.at })
          },
          (error: unknown) => {
            if (!isLate) opener.isInTime()
            failures.push(error)
            if (failures.length < openers.length) return tryNext()
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
