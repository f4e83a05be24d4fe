import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Promises } from './promises.ts'
import { now, sampleAccount } from './samples.ts'

export function factorResetPromises(promise: Promises): void {
  promise(
    'a reset of second factors waits once for each identity, and is taken by one process alone',
    async ({ identities, factorResets, transact }) => {
      const [one, two] = [sampleAccount(), sampleAccount()]
      await identities.insert(one)
      await identities.insert(two)
      const reset = ({ identity }: typeof one, dueAt: number) => ({
        id: randomUUID(),
        identityId: identity.id,
        requestedAt: now,
        dueAt,
      })
      const [later, sooner, again] = [reset(one, now + 9), reset(two, now + 5), reset(one, now + 1)]
      assert.deepEqual(
        [await factorResets.insert(later), await factorResets.insert(sooner)],
        [true, true],
      )
      assert.equal(await factorResets.insert(again), false)
      assert.deepEqual(await factorResets.find(one.identity.id), later)
      assert.deepEqual(await factorResets.due(now + 4, 9), [])
      assert.deepEqual(await factorResets.due(now + 5, 9), [sooner])
      assert.deepEqual(await factorResets.due(now + 9, 9), [sooner, later])
      assert.deepEqual(await factorResets.due(now + 9, 1), [sooner])
      assert.equal(await factorResets.remove(again), false, 'another one waits')
      const taken = await Promise.all(
        Array.from({ length: 5 }, () => transact(() => factorResets.remove(later))),
      )
      assert.equal(taken.filter(Boolean).length, 1)
      assert.equal(await factorResets.find(one.identity.id), undefined)
      assert.equal(await factorResets.insert(again), true)
      const undo = new Error('undo')
      const fails = transact(async () => {
        assert.equal(await factorResets.remove(again), true)
        throw undo
      })
      await assert.rejects(fails, undo)
      assert.deepEqual(await factorResets.find(one.identity.id), again)
      await identities.delete(two.identity.id)
      assert.equal(await factorResets.find(two.identity.id), undefined)
      await assert.rejects(factorResets.insert(sooner), 'it belongs to no account')
    },
  )
}
