// Removes what is left of deleted rows from the files of a database.
import { statSync } from 'node:fs'
import { whenFree } from './busy.ts'
import { openConnection } from './connection.ts'
import { explainSqlite } from './failures.ts'

/**
 * Deleted rows are overwritten. When rows move to another page, though, a copy may be left between the
 * rows of the page that they were on, which only a new file is free of; it is made while the file is small
 * enough for others not to notice.
 */
const smallBytes = 16 * 1024 * 1024

/** The write-ahead log ends empty: it has earlier versions of pages. */
export async function scrubSqlite(path: string, lockWaitMs: number): Promise<void> {
  const connection = openConnection(path)
  try {
    if (statSync(path).size <= smallBytes)
      await whenFree(lockWaitMs, () => connection.execute('VACUUM'))
    await whenFree(lockWaitMs, () => connection.execute('PRAGMA wal_checkpoint(TRUNCATE)'))
  } catch (error) {
    throw explainSqlite(error)
  } finally {
    connection.close()
  }
}
