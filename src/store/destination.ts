// Writes into a database of another system, in one transaction.
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue } from 'node:sqlite'
import { Refusal } from '#errors/refusal.ts'
import type { Connection } from './dialects/pool.ts'
import { readDsn } from './dsn/read.ts'
import { command } from './engine.ts'
import type { Dialect } from './engine.ts'
import { unavailable } from './failures.ts'
import {
  columnsOfFile,
  columnsOfServer,
  connectMysql,
  connectPostgres,
  numbered,
  type Source,
} from './source.ts'

/** What is written is stored by `commit`, and taken back by `close` without it. */
export type Destination = Source & {
  /** Rows with a value for each of the columns. */
  insert(
    table: string,
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
  ): Promise<void>
  commit(): Promise<void>
}

const rowsAtOnce = 200

/**
 * Throws `Refusal('misconfigured')` for a wrong DSN, and `Refusal('unavailable')` where the database
 * cannot be written.
 */
export async function openDestination(dsn: string): Promise<Destination> {
  const target = readDsn(dsn)
  switch (target.kind) {
    case 'sqlite':
      return openFile(target.path)
    case 'postgres':
      return openServer('postgres', await connectPostgres(target), "SET LOCAL DateStyle = 'ISO'")
    case 'mysql':
      return openServer('mysql', await connectMysql(target), "SET time_zone = '+00:00'")
  }
}

async function openServer(
  dialect: Exclude<Dialect, 'sqlite'>,
  connection: Connection,
  setUp: string,
): Promise<Destination> {
  for (const sql of ['BEGIN', setUp]) await connection.query(command(sql))
  const run = async (sql: string, parameters: readonly unknown[]) =>
    (
      await connection.query({
        sql: dialect === 'postgres' ? numbered(sql) : sql,
        parameters,
        reads: false,
      })
    ).rows
  return {
    dialect,
    read: run,
    columns: () => columnsOfServer(dialect, run),
    insert: inserting(async (sql, values) => void (await run(sql, values))),
    commit: async () => void (await connection.query(command('COMMIT'))),
    // NOTE a transaction that is open ends with its connection
    close: () => connection.end(),
  }
}

/** How long to wait while somebody else writes. */
const lockWaitMs = 10_000

function openFile(path: string | undefined): Destination {
  if (path === undefined || !existsSync(path))
    throw new Refusal('misconfigured', {
      reason: 'The database to be written is no file that exists.',
    })
  const database = new DatabaseSync(path, { timeout: lockWaitMs })
  try {
    database.exec('PRAGMA foreign_keys = ON; BEGIN IMMEDIATE')
  } catch (error) {
    database.close()
    throw unavailable(error, 'The database file to be written cannot be opened, or is in use.')
  }
  const read = (sql: string, parameters: readonly string[]) =>
    database.prepare(sql).all(...(parameters as SQLInputValue[]))
  return {
    dialect: 'sqlite',
    read: async (sql, parameters) => read(sql, parameters),
    columns: async () => columnsOfFile(read),
    insert: inserting(
      async (sql, values) => void database.prepare(sql).run(...(values as SQLInputValue[])),
    ),
    commit: async () => database.exec('COMMIT'),
    close: async () => database.close(),
  }
}

const inserting =
  (run: (sql: string, values: readonly unknown[]) => Promise<void>): Destination['insert'] =>
  async (table, columns, rows) => {
    const marks = `(${columns.map(() => '?').join(', ')})`
    for (let at = 0; at < rows.length; at += rowsAtOnce) {
      const part = rows.slice(at, at + rowsAtOnce)
      await run(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${part.map(() => marks).join(', ')}`,
        part.flat(),
      )
    }
  }
