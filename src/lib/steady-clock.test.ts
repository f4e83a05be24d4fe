import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createSteadyClock } from './steady-clock.ts'

const start = Date.parse('2026-05-01T12:00:00Z'),
  minute = 60_000,
  day = 24 * 60 * minute

function held() {
  let system = start,
    tick = 0
  const told: number[] = []
  const clock = createSteadyClock({
    system: () => system,
    monotonic: () => tick,
    onSetBack: (aheadMs) => void told.push(aheadMs),
  })
  clock()
  return {
    now: () => clock() - start,
    told,
    /** Time passes. */
    pass: (ms: number) => ((system += ms), (tick += ms)),
    /** The system clock is set. */
    set: (ms: number) => void (system += ms),
  }
}

describe('a steady clock', () => {
  it('is the clock of the system as long as that goes on', () => {
    const { now, pass, set, told } = held()
    for (const ms of [0, 1, 999, day]) {
      const before = now()
      pass(ms)
      assert.equal(now(), before + ms)
    }
    const before = now()
    set(3 * day)
    assert.equal(now(), before + 3 * day)
    assert.deepEqual(told, [])
  })

  it('goes on by itself when the system clock is set back, and tells it once', () => {
    const { now, pass, set, told } = held()
    pass(minute)
    now()
    set(-day)
    assert.equal(now(), minute)
    pass(minute)
    assert.equal(now(), 2 * minute)
    assert.deepEqual(told, [day])
    set(-day)
    assert.equal(now(), 2 * minute)
    assert.deepEqual(told, [day, 2 * day])
  })

  it('follows the system clock again once that has caught up', () => {
    const { now, set, pass } = held()
    set(-day)
    now()
    set(day + minute)
    assert.equal(now(), minute)
    pass(minute)
    assert.equal(now(), 2 * minute)
  })

  it('makes up for a small step by going slower, and never stands still or goes back', () => {
    const { now, pass, set, told } = held()
    set(-minute)
    let before = now()
    for (let n = 0; n < 30; n++) {
      pass(minute)
      const after = now()
      assert.ok(after - before >= 0.9 * minute - 1 && after - before <= minute)
      before = after
    }
    assert.equal(now(), 29 * minute)
    assert.deepEqual(told, [minute])
  })

  it('does not tell of corrections of less than a second', () => {
    const { now, set, told } = held()
    set(-900)
    assert.equal(now(), 0)
    assert.deepEqual(told, [])
  })

  it('never goes back, however the system clock is set', () => {
    const { now, pass, set } = held()
    let before = now()
    for (let n = 0; n < 2000; n++) {
      set(((n * 7919) % 4001) - 2100)
      pass((n * 31) % 50)
      const after = now()
      assert.ok(after >= before)
      before = after
    }
  })
})
