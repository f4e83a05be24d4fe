import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { withDeadline } from './deadline.ts'
import { createSemaphore, QueueTimeout } from './semaphore.ts'

/** Jobs that run until they are told to end. */
function jobs() {
  const begun: number[] = [],
    ends = new Map<number, (error?: Error) => void>()
  const job = (n: number) => () =>
    new Promise<number>((resolve, reject) => {
      begun.push(n)
      ends.set(n, (error) => (error ? reject(error) : resolve(n)))
    })
  return {
    begun,
    job,
    end: async (n: number, error?: Error) => (
      ends.get(n)?.(error),
      new Promise((done) => setImmediate(done))
    ),
  }
}

describe('a semaphore', () => {
  test('runs no more jobs at once than allowed, the others in order', async () => {
    const semaphore = createSemaphore({ concurrency: 2, maxWaiting: 10, maxWaitMs: 60_000 }),
      { begun, job, end } = jobs()
    const run = async (n: number) => semaphore.run(job(n))
    const all = [1, 2, 3, 4].map(run)
    assert.deepEqual([begun, semaphore.count()], [[1, 2], 4])
    await end(2)
    all.push(run(5))
    await end(1)
    assert.deepEqual(begun, [1, 2, 3, 4])
    for (const n of [3, 4, 5]) await end(n)
    assert.deepEqual(await Promise.all(all), [1, 2, 3, 4, 5])
    assert.equal(semaphore.count(), 0)
  })
  test('runs the next job after one that fails', async () => {
    const semaphore = createSemaphore({ concurrency: 1, maxWaiting: 10, maxWaitMs: 60_000 }),
      { begun, job, end } = jobs()
    const failing = assert.rejects(async () => semaphore.run(job(1)), /broken/)
    const next = semaphore.run(job(2))
    await end(1, new Error('broken'))
    await failing
    assert.deepEqual(begun, [1, 2])
    await end(2)
    assert.equal(await next, 2)
  })
  test('lets go of a job whose request has no more time, and does not run it', async () => {
    const semaphore = createSemaphore({ concurrency: 1, maxWaiting: 10, maxWaitMs: 60_000 }),
      { begun, job, end } = jobs()
    const first = semaphore.run(job(1))
    let waiting: Promise<number> | undefined
    await assert.rejects(
      withDeadline(performance.now() + 150, async () => (waiting = semaphore.run(job(2)))),
    )
    await assert.rejects(waiting ?? Promise.resolve(), QueueTimeout)
    assert.equal(semaphore.count(), 1)
    await end(1)
    assert.deepEqual([await first, begun, semaphore.count()], [1, [1], 0])
  })
  test('takes no further job when too many wait', async () => {
    const semaphore = createSemaphore({ concurrency: 1, maxWaiting: 1, maxWaitMs: 60_000 }),
      { job, end } = jobs()
    const first = semaphore.run(job(1)),
      second = semaphore.run(job(2))
    assert.equal(semaphore.run(job(3)), undefined)
    await end(1)
    await first
    const fourth = semaphore.run(job(4))
    await end(2)
    await end(4)
    assert.deepEqual(await Promise.all([second, fourth]), [2, 4])
  })
  test('drops a job that has waited too long, and runs those behind it', async () => {
    const semaphore = createSemaphore({ concurrency: 1, maxWaiting: 10, maxWaitMs: 10 }),
      { begun, job, end } = jobs()
    const first = semaphore.run(job(1))
    await assert.rejects(async () => semaphore.run(job(2)), QueueTimeout)
    assert.equal(semaphore.count(), 1)
    const third = semaphore.run(job(3))
    await end(1)
    await end(3)
    assert.deepEqual([await first, await third, begun], [1, 3, [1, 3]])
  })
  test('gives keys turns, and keeps the order of each', async () => {
    const semaphore = createSemaphore({ concurrency: 1, maxWaiting: 40, maxWaitMs: 60_000 }),
      { begun, job, end } = jobs()
    const run = async (key: string | undefined, n: number) => semaphore.run(job(n), { key })
    const all = [
      ...[1, 2, 3, 4].map((n) => run('a', n)),
      ...[11, 12].map((n) => run('b', n)),
      ...[21, 22].map((n) => run(undefined, n)),
    ]
    await end(1)
    await end(2)
    all.push(run('c', 31))
    while (semaphore.count() > 0) await end(begun.at(-1) ?? 0)
    assert.deepEqual(begun, [1, 2, 11, 21, 3, 12, 31, 22, 4])
    await Promise.all(all)
  })
  test('a key that comes late waits for one job of each other key, however many wait', async () => {
    for (const concurrency of [1, 2, 4]) {
      const semaphore = createSemaphore({ concurrency, maxWaiting: 1000, maxWaitMs: 60_000 }),
        { begun, job, end } = jobs()
      const flood = Array.from({ length: 240 }, (_, n) => semaphore.run(job(n), { key: 'flood' }))
      const late = semaphore.run(job(1000), { key: 'late' })
      let ended = 0
      while (!begun.includes(1000)) await end(begun[ended++] ?? 0)
      assert.ok(ended <= 2, `${ended} of ${concurrency}`)
      while (semaphore.count() > 0) await end(begun[ended++] ?? 0)
      await Promise.all([...flood, late])
    }
  })
  test('lets a key take a quarter of the places, and those without a key three quarters', async () => {
    const semaphore = createSemaphore({ concurrency: 1, maxWaiting: 8, maxWaitMs: 60_000 }),
      { begun, job, end } = jobs()
    const taken = (key: string | undefined, count: number) =>
      Array.from({ length: count }, (_, n) => semaphore.run(job(n), { key })).filter(
        (one) => one !== undefined,
      ).length
    assert.equal(taken('running', 1), 1)
    assert.equal(taken(undefined, 10), 6)
    assert.equal(taken('a', 10), 2)
    assert.equal(taken('b', 10), 0)
    await end(begun.at(-1) ?? 0)
    assert.equal(taken('b', 10), 1)
  })
  test('runs one dear job at a time, and others meanwhile', async () => {
    const semaphore = createSemaphore({ concurrency: 3, maxWaiting: 100, maxWaitMs: 60_000 }),
      { begun, job, end } = jobs()
    const run = async (n: number, key: string, isDear = false) =>
      semaphore.run(job(n), { key, isDear })
    const all = [1, 2, 3].map((n) => run(n, 'a', true))
    assert.deepEqual([begun, semaphore.count()], [[1], 3])
    all.push(run(11, 'b'), run(12, 'b'), run(13, 'a'))
    assert.deepEqual(begun, [1, 11, 12])
    await end(11)
    assert.deepEqual(begun, [1, 11, 12, 13], 'an ordinary job passes the dear ones of its key')
    await end(12)
    assert.deepEqual(begun, [1, 11, 12, 13])
    const failing = assert.rejects(async () => all.shift(), /broken/)
    await end(1, new Error('broken'))
    await failing
    assert.deepEqual(begun, [1, 11, 12, 13, 2])
    for (const n of [2, 13, 3]) await end(n)
    await Promise.all(all)
    assert.equal(semaphore.count(), 0)
  })
})
