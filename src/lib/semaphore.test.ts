import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
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
})
