// Which jobs of the writer share a transaction, and when it has savepoints.
import assert from 'node:assert/strict'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { test } from 'node:test'
import { add, prepare, settled, Stop } from '../support/sqlite-writer.ts'

test('savepoints are only made once a job has failed, and for a while', async () => {
  const { writer, commits, executed, insert, values } = prepare()
  let next = 10
  const runs: number[] = []
  const transaction = (v: number, fails = false) =>
    add(
      writer,
      async () => {
        runs.push(v)
        insert(v)
        if (fails) throw new Stop()
      },
      { several: true },
    )
  const savepoints = () => executed.filter((sql) => sql.startsWith('SAVEPOINT')).length
  await Promise.all([transaction(1), transaction(2)])
  assert.deepEqual([savepoints(), runs], [0, [1, 2]])
  // the first is undone with the one that fails, and runs again
  const outcome = await settled([transaction(3), transaction(4, true), transaction(5)])
  assert.deepEqual(outcome, ['stored', 'stopped', 'stored'])
  assert.deepEqual([savepoints(), runs], [3, [1, 2, 3, 4, 3, 4, 5]])
  assert.deepEqual(
    [values(), commits],
    [
      [1, 2, 3, 5],
      [2, 3],
    ],
  )
  for (let batch = 0; batch < 70; batch++)
    await Promise.all([transaction(next++), transaction(next++)])
  assert.equal(savepoints(), 3 + 2 * 63)
})

test('a transaction that fails alone is undone without a savepoint', async () => {
  const { writer, executed, insert, values } = prepare()
  const failing = async () => {
    insert(1)
    throw new Stop()
  }
  assert.deepEqual(await settled([add(writer, failing, { several: true })]), ['stopped'])
  await add(writer, async () => insert(2), { several: true })
  assert.deepEqual(values(), [2])
  assert.ok(!executed.some((sql) => sql.startsWith('SAVEPOINT')))
})

test('a batch waits for more as long as every turn of the event loop brings some', async () => {
  const { writer, commits, insert } = prepare()
  const all: Promise<unknown>[] = []
  for (let v = 0; v < 6; v++) {
    all.push(add(writer, () => insert(v)))
    await nextTurn()
  }
  await Promise.all(all)
  assert.deepEqual(commits, [6])
  // and not for ever
  for (let v = 10; v < 60; v++) {
    all.push(add(writer, () => insert(v)))
    await nextTurn()
  }
  await Promise.all(all)
  assert.ok(commits.length > 2 && commits.every((jobs) => jobs <= 17), commits.join(' '))
})

test('jobs that wait together are stored by one commit', async () => {
  const { writer, commits, insert, values } = prepare()
  await Promise.all(Array.from({ length: 50 }, (_, v) => add(writer, () => insert(v))))
  assert.deepEqual(commits, [50])
  assert.equal(values().length, 50)
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
