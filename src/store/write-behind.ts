// Changes that nobody waits for, written a little later and together.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Database } from './database.ts'

/** More are not kept waiting, which bounds the length of a statement. */
const most = 64

export type WriteBehind<Entry> = {
  /** Takes a change, to be written. */
  add(entry: Entry): Promise<void>
  /** What is not written yet, the oldest first. */
  unwritten(): readonly Entry[]
  /** Writes all that waits, or, with `concerns`, all when that is true of one of them. */
  settle(concerns?: (entry: Entry) => boolean): Promise<void>
  /** Drops what waits and is not to be kept; what is just being written is written. */
  keep(wanted: (entry: Entry) => boolean): void
}

/**
 * `delayMs`: how long a change may wait for others. `write` stores several; what it cannot store is
 * lost, since nobody waits for it.
 */
export function createWriteBehind<Entry>(
  database: Pick<Database, 'inTransaction'>,
  delayMs: number,
  write: (entries: readonly Entry[]) => Promise<void>,
): WriteBehind<Entry> {
  // NOTE not in the transaction that is open when a change is taken: it may be rolled back
  const outside = AsyncLocalStorage.snapshot()
  let waiting: readonly Entry[] = []
  let inWork: readonly Entry[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  function settle(concerns?: (entry: Entry) => boolean): Promise<void> {
    const isConcerned = concerns === undefined || [...inWork, ...waiting].some(concerns)
    if (isConcerned && waiting.length > 0) {
      clearTimeout(timer)
      timer = undefined
      const entries = waiting
      waiting = []
      writing = writing.then(() => outside(() => writeAll(entries)))
    }
    // NOTE a transaction must not wait for what may be queued behind it
    return database.inTransaction() || !isConcerned ? Promise.resolve() : writing
  }

  async function writeAll(entries: readonly Entry[]): Promise<void> {
    inWork = entries
    try {
      await write(entries)
    } catch {
      // nobody is refused because of a change that nobody waits for
    } finally {
      inWork = []
    }
  }

  return {
    async add(entry) {
      waiting = [...waiting, entry]
      if (waiting.length >= most) return settle()
      timer ??= setTimeout(() => void settle(), delayMs).unref()
    },
    unwritten: () => [...inWork, ...waiting],
    settle,
    keep(wanted) {
      waiting = waiting.filter(wanted)
      inWork = inWork.filter(wanted)
    },
  }
}
