// Migrations of tables that others use meanwhile: nobody has to wait for a migration for long, however
// long it has to wait for them.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import mysql from 'mysql2/promise'
import pg from 'pg'
import type { DialectOptions } from '#store/migrations/define.ts'
import { migrations } from '#store/migrations/all.ts'
import { runsAlone } from '#store/migrations/change-index.ts'
import { status, up } from '#store/migrate.ts'
import { mysqlDatabases, postgresDatabases } from '../support/databases.ts'
import { until } from '../support/process-figures.ts'

const onPostgres: DialectOptions = { dialect: 'postgres', collates: true }
const onMysql: DialectOptions = { dialect: 'mysql', collates: true }

type Changing = {
  readonly name: string
  readonly table: string
  readonly statements: readonly string[]
}

/** The steps that change a table which is there before their migration. */
function changing(options: DialectOptions): readonly Changing[] {
  const there = new Set<string>(),
    found: Changing[] = []
  for (const migration of migrations) {
    const made = new Set<string>()
    for (const step of migration.steps) {
      const statements = step.statements(options)
      for (const sql of statements) {
        const [, table = ''] = /^CREATE TABLE IF NOT EXISTS (\w+)/.exec(sql) ?? []
        if (table !== '') made.add(table)
      }
      const changed = statements
        .flatMap((sql) => [...sql.matchAll(/\b(?:ALTER TABLE|ON) (pallas_\w+)/g)])
        .flatMap(([, table = '']) => (there.has(table) ? [table] : []))
      const [table] = changed
      if (table !== undefined)
        found.push({ name: `${migration.name}/${step.name}`, table, statements })
    }
    for (const table of made) there.add(table)
  }
  return found
}

/** A database as it was before a step. */
async function before(dsn: string, step: string): Promise<void> {
  const stop = new Error('before the step')
  const applying = up(dsn, (name, moment) => {
    if (name === step && moment === 'starting') throw stop
  })
  await assert.rejects(applying, stop)
}

test('indexes of tables that are there are built and dropped beside others on PostgreSQL', () => {
  const indexes = changing(onPostgres).flatMap(({ name, statements }) =>
    statements.filter((sql) => /\bINDEX\b/.test(sql)).map((sql) => ({ name, sql })),
  )
  assert.ok(indexes.length > 0)
  assert.deepEqual(
    indexes.filter(({ sql }) => !runsAlone(sql)),
    [],
  )
})

describe('a table of PostgreSQL that somebody uses', { skip: postgresDatabases.skip }, () => {
  for (const { name, table } of changing(onPostgres))
    test(`can be written while ${name} waits for it`, async () => {
      const { dsn } = await postgresDatabases.fresh()
      await before(dsn, name)
      const [user, writer, watcher] = [new pg.Client(dsn), new pg.Client(dsn), new pg.Client(dsn)]
      for (const client of [user, writer, watcher]) await client.connect()
      try {
        const write = `LOCK TABLE ${table} IN ROW EXCLUSIVE MODE`
        await user.query(`BEGIN; ${write}`)
        let isDone = false
        const applying = up(dsn).then(() => (isDone = true))
        const isWaiting = async () => {
          const { rowCount } = await watcher.query(
            "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database() " +
              "AND (query LIKE 'ALTER TABLE%' OR query LIKE '%INDEX CONCURRENTLY%')",
          )
          return (rowCount ?? 0) > 0
        }
        for (const _ of [1, 2]) {
          await until(isWaiting, 20_000)
          await writer.query(`BEGIN; SET LOCAL lock_timeout = '2s'; ${write}; COMMIT`)
        }
        assert.equal(isDone, false)
        await user.query('COMMIT')
        await applying
        const invalid = await watcher.query('SELECT 1 FROM pg_index WHERE NOT indisvalid')
        assert.equal(invalid.rowCount, 0)
      } finally {
        for (const client of [user, writer, watcher]) await client.end()
      }
    })

  for (const { name, statements } of changing(onPostgres)) {
    const built = statements.flatMap(
      (sql) => /^CREATE INDEX CONCURRENTLY (\w+)/.exec(sql)?.[1] ?? [],
    )
    for (const index of built)
      test(`gets ${index} anew where its building was interrupted`, async () => {
        const { dsn } = await postgresDatabases.fresh()
        await up(dsn)
        const client = new pg.Client(dsn)
        await client.connect()
        try {
          await client.query('DELETE FROM pallas_migrations WHERE step = $1', [name])
          await client.query(
            'UPDATE pg_index SET indisvalid = false WHERE indexrelid = $1::regclass',
            [index],
          )
          await up(dsn)
          const { rows } = await client.query(
            'SELECT indisvalid FROM pg_index WHERE indexrelid = $1::regclass',
            [index],
          )
          assert.deepEqual(rows, [{ indisvalid: true }])
          assert.ok((await status(dsn)).every(({ state }) => state === 'applied'))
        } finally {
          await client.end()
        }
      })
  }
})

describe('a table of MySQL that somebody uses', { skip: mysqlDatabases.skip }, () => {
  for (const { name, table } of changing(onMysql))
    test(`can be read while ${name} waits for it`, async () => {
      const { dsn } = await mysqlDatabases.fresh()
      await before(dsn, name)
      const [user, reader] = [await connection(dsn), await connection(dsn)]
      try {
        await user.query('START TRANSACTION')
        await user.query(`SELECT 1 FROM ${table} LIMIT 1`)
        let isDone = false
        const applying = up(dsn).then(() => (isDone = true))
        await reader.query('SET SESSION lock_wait_timeout = 10')
        await until(async () => {
          const [rows] = await reader.query<mysql.RowDataPacket[]>(
            "SELECT 1 FROM information_schema.processlist WHERE state LIKE '%metadata lock%' AND db = DATABASE()",
          )
          return rows.length > 0
        }, 20_000)
        await reader.query(`SELECT 1 FROM ${table} LIMIT 1`)
        assert.equal(isDone, false)
        await user.query('COMMIT')
        await applying
      } finally {
        for (const one of [user, reader]) await one.end()
      }
    })
})

/** `mysql://user:password@tcp(host:port)/database` */
function connection(dsn: string): Promise<mysql.Connection> {
  const [, user = '', password = '', host = '', port = '', database = ''] =
    /^mysql:\/\/([^:]*):(.*)@tcp\(([^:]+):(\d+)\)\/([^?]+)/.exec(dsn) ?? []
  return mysql.createConnection({ user, password, host, port: Number(port), database })
}
