import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withDeadline } from '#lib/deadline.ts'
import { createDatabase } from './database.ts'
import { createSqliteEngine } from './dialects/sqlite/engine.ts'
import { command, type Engine } from './engine.ts'
import { Retryable } from './failures.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const within = <T>(ms: number, work: () => Promise<T>) => withDeadline(performance.now() + ms, work)
const isExceeded = { name: 'DeadlineExceeded' }
const write = command('INSERT')

/** An engine that writes down what it does, and that takes its time for commits. */
function fakeEngine(commitMs = 0) {
  const done: string[] = []
  const engine: Engine = {
    dialect: 'sqlite',
    async run({ sql }, begin) {
      begin?.()
      await pause(commitMs)
      done.push(sql)
      return { rows: [], changes: 1 }
    },
    async transact(work, beforeCommit) {
      try {
        const result = await work(({ sql }) => {
          done.push(sql)
          return { rows: [], changes: 1 }
        })
        beforeCommit()
        await pause(commitMs)
        done.push('COMMIT')
        return result
      } catch (error) {
        done.push('ROLLBACK')
        throw error
      }
    },
    exclusively: (work) => work(),
    close: async () => undefined,
  }
  return { done, database: createDatabase(engine) }
}

describe('a database, for a request with a deadline', () => {
  it('waits for a commit that has begun, of a transaction and of a change on its own', async () => {
    const { done, database } = fakeEngine(300)
    await within(200, () => database.transact(() => database.run(write)))
    await within(200, () => database.run(write))
    assert.deepEqual(done, ['INSERT', 'COMMIT', 'INSERT'])
  })

  it('commits nothing of work that ends too late', async () => {
    const { done, database } = fakeEngine()
    let late: Promise<unknown> | undefined
    const work = () =>
      (late = database.transact(async () => {
        await database.run(write)
        await pause(300)
      }))
    await assert.rejects(within(150, work), isExceeded)
    await assert.rejects(late ?? Promise.resolve(), isExceeded)
    assert.deepEqual(done, ['INSERT', 'ROLLBACK'])
  })

  it('begins nothing too late', async () => {
    const { done, database } = fakeEngine()
    const late: Promise<unknown>[] = []
    const work = async () => {
      await pause(30)
      late.push(
        database.run(write),
        database.run({ ...write, reads: true }),
        database.transact(() => database.run(write)),
      )
      await Promise.all(late)
    }
    await assert.rejects(within(10, work), isExceeded)
    await pause(40)
    for (const one of late) await assert.rejects(one, isExceeded)
    assert.equal(late.length, 3)
    assert.deepEqual(done, [])
  })

  it('does not try again too late', async () => {
    const { done, database } = fakeEngine()
    const work = () =>
      database.transact(async () => {
        await database.run(write)
        await pause(200)
        throw new Retryable('for the sake of another one')
      })
    await assert.rejects(within(100, work), isExceeded)
    await pause(300)
    assert.deepEqual(done, ['INSERT', 'ROLLBACK'])
  })

  it('goes on after the deadline once something was stored, but not for what only reads', async () => {
    const { done, database } = fakeEngine()
    await within(20, async () => {
      await database.run(write)
      await pause(40)
      await database.run(write)
    })
    assert.deepEqual(done, ['INSERT', 'INSERT'])
    const reading = async () => {
      await database.transact(() => database.run({ ...write, sql: 'SELECT', reads: true }))
      await pause(40)
    }
    await assert.rejects(within(20, reading), isExceeded)
  })
})

describe('a transaction that its engine runs again, since it could not be stored with another', () => {
  const stops = () => Promise.reject(new Error('stop'))
  const inMemory = async () =>
    createDatabase(await createSqliteEngine({ path: undefined, synchronous: 'NORMAL' }))
  const table = command('CREATE TABLE IF NOT EXISTS things (name TEXT)')

  it('tells those who wait for its end that of each time', async () => {
    const database = await inMemory()
    const told: boolean[] = []
    await Promise.allSettled([
      database.transact(async () => {
        database.whenEnded((stored) => told.push(stored))
        await database.run(table)
      }),
      database.transact(stops),
    ])
    assert.deepEqual(told, [false, true])
    await database.close()
  })

  it('counts as one commit for the time of its request', async () => {
    const database = await inMemory()
    let runs = 0
    const work = async () => {
      await Promise.allSettled([
        database.transact(async () => {
          runs++
          database.atEnd(stops, undefined)
        }),
        database.transact(stops),
      ])
      await pause(300)
    }
    await assert.rejects(within(100, work), isExceeded)
    // together, together with savepoints, and alone
    assert.equal(runs, 3)
    await database.close()
  })
})
