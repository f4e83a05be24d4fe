import type { Database } from './database.ts'

const maxEntries = 20_000

/** Reads the value of a key. `known`: the same, where that needs no look-up. */
export type ReadCache<T> = ((key: string) => Promise<T | undefined>) & {
  known(key: string): T | undefined
}

/**
 * Caches values until somebody writes: the version is read before every look-up, so that a commit
 * of any process takes effect with the next one. Where the database has no version, nothing is
 * cached.
 */
export function readCache<T extends object>(
  database: Pick<Database, 'version'>,
  read: (key: string) => Promise<T | undefined>,
): ReadCache<T> {
  const known = new Map<string, T>()
  let version: number | undefined

  /** The version now; what was read under another one is dropped. */
  function current(): number | undefined {
    const now = database.version()
    if (now !== undefined && now !== version) {
      known.clear()
      version = now
    }
    return now
  }

  async function find(key: string): Promise<T | undefined> {
    const now = current()
    if (now === undefined) return read(key)
    const found = known.get(key)
    if (found) return found
    const fresh = await read(key)
    // NOTE a write since the version was read changes the next version, and then this value is
    // dropped
    if (fresh && now === version && known.size < maxEntries) known.set(key, fresh)
    return fresh
  }

  return Object.assign(find, {
    known: (key: string) => (current() === undefined ? undefined : known.get(key)),
  })
}
