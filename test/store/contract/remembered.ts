import assert from 'node:assert/strict'
import type { Promises } from './promises.ts'
import { now, sampleAccount } from './samples.ts'

export function rememberedPromises(promise: Promises): void {
  promise(
    'remembered devices are found by their secret, for their person, until they are forgotten',
    async ({ identities, remembered }) => {
      const [one, two] = [sampleAccount(), sampleAccount()]
      await identities.insert(one)
      await identities.insert(two)
      const device = (account: typeof one, secretHash: string, createdAt = now) => ({
        id: `${account.identity.id.slice(0, 20)}-${secretHash}`,
        identityId: account.identity.id,
        secretHash,
        proof: { method: 'totp', aal: 'aal2', completedAt: createdAt } as const,
        protection: ['totp:1', 'a "b" \\ c'],
        userAgent: 'Any/1.0 \u0000 (é)',
        createdAt,
        expiresAt: createdAt + 1000,
      })
      const [older, newer] = [device(one, 'a'), device(one, 'b', now + 1)]
      const other = device(two, 'a')
      for (const each of [older, newer, other]) await remembered.insert(each)
      assert.deepEqual(await remembered.find(one.identity.id, 'a'), older)
      assert.deepEqual(await remembered.find(two.identity.id, 'a'), other)
      for (const hash of ['A', 'a ', 'c', ''])
        assert.equal(await remembered.find(one.identity.id, hash), undefined)
      assert.deepEqual(await remembered.list(one.identity.id), [newer, older])
      await assert.rejects(remembered.insert({ ...newer, id: 'another' }), 'a secret is there once')
      assert.equal(await remembered.deleteExpired(now + 1001, 10), 2)
      assert.deepEqual(await remembered.list(one.identity.id), [newer])
      assert.equal(await remembered.forget(one.identity.id), 1)
      assert.equal(await remembered.forget(one.identity.id), 0)
      await remembered.insert(other)
      await identities.delete(two.identity.id)
      assert.deepEqual(await remembered.list(two.identity.id), [])
      await assert.rejects(remembered.insert(other), 'it belongs to no account')
    },
  )
}
