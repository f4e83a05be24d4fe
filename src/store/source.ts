// Reads a database of another system, whose tables are not ours, and changes nothing in it.
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue, StatementSync } from 'node:sqlite'
import { Refusal } from '#errors/refusal.ts'
import type { Connection } from './dialects/pool.ts'
import { patientLimits } from './dialects/limits.ts'
import { readDsn } from './dsn/read.ts'
import type { Target } from './dsn/target.ts'
import { command } from './engine.ts'
import type { Dialect, Row } from './engine.ts'
import { unavailable } from './failures.ts'

type Read = (sql: string, parameters: readonly string[]) => Promise<readonly Row[]>

/** Everything is read as it was at one moment, where the database can do that. */
export type Source = {
  readonly dialect: Dialect
  /** `parameters` stand for `?` in their order. */
  readonly read: Read
  /** The names of the columns of each table. */
  columns(): Promise<ReadonlyMap<string, ReadonlySet<string>>>
  close(): Promise<void>
}

/**
 * Throws `Refusal('misconfigured')` for a wrong DSN, and `Refusal('unavailable')` where the database
 * cannot be read.
 */
export async function openSource(dsn: string): Promise<Source> {
  // NOTE what is not served may still be read
  const target = readDsn(dsn.replace(/^(sqlite3?:.*[?&])mode=ro(?=&|$)/, '$1'))
  switch (target.kind) {
    case 'sqlite':
      return openFile(target.path)
    case 'postgres':
      return openServer('postgres', await connectPostgres(target), [
        'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
        // NOTE times are read as texts
        "SET LOCAL DateStyle = 'ISO'",
      ])
    case 'mysql':
      return openServer('mysql', await connectMysql(target), [
        'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ',
        'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY',
      ])
  }
}

/** Throws `Refusal('unavailable')`. */
export async function connectPostgres(
  target: Extract<Target, { readonly kind: 'postgres' }>,
): Promise<Connection> {
  const { postgresConnector } = await import('./dialects/postgres/connect.ts')
  return postgresConnector(target, patientLimits)().catch(refuse)
}

/** Throws `Refusal('unavailable')`. */
export async function connectMysql(
  target: Extract<Target, { readonly kind: 'mysql' }>,
): Promise<Connection> {
  const { mysqlConnector } = await import('./dialects/mysql/connect.ts')
  return mysqlConnector(target.server, patientLimits)().catch(refuse)
}

const refuse = (error: unknown): never => {
  throw unavailable(error, 'The database of the other system cannot be reached, or refuses us.')
}

async function openServer(
  dialect: Exclude<Dialect, 'sqlite'>,
  connection: Connection,
  begin: readonly string[],
): Promise<Source> {
  for (const sql of begin) await connection.query(command(sql))
  const read: Read = async (sql, parameters) => {
    const text = dialect === 'postgres' ? numbered(sql) : sql
    return (await connection.query({ sql: text, parameters, reads: true })).rows
  }
  return {
    dialect,
    read,
    columns: () => columnsOfServer(dialect, read),
    close: () => connection.end(),
  }
}

/** With `$1` and so on in place of `?`. */
export function numbered(sql: string): string {
  let count = 0
  return sql.replaceAll('?', () => `$${++count}`)
}

export async function columnsOfServer(
  dialect: Exclude<Dialect, 'sqlite'>,
  read: Read,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const current = dialect === 'postgres' ? 'current_schema()' : 'database()'
  const rows = await read(
    'SELECT table_name AS t, column_name AS c FROM information_schema.columns ' +
      `WHERE table_schema = ${current}`,
    [],
  )
  return byTable(rows)
}

export const columnsOfFile = (
  read: (sql: string, parameters: readonly string[]) => readonly Row[],
): ReadonlyMap<string, ReadonlySet<string>> =>
  byTable(
    read(
      "SELECT m.name AS t, c.name AS c FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'",
      [],
    ),
  )

function openFile(path: string | undefined): Source {
  if (path === undefined || !existsSync(path))
    throw new Refusal('misconfigured', {
      reason: 'The database to be read is no file that exists.',
    })
  const database = connectFile(path)
  const prepared = new Map<string, (parameters: readonly string[]) => readonly Row[]>()
  const read = (sql: string, parameters: readonly string[]) => {
    const known = prepared.get(sql) ?? readerOf(database.prepare(sql))
    prepared.set(sql, known)
    return known(parameters)
  }
  return {
    dialect: 'sqlite',
    read: async (sql, parameters) => read(sql, parameters),
    columns: async () => columnsOfFile(read),
    close: async () => database.close(),
  }
}

/**
 * NOTE the rows that SQLite is asked for are dictionaries, in which every look-up is slow; copies of one
 * object share their layout
 */
function readerOf(statement: StatementSync): (parameters: readonly string[]) => readonly Row[] {
  const names = statement.columns().map(({ name }) => name)
  const empty = Object.fromEntries(names.map((name): [string, unknown] => [name, null]))
  statement.setReturnArrays(true)
  return (parameters) =>
    (
      statement.all(
        ...(parameters as SQLInputValue[]),
      ) as unknown as readonly (readonly unknown[])[]
    ).map((values) => {
      const row = { ...empty }
      for (let at = 0; at < names.length; at++) row[names[at] ?? ''] = values[at]
      return row
    })
}

/** How long to wait while somebody writes, where readers have to. */
const lockWaitMs = 10_000

function connectFile(path: string): DatabaseSync {
  try {
    return usable(new DatabaseSync(path, { readOnly: true, timeout: lockWaitMs }))
  } catch (error) {
    // NOTE a database with a write-ahead log cannot be read in a folder where nothing may be written;
    // without changes in that log the file alone is all there is
    const log = `${path}-wal`
    if (existsSync(log) && statSync(log).size > 0) throw unreadable(error)
  }
  try {
    const url = pathToFileURL(resolve(path))
    url.searchParams.set('immutable', '1')
    return usable(new DatabaseSync(url, { readOnly: true }))
  } catch (error) {
    throw unreadable(error)
  }
}

function usable(database: DatabaseSync): DatabaseSync {
  try {
    // NOTE rows are read in the order of random ids, all over the file
    database.exec('PRAGMA cache_size=-65536; PRAGMA mmap_size=1073741824')
    database.prepare('SELECT count(*) FROM sqlite_master').get()
    const { journal_mode: mode } = database.prepare('PRAGMA journal_mode').get() ?? {}
    // NOTE without a write-ahead log this would keep others from writing
    if (mode === 'wal') {
      database.exec('BEGIN')
      database.prepare('SELECT count(*) FROM sqlite_master').get()
    }
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

const unreadable = (error: unknown) =>
  unavailable(error, 'The database file to be read cannot be opened, or is none of SQLite.')

function byTable(rows: readonly Row[]): ReadonlyMap<string, ReadonlySet<string>> {
  const tables = new Map<string, Set<string>>()
  for (const row of rows) {
    const table = String(row['t']),
      columns = tables.get(table) ?? new Set<string>()
    columns.add(String(row['c']))
    tables.set(table, columns)
  }
  return tables
}
