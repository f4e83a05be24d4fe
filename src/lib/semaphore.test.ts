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

describe('turns', () => {
  test('no more than so many run at once, the others in the order in which they came', async () => {
    const turns = createSemaphore({ atOnce: 2, maxWaiting: 10, maxWaitMs: 60_000 }),
      { begun, job, end } = jobs()
    const take = async (n: number) => turns.take(job(n))
    const all = [1, 2, 3, 4].map(take)
    assert.deepEqual([begun, turns.count()], [[1, 2], 4])
    await end(2)
    all.push(take(5))
    await end(1)
    assert.deepEqual(begun, [1, 2, 3, 4])
    for (const n of [3, 4, 5]) await end(n)
    assert.deepEqual(await Promise.all(all), [1, 2, 3, 4, 5])
    assert.equal(turns.count(), 0)
  })
  test('a job that fails passes its turn on', async () => {
    const turns = createSemaphore({ atOnce: 1, maxWaiting: 10, maxWaitMs: 60_000 }),
      { begun, job, end } = jobs()
    const failing = assert.rejects(async () => turns.take(job(1)), /broken/)
    const next = turns.take(job(2))
    await end(1, new Error('broken'))
    await failing
    assert.deepEqual(begun, [1, 2])
    await end(2)
    assert.equal(await next, 2)
  })
  test('when too many wait, the next gets no turn', async () => {
    const turns = createSemaphore({ atOnce: 1, maxWaiting: 1, maxWaitMs: 60_000 }),
      { job, end } = jobs()
    const first = turns.take(job(1)),
      second = turns.take(job(2))
    assert.equal(turns.take(job(3)), undefined)
    await end(1)
    await first
    const fourth = turns.take(job(4))
    await end(2)
    await end(4)
    assert.deepEqual(await Promise.all([second, fourth]), [2, 4])
  })
  test('who waits too long gets no turn, and those behind still do', async () => {
    const turns = createSemaphore({ atOnce: 1, maxWaiting: 10, maxWaitMs: 10 }),
      { begun, job, end } = jobs()
    const first = turns.take(job(1))
    await assert.rejects(async () => turns.take(job(2)), QueueTimeout)
    assert.equal(turns.count(), 1)
    const third = turns.take(job(3))
    await end(1)
    await end(3)
    assert.deepEqual([await first, await third, begun], [1, 3, [1, 3]])
  })
})
