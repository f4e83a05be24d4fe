import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { Promises } from './promises.ts'
import { password, sampleAccount, sampleIdentity } from './samples.ts'

const from = (n: number) => createHash('sha256').update(`${n}`).digest('base64url')

export function configSamplePromises(promise: Promises): void {
  promise(
    'what is stored of some passwords is picked from all of them, and the same each time',
    async ({ identities }) => {
      const count = 200
      const numbered = (n: number) => ({ ...password(`p${n}@example.org`), config: { n } })
      await identities.insertMany(
        Array.from({ length: count }, (_, n) => ({
          ...sampleAccount(`p${n}@example.org`),
          credentials: [
            numbered(n),
            { ...numbered(n), type: 'code' as const, config: { other: n } },
          ],
        })),
      )
      await identities.insert({ identity: sampleIdentity(), credentials: [] })
      const pick = async (at: number, limit: number) =>
        (await identities.sampleConfigs('password', { from: from(at), limit }))
          .map(({ n }) => Number(n))
          .toSorted((a, b) => a - b)
      const all = Array.from({ length: count }, (_, n) => n)
      assert.deepEqual(await pick(0, count), all)
      assert.deepEqual(await pick(0, 2 * count), all)
      const seen = new Set<number>()
      for (let at = 0; at < 100; at++) {
        const some = await pick(at, 20)
        assert.equal(new Set(some).size, 20)
        assert.deepEqual(await pick(at, 20), some)
        for (const n of some) seen.add(n)
      }
      assert.ok(seen.size > 0.9 * count, `${seen.size} of ${count}`)
    },
  )
  promise('nothing is picked where nothing is stored', async ({ identities }) => {
    assert.deepEqual(await identities.sampleConfigs('password', { from: from(0), limit: 10 }), [])
  })
}
