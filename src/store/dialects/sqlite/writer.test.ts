import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import { Refusal } from '#errors/refusal.ts'
import { withDeadline } from '#lib/deadline.ts'
import { command } from '../../engine.ts'
import { Retryable } from '../../failures.ts'
import { openConnection } from './connection.ts'
import type { Connection } from './connection.ts'
import { createWriter } from './writer.ts'
import type { Job, Writer } from './writer.ts'

class Stop extends Error {}

const full = Object.assign(new Error('database or disk is full'), { errcode: 13 })
const busy = Object.assign(new Error('database is locked'), { errcode: 5 })

/** A connection in memory; `fails` may throw before a statement runs, as SQLite would. */
function prepare(fails: (sql: string) => void = () => {}) {
  const real = openConnection(':memory:')
  real.execute('CREATE TABLE t (v INTEGER UNIQUE)')
  const commits: number[] = []
  const executed: string[] = []
  const connection: Connection = {
    ...real,
    execute(sql) {
      fails(sql)
      executed.push(sql)
      real.execute(sql)
    },
  }
  const writer = createWriter(connection, {
    synchronous: 'FULL',
    lockWaitMs: 60,
    onCommit: (jobs) => commits.push(jobs),
  })
  const insert = (v: number): number =>
    real.run({ sql: 'INSERT INTO t VALUES (?)', parameters: [v], reads: false }).changes
  const values = (): unknown[] =>
    real.run(command('SELECT v FROM t ORDER BY v')).rows.map(({ v }) => v)
  return { real, writer, commits, executed, insert, values }
}

const add = (
  writer: Writer,
  run: () => unknown,
  more: Partial<Job<unknown>> = {},
): Promise<unknown> => writer.add({ run, several: false, mayBeLost: false, ...more })
const settled = (all: readonly Promise<unknown>[]): Promise<readonly string[]> =>
  Promise.all(
    all.map((one) =>
      one.then(
        () => 'stored',
        (error: unknown) =>
          error instanceof Refusal ? error.kind : error instanceof Stop ? 'stopped' : 'failed',
      ),
    ),
  )

test('jobs that wait together are stored by one commit', async () => {
  const { writer, commits, insert, values } = prepare()
  await Promise.all(Array.from({ length: 50 }, (_, v) => add(writer, () => insert(v))))
  assert.deepEqual(commits, [50])
  assert.equal(values().length, 50)
})

test('a job leaves the queue when its request has no more time, and the others are stored', async () => {
  const until = performance.now() + 30
  const { writer, insert, values, commits } = prepare((sql) => {
    if (sql === 'BEGIN IMMEDIATE' && performance.now() < until) throw busy
  })
  const others = [1, 3].map((v) => add(writer, () => insert(v)))
  let late: Promise<unknown> | undefined
  const work = () => (late = add(writer, () => insert(2)))
  await assert.rejects(withDeadline(performance.now() + 10, work))
  await assert.rejects(late ?? Promise.resolve(), { name: 'DeadlineExceeded' })
  assert.deepEqual(commits, [])
  await Promise.all(others)
  assert.deepEqual([values(), commits], [[1, 3], [2]])
})

test('no job is answered before the commit', async () => {
  const { real, writer, insert } = prepare()
  const open: boolean[] = []
  await Promise.all(
    [1, 2, 3].map((v) =>
      add(writer, () => insert(v), { several: v === 2 }).then(() =>
        open.push(real.inTransaction()),
      ),
    ),
  )
  assert.deepEqual(open, [false, false, false])
})

test('a job that fails is undone alone, whatever it awaits', async () => {
  const { writer, commits, insert, values } = prepare()
  const failing = async (): Promise<void> => {
    insert(2)
    await Promise.resolve()
    insert(3)
    throw new Stop()
  }
  const outcome = await settled([
    add(writer, () => insert(1)),
    add(writer, failing, { several: true }),
    add(writer, () => insert(1)),
    add(writer, () => insert(4)),
  ])
  assert.deepEqual(outcome, ['stored', 'stopped', 'failed', 'stored'])
  assert.deepEqual(values(), [1, 4])
  assert.deepEqual(commits, [4])
})

test('each job has the connection for itself, however long it runs', async () => {
  const { writer } = prepare()
  const log: string[] = []
  const slow = (name: string) => async (): Promise<void> => {
    for (let step = 0; step < 3; step++) {
      log.push(name)
      await Promise.resolve()
    }
  }
  await Promise.all(['a', 'b', 'c'].map((name) => add(writer, slow(name), { several: true })))
  assert.equal(log.join(''), 'aaabbbccc')
})

test('when the commit fails, nothing of the batch is stored, and the next batch works', async () => {
  let left = 1
  const { writer, insert, values } = prepare((sql) => {
    if (sql === 'COMMIT' && left-- > 0) throw full
  })
  assert.deepEqual(
    await settled([
      add(writer, () => insert(1)),
      add(writer, async () => insert(2), { several: true }),
    ]),
    ['unavailable', 'unavailable'],
  )
  assert.deepEqual(values(), [])
  assert.deepEqual(await settled([add(writer, () => insert(1))]), ['stored'])
  assert.deepEqual(values(), [1])
})

