import assert from 'node:assert/strict'
import type { Promises } from './promises.ts'
import { now, sampleAccount } from './samples.ts'

export function unprovedPromises(promise: Promises): void {
  promise(
    'accounts without a proved address are marked until they are cleared or deleted',
    async ({ identities, unproved }) => {
      const [one, two] = [sampleAccount(), sampleAccount()]
      await identities.insert(one)
      await identities.insert(two)
      assert.equal(await unproved.isMarked(one.identity.id), false)
      for (const each of [one, two, one]) await unproved.mark(each.identity.id, now)
      await unproved.clear(one.identity.id)
      assert.equal(await unproved.isMarked(one.identity.id), false)
      assert.equal(await unproved.isMarked(two.identity.id), true)
      await identities.delete(two.identity.id)
      assert.equal(await unproved.isMarked(two.identity.id), false)
      await assert.rejects(unproved.mark(two.identity.id, now), 'it belongs to no account')
    },
  )
}
