import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event } from '#events/events.ts'
import { activityOf, createActivity, hourMs } from './activity.ts'
import type { HourCount } from './activity-store.ts'

const start = 490_000 * hourMs
const failed: Event = {
  kind: 'login.failed',
  method: 'password',
  identityId: 'a',
  throttled: false,
}
const signedIn = (aal: 'aal1' | 'aal2', refreshed: boolean): Event => ({
  kind: 'login.succeeded',
  identityId: 'a',
  sessionId: 'b',
  method: 'password',
  aal,
  refreshed,
})

function counting() {
  const writes: (readonly HourCount[])[] = []
  const state = { now: start, isBroken: false, errors: 0 }
  const activity = createActivity({
    store: {
      add: async (counts) => {
        if (state.isBroken) throw new Error('away')
        writes.push(counts)
      },
      since: async () => [],
      deleteBefore: async () => 0,
    },
    clock: () => state.now,
    onError: () => state.errors++,
  })
  return { activity, writes, state }
}

test('of a sign-in the factor counts that was given, and a confirmation is none', () => {
  assert.equal(activityOf(signedIn('aal1', false)), 'sign-ins')
  assert.equal(activityOf(signedIn('aal1', true)), undefined)
  for (const refreshed of [false, true])
    assert.equal(activityOf(signedIn('aal2', refreshed)), 'second-factors')
})

test('however much happens, it is one write with a row for each hour and kind', async () => {
  const { activity, writes, state } = counting()
  for (let at = 0; at < 5000; at++) activity.event(at % 2 === 0 ? failed : signedIn('aal1', false))
  state.now += hourMs + 5
  activity.event(failed)
  await activity.end()
  assert.deepEqual(writes, [
    [
      { hour: start, kind: 'failures', count: 2500 },
      { hour: start, kind: 'sign-ins', count: 2500 },
      { hour: start + hourMs, kind: 'failures', count: 1 },
    ],
  ])
  await activity.end()
  assert.equal(writes.length, 1)
})

test('what could not be written is written later, together with what came since', async () => {
  const { activity, writes, state } = counting()
  activity.event(failed)
  state.isBroken = true
  await activity.end()
  assert.equal(state.errors, 1)
  state.isBroken = false
  activity.event(failed)
  await activity.end()
  assert.deepEqual(writes, [[{ hour: start, kind: 'failures', count: 2 }]])
})
