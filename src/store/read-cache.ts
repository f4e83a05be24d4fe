import type { Database } from './database.ts'

const maxEntries = 20_000

/**
 * Caches values until somebody writes: the version is read before every look-up, so that a commit
 * of any process takes effect with the next one. Where the database has no version, nothing is
 * cached.
 */
export function readCache<T extends object>(
  database: Pick<Database, 'version'>,
  read: (key: string) => Promise<T | undefined>,
): (key: string) => Promise<T | undefined> {
  const known = new Map<string, T>()
  let version: number | undefined
  return async (key) => {
    const now = database.version()
    if (now === undefined) return read(key)
    if (now !== version) {
      known.clear()
      version = now
    }
    const found = known.get(key)
    if (found) return found
    const fresh = await read(key)
    // NOTE a write since the version was read changes the next version, and then this value is
    // dropped
    if (fresh && now === version && known.size < maxEntries) known.set(key, fresh)
    return fresh
  }
}
