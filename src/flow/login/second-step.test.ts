import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { InvalidInput } from '#errors/invalid-input.ts'
import type { Event } from '#events/events.ts'
import { message } from '#messages/message.ts'
import type { Shield } from '#shield/shield.ts'
import { guessSecondFactor } from './second-step.ts'

const client = { network: undefined, deviceToken: undefined }
const who = { method: 'totp', identityId: 'ada', client } as const
const wrong = () => new InvalidInput([{ message: message('validation.totp-wrong') }])

/** Guesses while the account is locked, or not; answers the match, or the error, and the events. */
async function guess(match: string | undefined, locked = false) {
  const events: Event[] = []
  const shield = {
    guess: async (_thing: unknown, _id: unknown, _client: unknown, check: () => Promise<boolean>) =>
      locked
        ? { kind: 'throttled', retryAfterMs: 60_000, right: false }
        : { kind: 'open', right: await check() },
  } as Pick<Shield, 'guess'>
  const parts = { shield, events: (event: Event) => void events.push(event) }
  const result = await guessSecondFactor(parts, who, match, wrong).catch((error: InvalidInput) =>
    error.problems.map((one) => one.message.key).join(),
  )
  return { result, events }
}
const failed = (throttled: boolean) => [
  { kind: 'login.failed', method: 'totp', identityId: 'ada', throttled },
]

describe('a guess at a second factor', () => {
  test('that is right answers what was matched, and no event', async () =>
    assert.deepEqual(await guess('step 7'), { result: 'step 7', events: [] }))

  test('that is wrong is told to the person and to the log', async () =>
    assert.deepEqual(await guess(undefined), {
      result: 'validation.totp-wrong',
      events: failed(false),
    }))

  test('at a locked account is not told whether it was right', async () => {
    for (const match of ['step 7', undefined])
      assert.deepEqual(await guess(match, true), {
        result: 'validation.generic',
        events: failed(true),
      })
  })
})
