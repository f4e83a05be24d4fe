import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { DataExport } from '#personal-data/export-store.ts'
import type { Promises } from './promises.ts'
import { now, sampleAccount } from './samples.ts'

const sampleExport = (identityId: string, more: Partial<DataExport> = {}): DataExport => ({
  id: randomUUID(),
  identityId,
  state: 'making',
  withCredentials: true,
  requestedAt: now,
  count: 2,
  countedFrom: now - 5,
  expiresAt: now + 100,
  ...more,
})

export function exportPromises(promise: Promises): void {
  promise(
    'an export is made under a lease, fetched once by its link, and goes with the account',
    async ({ identities, exports, transact }) => {
      const account = sampleAccount()
      const { id: identityId } = account.identity
      await identities.insert(account)
      assert.equal(await exports.latest(identityId), undefined)
      const one = sampleExport(identityId)
      await transact(() => exports.put(one))
      assert.deepEqual(await exports.latest(identityId), one)

      const leases = Array.from({ length: 4 }, () => ({ id: randomUUID(), until: now + 10 }))
      const taken = await Promise.all(leases.map((lease) => exports.take(now, lease)))
      assert.deepEqual(
        taken.filter((given) => given !== undefined),
        [one],
      )
      assert.equal(await exports.take(now + 9, { id: 'x', until: now + 20 }), undefined)
      assert.deepEqual(await exports.take(now + 10, { id: 'again', until: now + 20 }), one)
      const hold = (id: string) => transact(() => exports.hold(one.id, { id, until: now + 30 }))
      assert.deepEqual([await hold(leases[0]?.id ?? ''), await hold('again')], [false, true])
      for (const [number, text] of ['a', 'b', 'ü\u2028 ', 'again'].entries())
        await exports.putPiece(one.id, number % 3, text)
      assert.deepEqual(
        await Promise.all([0, 1, 2, 3].map((number) => exports.piece(one.id, number))),
        ['again', 'b', 'ü\u2028 ', undefined],
      )

      await exports.finish(one.id, 'hash', now + 50)
      assert.equal(await hold('again'), false)
      assert.deepEqual(await exports.latest(identityId), {
        ...one,
        state: 'ready',
        expiresAt: now + 50,
      })
      const link = { id: one.id, identityId, hash: 'hash' }
      const claim = (given: Partial<typeof link>, at = now) =>
        transact(() => exports.claim({ ...link, ...given }, at, now + 60))
      assert.equal(await claim({ hash: 'other' }), false)
      assert.equal(await claim({ identityId: randomUUID() }), false)
      assert.equal(await claim({}, now + 50), false, 'it has expired')
      const claimed = await Promise.all(Array.from({ length: 4 }, () => claim({})))
      assert.equal(claimed.filter(Boolean).length, 1)
      assert.equal((await exports.latest(identityId))?.state, 'over')

      assert.equal(await exports.deleteExpiredPieces(now + 59, 9), 0)
      assert.equal(await exports.deleteExpiredPieces(now + 60, 2), 2)
      await exports.deletePieces(one.id)
      assert.equal(await exports.piece(one.id, 2), undefined)
      assert.equal(await exports.deleteExpired(now + 60, now - 1, 9), 0)
      assert.equal(await exports.deleteExpired(now + 60, now, 9), 1)

      const next = sampleExport(identityId)
      await transact(() => exports.put(sampleExport(identityId, { state: 'over' })))
      await transact(() => exports.put(next))
      await exports.putPiece(next.id, 0, 'text')
      assert.equal(await exports.deleteExpiredPieces(now + 999, 9), 0, 'it is being made')
      await identities.delete(identityId)
      assert.equal(await exports.latest(identityId), undefined)
      assert.equal(await exports.piece(next.id, 0), undefined)
    },
  )
}
