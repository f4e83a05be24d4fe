import { mysqlTarget } from './mysql.ts'
import { badDsn } from './parts.ts'
import { postgresTarget } from './postgres.ts'
import { sqliteTarget } from './sqlite.ts'
import type { Target } from './target.ts'

const readers: Readonly<Record<string, (dsn: string, processes: number) => Target>> = {
  sqlite: sqliteTarget,
  sqlite3: sqliteTarget,
  postgres: postgresTarget,
  postgresql: postgresTarget,
  pgx: postgresTarget,
  cockroach: postgresTarget,
  cockroachdb: postgresTarget,
  crdb: postgresTarget,
  mysql: mysqlTarget,
  mariadb: mysqlTarget,
}

/**
 * Reads a DSN; unknown query options are ignored. `processes`: how many share the connections that it
 * allows. Throws `Refusal('misconfigured')`, which does not
 * contain the DSN.
 */
export function readDsn(dsn: string, processes = 1): Target {
  if (dsn === 'memory') return { kind: 'sqlite', path: undefined }
  const scheme = /^([a-z0-9]+):\/\//.exec(dsn)?.[1] ?? ''
  const read = Object.hasOwn(readers, scheme) ? readers[scheme] : undefined
  if (read === undefined)
    throw badDsn(
      `it must be "memory" or begin with one of ${Object.keys(readers)
        .map((name) => `${name}://`)
        .join(', ')}`,
    )
  return read(dsn, processes)
}
