// A commit whose wait for replication is given up succeeds with a warning.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import pg from 'pg'
import { Refusal } from '#errors/refusal.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { postgresDatabases } from '../support/databases.ts'
import { until } from '../support/process-figures.ts'

describe('a change that is stored on one server, and was to be on two', () => {
  it('is not told as done', { skip: postgresDatabases.skip }, async () => {
    const { dsn } = await postgresDatabases.fresh()
    await up(dsn)
    const store = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
    const client = new pg.Client(dsn)
    await client.connect()
    const asksFor = async (standbys: string) => {
      await client.query(`ALTER SYSTEM SET synchronous_standby_names = '${standbys}'`)
      await client.query('SELECT pg_reload_conf()')
      const isSet = async () =>
        (await client.query('SHOW synchronous_standby_names')).rows[0]
          ?.synchronous_standby_names === standbys
      await until(isSet, 3000)
    }
    try {
      await store.tryWrite(1)
      await asksFor('nobody')
      const refused = assert.rejects(
        store.tryWrite(2),
        (error) => error instanceof Refusal && /not replicated/.test(String(error.cause)),
      )
      const givesUp = async () =>
        (
          await client.query(
            "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'",
          )
        ).rowCount
      await until(async () => (await givesUp()) === 1, 3000)
      await refused
      await asksFor('')
      await store.tryWrite(3)
    } finally {
      await client.end()
      await store.close()
    }
  })
})
