import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { actingAs, type ActingContext } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import { createOwnActivity, type OwnActivityParts } from './own-activity.ts'

const own = '01a19ebc-0688-45f1-98da-d33a86af5501'
const others = '01a19ebc-0688-45f1-98da-d33a86af5502'
const entryId = '01a19ebc-0688-45f1-98da-d33a86af5503'

/**
 * The activity of `own`. Whoever has done the entry is unknown, so that says nothing of whose it is.
 * `ends`: called where the report is taken.
 */
function activityWith(target: object, ends: () => void, isRecording = true) {
  const entry = {
    id: entryId,
    at: 0,
    action: 'credential.changed',
    actor: { kind: 'anonymous', right: 'none' },
    target,
    fields: [],
  }
  const taken = new Error('the report is taken')
  return createOwnActivity({
    ownSessions: {
      whoami: () =>
        Promise.resolve({
          session: { id: 's', identityId: own, devices: [] },
          identity: { id: own, recoveryAddresses: [] },
        }),
    },
    trail: { isRecording: () => isRecording, find: () => Promise.resolve(entry) },
    sessions: {
      find: () => Promise.resolve({ identity: target }),
      usable: () => ({}),
      listByOffset: () => {
        ends()
        return Promise.reject(taken)
      },
    },
  } as unknown as OwnActivityParts)
}

const acting = {
  trail: { transact: (work: () => unknown) => work() },
} as unknown as ActingContext

const report = (target: object, ends: () => void, isRecording?: boolean) =>
  actingAs(acting, () =>
    activityWith(target, ends, isRecording).report({ id: entryId }, {} as never),
  )

describe('what somebody reports', () => {
  for (const [what, target] of [
    ['of another account', { kind: 'identity', id: others }],
    ['of something else with the id of the account', { kind: 'session', id: own }],
  ] as const)
    it(`is refused where it is an entry ${what}`, async () => {
      const refused = (error: unknown) => error instanceof Refusal && error.kind === 'not-found'
      await assert.rejects(
        report(target, () => assert.fail('sessions end')),
        refused,
      )
    })

  it('is refused where it is a session of another account, and nothing is recorded', async () => {
    const refused = (error: unknown) => error instanceof Refusal && error.kind === 'not-found'
    const session = { id: others }
    await assert.rejects(
      report(session, () => assert.fail('sessions end'), false),
      refused,
    )
  })

  it('is taken where it is their own', async () => {
    for (const isRecording of [true, false]) {
      let ended = 0
      const target = { kind: 'identity', id: own }
      await assert.rejects(
        report(target, () => ended++, isRecording),
        /is taken/,
      )
      assert.equal(ended, 1)
    }
  })
})
