import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPeriodic } from './periodic.ts'

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Work whose runs are ended by hand. */
function work() {
  const ends: (() => void)[] = []
  const signals: AbortSignal[] = []
  return {
    ends,
    signals,
    work: (signal: AbortSignal) => (
      signals.push(signal),
      new Promise<void>((resolve) => ends.push(resolve))
    ),
  }
}
const neverMs = 2 ** 30
const raise = (error: unknown) => {
  throw error
}

test('a run goes on alone, and one more follows for all who asked meanwhile', async () => {
  const { ends, work: one } = work()
  const periodic = createPeriodic({ work: one, pauseMs: () => neverMs, onError: raise })
  periodic.wake()
  assert.equal(ends.length, 0, 'nothing is done before the start')
  periodic.start()
  periodic.start()
  periodic.wake()
  const asked = periodic.run()
  assert.equal(ends.length, 1)
  ends[0]?.()
  await settled()
  assert.equal(ends.length, 2)
  ends[1]?.()
  await asked
  await periodic.end(0)
  periodic.wake()
  assert.equal(ends.length, 2)
})

test('the next run follows after a pause, also when one has failed', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const failures: unknown[] = [],
    failure = new Error('no database')
  let runs = 0
  const periodic = createPeriodic({
    work: async () => {
      if (++runs === 1) throw failure
    },
    pauseMs: () => 60,
    onError: (error) => failures.push(error),
    pausesFirst: true,
  })
  periodic.start()
  for (const [passed, expected] of [
    [59, 0],
    [1, 1],
    [59, 1],
    [1, 2],
  ] as const) {
    t.mock.timers.tick(passed)
    await settled()
    assert.equal(runs, expected)
  }
  assert.deepEqual(failures, [failure])
  void periodic.end(0)
  t.mock.timers.tick(600)
  await settled()
  assert.equal(runs, 2)
})

test('the end stops the run that goes on, and waits for it so long', async () => {
  const { ends, signals, work: one } = work()
  const periodic = createPeriodic({ work: one, pauseMs: () => 0, onError: raise })
  periodic.start()
  let hasEnded = false
  const end = periodic.end(60_000).then(() => (hasEnded = true))
  await settled()
  assert.deepEqual([signals[0]?.aborted, hasEnded], [true, false])
  ends[0]?.()
  await end
  assert.equal(ends.length, 1)
  await createPeriodic({ work: one, pauseMs: () => 0, onError: raise }).end(60_000)
})
