import assert from 'node:assert/strict'
import type { Promises } from './promises.ts'
import { sampleAccount } from './samples.ts'

export function addressChangePromises(promise: Promises): void {
  promise(
    'of an account only the latest change of an address waits, until it is cleared or the account deleted',
    async ({ identities, addressChanges }) => {
      const [one, two] = [sampleAccount(), sampleAccount()]
      for (const each of [one, two]) await identities.insert(each)
      const waiting = () =>
        Promise.all([one, two].map(({ identity }) => addressChanges.waiting(identity.id)))
      const flows = ['first', 'second', 'third'].map((name) => `flow-${name}`)
      assert.deepEqual(await waiting(), [undefined, undefined])
      await addressChanges.wait(one.identity.id, flows[0] ?? '')
      await addressChanges.wait(two.identity.id, flows[1] ?? '')
      await addressChanges.wait(one.identity.id, flows[2] ?? '')
      assert.deepEqual(await waiting(), ['flow-third', 'flow-second'])
      await addressChanges.clear(one.identity.id)
      assert.deepEqual(await waiting(), [undefined, 'flow-second'])
      await identities.delete(two.identity.id)
      assert.deepEqual(await waiting(), [undefined, undefined])
      await assert.rejects(addressChanges.wait(two.identity.id, 'x'), 'it belongs to no account')
    },
  )
}
