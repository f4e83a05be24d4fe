// A connection of somebody else to a database, which holds locks and looks at rows.
import { DatabaseSync } from 'node:sqlite'
import mysql, { type RowDataPacket } from 'mysql2/promise'
import pg from 'pg'
import { bytesAsText, type Rows } from './database-rows.ts'
import type { DatabaseKind } from './databases.ts'

/** Somebody else at the same database. */
export type Other = {
  /** The rows of a query, or of the last one. */
  run(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  close(): Promise<void>
}

type Lock = { readonly take: (tables: readonly string[]) => string; readonly release: string }

/** How each kind of database is opened, and how all changes of it are made to wait. */
const others: Readonly<
  Record<DatabaseKind, { readonly open: (dsn: string) => Promise<Other>; readonly lock: Lock }>
> = {
  sqlite: {
    lock: { take: () => 'BEGIN IMMEDIATE', release: 'ROLLBACK' },
    async open(dsn) {
      const database = new DatabaseSync(dsn.replace(/^sqlite:\/\/|\?.*$/g, ''))
      return {
        run: async (sql) => database.prepare(sql).all(),
        close: async () => database.close(),
      }
    },
  },
  postgres: {
    lock: {
      take: (tables) => `BEGIN; LOCK TABLE ${tables.join(', ')} IN SHARE MODE`,
      release: 'ROLLBACK',
    },
    async open(dsn) {
      const client = new pg.Client(dsn)
      await client.connect()
      return { run: async (sql) => (await client.query(sql)).rows, close: () => client.end() }
    },
  },
  mysql: {
    lock: {
      take: (tables) => `LOCK TABLES ${tables.map((table) => `${table} READ`).join(', ')}`,
      release: 'UNLOCK TABLES',
    },
    async open(dsn) {
      const [, user, password, port, database] =
        /^mysql:\/\/(\w+):(.+)@tcp\(127\.0\.0\.1:(\d+)\)\/(\w+)/.exec(dsn) ?? []
      const connection = await mysql.createConnection({
        host: '127.0.0.1',
        port: Number(port),
        user: user ?? '',
        password: password ?? '',
        database: database ?? '',
      })
      return {
        run: async (sql) => (await connection.query<RowDataPacket[]>(sql))[0],
        close: () => connection.end(),
      }
    },
  },
}

export const openOther = (kind: DatabaseKind, dsn: string): Promise<Other> => others[kind].open(dsn)

const tablesOf: Readonly<Record<DatabaseKind, string>> = {
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'pallas_%'",
  postgres: "SELECT tablename AS name FROM pg_tables WHERE tablename LIKE 'pallas_%'",
  mysql:
    'SELECT table_name AS name FROM information_schema.tables ' +
    "WHERE table_schema = DATABASE() AND table_name LIKE 'pallas_%'",
}

/** Somebody who reads all rows, and who can make all changes of others wait. */
export async function openHolder(kind: DatabaseKind, dsn: string) {
  const other = await openOther(kind, dsn)
  const tables = (await other.run(tablesOf[kind])).map(({ name }) => String(name))
  const { lock } = others[kind]
  return {
    hold: () => other.run(lock.take(tables)),
    release: () => other.run(lock.release),
    async read(): Promise<Rows> {
      const all: [string, ReadonlySet<string>][] = []
      for (const table of tables) {
        const rows = await other.run(`SELECT * FROM ${table}`)
        all.push([table, new Set(rows.map((row) => JSON.stringify(row, bytesAsText)))])
      }
      return Object.fromEntries(all)
    },
    close: other.close,
  }
}