test('a transaction that SQLite rolls back reports nothing as stored', async () => {
  const { real, writer, insert, values } = prepare()
  const losing = (): never => {
    real.execute('ROLLBACK')
    throw full
  }
  assert.deepEqual(
    await settled([
      add(writer, () => insert(1)),
      add(writer, losing),
      add(writer, () => insert(2)),
    ]),
    ['unavailable', 'unavailable', 'unavailable'],
  )
  assert.deepEqual(values(), [])
  await add(writer, () => insert(3))
  assert.deepEqual(values(), [3])
})

test('a locked database is waited for without blocking, up to the limit', async () => {
  let locked = true
  const { writer, insert, values } = prepare((sql) => {
    if (locked && sql === 'BEGIN IMMEDIATE') throw busy
  })
  const waiting = add(writer, () => insert(1))
  // this goes on only if nothing stops the process
  await sleep(20)
  assert.deepEqual(values(), [])
  locked = false
  await waiting
  assert.deepEqual(values(), [1])
  locked = true
  assert.deepEqual(await settled([add(writer, () => insert(2)), add(writer, () => insert(3))]), [
    'unavailable',
    'unavailable',
  ])
})

test('a batch of jobs that may be lost is not synced, every other is', async () => {
  const { writer, executed, insert } = prepare()
  await Promise.all([
    add(writer, () => insert(1), { mayBeLost: true }),
    add(writer, () => insert(2), { mayBeLost: true }),
  ])
  await Promise.all([
    add(writer, () => insert(3), { mayBeLost: true }),
    add(writer, () => insert(4)),
  ])
  assert.deepEqual(
    executed.filter((sql) => sql.startsWith('PRAGMA') || sql === 'COMMIT'),
    ['PRAGMA synchronous=NORMAL', 'COMMIT', 'PRAGMA synchronous=FULL', 'COMMIT'],
  )
})

test('a job that must not be lost never joins a batch without sync', async () => {
  let joined: Promise<unknown> = Promise.resolve()
  const { writer, executed, insert } = prepare((sql) => {
    if (sql === 'BEGIN IMMEDIATE' && executed.length < 2) joined = add(writer, () => insert(9))
  })
  await add(writer, () => insert(1), { mayBeLost: true })
  await joined
  assert.deepEqual(executed, [
    'PRAGMA synchronous=NORMAL',
    'BEGIN IMMEDIATE',
    'COMMIT',
    'PRAGMA synchronous=FULL',
    'BEGIN IMMEDIATE',
    'COMMIT',
  ])
})

/** A job that inserts its number, and whose ending inserts the tenfold of all that have come so far. */
function ending(insert: (v: number) => number, log: unknown[] = []) {
  return (v: number, fails = false) => ({
    several: true,
    run: async () => {
      insert(v)
      if (fails) throw new Stop()
      return v
    },
    ending: async (results: readonly unknown[]) => {
      log.push(results)
      for (const result of results) insert(10 * (result as number))
    },
  })
}

test('what is done before the commit is done once for all jobs that have not failed', async () => {
  const { writer, commits, insert, values } = prepare()
  const log: unknown[] = []
  const job = ending(insert, log)
  const outcome = await settled([
    writer.add({ ...job(1), mayBeLost: false }),
    writer.add({ ...job(2, true), mayBeLost: false }),
    add(writer, () => insert(3)),
    writer.add({ ...job(4), mayBeLost: false }),
  ])
  assert.deepEqual(outcome, ['stored', 'stopped', 'stored', 'stored'])
  assert.deepEqual([log, values(), commits], [[[1, 4]], [1, 3, 4, 10, 40], [4]])
})

test('a job that cannot end fails alone, when all of its commit are tried again', async () => {
  const { writer, insert, values, commits } = prepare()
  insert(20)
  const job = ending(insert)
  async function untilSure(v: number): Promise<unknown> {
    for (;;) {
      try {
        return await (v < 6
          ? writer.add({ ...job(v), mayBeLost: false })
          : add(writer, () => insert(v)))
      } catch (error) {
        if (!(error instanceof Retryable)) throw error
      }
    }
  }
  assert.deepEqual(await settled([1, 2, 6].map(untilSure)), ['stored', 'failed', 'stored'])
  assert.deepEqual(values(), [1, 6, 10, 20])
  // also where the other is no transaction
  assert.deepEqual(await settled([2, 7].map(untilSure)), ['failed', 'stored'])
  await Promise.all([4, 5].map(untilSure))
  assert.deepEqual(commits.at(-1), 2, 'then they are stored together again')
})

test('nothing is done for a commit of which nothing is stored', async () => {
  let left = 1
  const { writer, insert, values } = prepare((sql) => {
    if (sql === 'COMMIT' && left-- > 0) throw full
  })
  const job = ending(insert)
  const lost = [1, 2].map((v) => writer.add({ ...job(v), mayBeLost: false }))
  assert.deepEqual(await settled(lost), ['unavailable', 'unavailable'])
  await writer.add({ ...job(3), mayBeLost: false })
  assert.deepEqual(values(), [3, 30])
})
