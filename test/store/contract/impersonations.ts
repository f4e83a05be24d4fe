import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Promises } from './promises.ts'
import { now, sampleAccount } from './samples.ts'

export function impersonationPromises(promise: Promises): void {
  promise(
    'leave to open a session of somebody is taken once, and goes with them',
    async ({ identities, impersonations, transact }) => {
      const account = sampleAccount()
      await identities.insert(account)
      const leave = (expiresAt: number) => ({
        codeHash: randomUUID(),
        identityId: account.identity.id,
        openedBy: {
          kind: 'operator' as const,
          id: randomUUID(),
          name: 'Søren',
          reason: 'a "…" 💡',
        },
        expiresAt,
      })
      const [one, two, over] = [leave(now + 9), leave(now + 9), leave(now - 1)]
      for (const each of [one, two, over]) await impersonations.insert(each)
      assert.equal(await impersonations.take(randomUUID()), undefined)
      const taken = await Promise.all(
        Array.from({ length: 5 }, () => transact(() => impersonations.take(one.codeHash))),
      )
      assert.deepEqual(taken.filter(Boolean), [one])
      const undo = new Error('undo')
      const fails = transact(async () => {
        assert.deepEqual(await impersonations.take(two.codeHash), two)
        throw undo
      })
      await assert.rejects(fails, undo)
      assert.equal(await impersonations.deleteExpired(now, 9), 1)
      assert.deepEqual(await impersonations.take(two.codeHash), two)
      await impersonations.insert(two)
      await identities.delete(account.identity.id)
      assert.equal(await impersonations.take(two.codeHash), undefined)
    },
  )
}
