import assert from 'node:assert/strict'
import type { Promises } from './promises.ts'
import { concurrently } from './samples.ts'

const hour = 3_600_000
const now = 490_000 * hour

export function activityPromises(promise: Promises): void {
  promise(
    'counts of an hour are added up, whoever adds at the same moment',
    async ({ activity }) => {
      await concurrently(40, 40, (at) =>
        activity.add([
          { hour: now + (at % 2) * hour, kind: 'sign-ins', count: 2 },
          { hour: now, kind: 'failures', count: 1 },
        ]),
      )
      await activity.add([])
      const all = [
        { hour: now, kind: 'failures', count: 40 },
        { hour: now, kind: 'sign-ins', count: 40 },
        { hour: now + hour, kind: 'sign-ins', count: 40 },
      ]
      assert.deepEqual(await activity.since(now), all)
      assert.deepEqual(await activity.since(now + 1), all.slice(2))
    },
  )

  promise('old counts are deleted, about as many as told', async ({ activity }) => {
    await activity.add(
      [0, 1, 2].map((at) => ({ hour: now + at * hour, kind: 'messages', count: 1 })),
    )
    assert.equal(await activity.deleteBefore(now + 2 * hour, 1), 1)
    assert.equal(await activity.deleteBefore(now + 2 * hour, 9), 1)
    assert.equal(await activity.deleteBefore(now + 2 * hour, 9), 0)
    assert.equal((await activity.since(0)).length, 1)
  })
}
