import type { Database } from './database.ts'

const mostEntries = 20_000

/**
 * Remembers what was read, for as long as nobody has written: the number is asked for before every
 * look, so that a commit of any process counts on the very next one. Where the database has no such
 * number, everything is read anew.
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
    // NOTE what was written since the number was asked for shows in the next number, and then this
    // is forgotten
    if (fresh && now === version && known.size < mostEntries) known.set(key, fresh)
    return fresh
  }
}
