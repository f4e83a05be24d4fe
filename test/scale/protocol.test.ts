// What holds on databases that speak the protocol of PostgreSQL and fail in their own ways: CockroachDB and
// YugabyteDB have any transaction run again (40001), also at its commit.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Refusal } from '#errors/refusal.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'
import { sampleAccount } from '../store/contract/samples.ts'
import { postgresDatabases } from '../support/databases.ts'
import { startFrameProxy, type Fault, type FrameProxy } from './frame-proxy.ts'
import { through } from './pgbouncer.ts'

const isUnavailable = (error: unknown) => error instanceof Refusal && error.kind === 'unavailable'

describe('behind a database that fails in its own ways', { skip: postgresDatabases.skip }, () => {
  let proxy: FrameProxy, store: Store
  before(async () => {
    const { dsn } = await postgresDatabases.fresh()
    await up(dsn)
    proxy = await startFrameProxy({ host: '127.0.0.1', port: Number(new URL(dsn).port) })
    store = await createStore({ dsn: through(dsn, proxy.port), sqlite: { synchronous: 'FULL' } })
  })
  after(async () => {
    await store?.close()
    await proxy?.close()
  })

  /** Fails once, at the nth statement from now on that fits. */
  function failOnce(fault: Fault, nth = 1, fits: (sql: string) => boolean = () => true): void {
    let count = 0
    proxy.decide = (sql) => (fits(sql) && ++count === nth ? fault : undefined)
  }
  const isCommit = (sql: string) => sql === 'COMMIT'
  const count = async (subject: string) => (await store.attempts.find(subject))?.failures ?? 0

  const work = (subject: string) => () =>
    store.transact(async () => {
      await store.attempts.fail(subject, 1)
      await store.attempts.find(subject)
      await store.attempts.fail(`${subject}-too`, 1)
    })

  it('a transaction that is to run again at any of its statements is done once', async () => {
    for (const nth of [1, 2, 3, 4, 5]) {
      failOnce('restart', nth)
      await work(`restart-${nth}`)()
      assert.equal(await count(`restart-${nth}`), 1)
    }
  })
  it('one that is to run again at its commit is done once', async () => {
    failOnce('restart', 1, isCommit)
    await work('at-commit')()
    assert.equal(await count('at-commit'), 1)
  })
  it('a change on its own that is to run again is done once', async () => {
    failOnce('restart')
    await store.attempts.fail('alone', 1)
    assert.equal(await count('alone'), 1)
  })
  it('an account, stored by one statement, that is to be stored again is stored once', async () => {
    const account = sampleAccount()
    failOnce('restart')
    await store.identities.insert(account)
    assert.deepEqual(await store.identities.find(account.identity.id), account)
  })
  it('one whose connection breaks before its commit was sent is done once', async () => {
    for (const nth of [1, 2, 3]) {
      failOnce('lost before', nth)
      await work(`lost-${nth}`)()
      assert.equal(await count(`lost-${nth}`), 1)
    }
  })
  it('one whose fate is not known is neither told as done nor done again', async () => {
    const faults: Readonly<Partial<Record<Fault, number>>> = {
      'lost before': 0,
      'lost after': 1,
      unknown: 1,
    }
    for (const [fault, stored] of Object.entries(faults)) {
      failOnce(fault as Fault, 1, isCommit)
      await assert.rejects(work(fault), isUnavailable, fault)
      proxy.decide = () => undefined
      assert.equal(await count(fault), stored, fault)
    }
  })
  it('one that is always to run again is given up, after pauses', async () => {
    proxy.decide = (sql) => (isCommit(sql) ? 'restart' : undefined)
    await assert.rejects(work('always'), isUnavailable)
    proxy.decide = () => undefined
    assert.equal(await count('always'), 0)
  })
})
