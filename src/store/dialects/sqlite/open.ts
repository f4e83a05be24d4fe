import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { unavailable } from '../../failures.ts'
import { whenFree } from './busy.ts'
import { openConnection } from './connection.ts'
import type { Connection } from './connection.ts'
import { explainSqlite } from './failures.ts'

/**
 * Pages that change often stay in memory (512 MB), and are written to the file less often. Large
 * savepoints use a temporary file, since SQLite takes quadratic time for them in memory. Foreign
 * keys are not checked: rows are imported with those they belong to.
 */
const bulkSettings =
  '; PRAGMA temp_store=DEFAULT; PRAGMA cache_size=-524288; PRAGMA wal_autocheckpoint=65536; ' +
  'PRAGMA foreign_keys=OFF; PRAGMA journal_size_limit=-1'

/**
 * What is deleted is overwritten with zeros, also in pages that are free.
 * https://www.sqlite.org/pragma.html#pragma_secure_delete
 */
const overwrites = 'PRAGMA secure_delete=ON'

/** In memory, both are the same connection. */
export type Connections = { readonly writing: Connection; readonly reading: Connection }

export async function openSqlite(
  path: string | undefined,
  lockWaitMs: number,
  bulk: boolean,
): Promise<Connections> {
  if (path === undefined) {
    const only = openConnection(':memory:')
    return { writing: only, reading: only }
  }
  makeFile(path)
  try {
    const writing = await connect(
      path,
      lockWaitMs,
      `PRAGMA journal_mode=WAL; ${overwrites}; PRAGMA journal_size_limit=67108864${bulk ? bulkSettings : ''}`,
    )
    const reading = await connect(
      path,
      lockWaitMs,
      'PRAGMA query_only=ON; PRAGMA cache_size=-64000',
    )
    return { writing, reading }
  } catch (error) {
    throw explainSqlite(error)
  }
}

async function connect(path: string, lockWaitMs: number, pragmas: string): Promise<Connection> {
  const connection = openConnection(path)
  try {
    await whenFree(lockWaitMs, () =>
      connection.execute(`PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; ${pragmas}`),
    )
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/**
 * Only the owner may read the file, which has personal data; SQLite creates its other files with
 * the same mode.
 */
function makeFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    closeSync(openSync(path, 'a', 0o600))
  } catch (error) {
    throw unavailable(error, 'The database file cannot be opened.')
  }
}
