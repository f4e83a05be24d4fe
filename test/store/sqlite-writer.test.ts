import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import { withDeadline } from '#lib/deadline.ts'
import { Retryable } from '#store/failures.ts'
import { add, busy, full, prepare, settled, Stop } from '../support/sqlite-writer.ts'

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
