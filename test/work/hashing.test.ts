// Whether somebody has a password must not be readable from the time that its check takes: the
// check does the same work.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createHasher, type HasherSettings } from '#crypto/hasher.ts'
import { blankArgon2, isArgon2With } from '#crypto/hashes/argon2.ts'
import { blankBcrypt, costOf } from '#crypto/hashes/bcrypt.ts'
import { workOf } from '../support/work.ts'

const argon2: HasherSettings = {
  algorithm: 'argon2',
  bcrypt: { cost: 5 },
  argon2: { memoryKiB: 1024, iterations: 1, parallelism: 1, saltBytes: 16, keyBytes: 32 },
}
const bcrypt: HasherSettings = { ...argon2, algorithm: 'bcrypt' }
const hasherWith = (settings: HasherSettings) => createHasher({ settings: () => settings })

/**
 * How much each kind of hash runs while something is done; what counts is whether it is the same.
 */
async function hashesIn(act: () => Promise<unknown>) {
  const work = await workOf(act)
  return Object.fromEntries(
    (['argon2', 'bcrypt'] as const).map((kind) => [
      kind,
      work.calls(`src/crypto/hashes/${kind}.ts`, 'matches') +
        work.calls(`src/crypto/hashes/${kind}.ts`, `hash${kind[0]?.toUpperCase()}${kind.slice(1)}`),
    ]),
  )
}

/** What may be stored of somebody with whom no password can match. */
const unusable: Readonly<Record<string, string | undefined>> = {
  'who is not known': undefined,
  'whose hash is empty': '',
  'whose hash is damaged': 'damaged',
  'whose hash would cost too much to check':
    '$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
}

for (const settings of [argon2, bcrypt]) {
  describe(`checking a password by ${settings.algorithm}`, () => {
    const hasher = hasherWith(settings)
    /** The work for somebody who has another password. */
    const usual = async (of = hasher) => {
      const hash = await of.hash('right')
      return hashesIn(async () => assert.equal(await of.matches('wrong', hash), false))
    }

    it('is work of that kind for somebody who has another password', async () => {
      const { [settings.algorithm]: own, ...others } = await usual()
      assert.ok(own !== undefined && own > 0)
      assert.deepEqual(Object.values(others), [0])
    })

    for (const [who, stored] of Object.entries(unusable))
      it(`is the same work for somebody ${who}`, async () => {
        const hashes = await hashesIn(async () =>
          assert.equal(await hasher.matches('wrong', stored), false),
        )
        assert.deepEqual(hashes, await usual())
      })

    it('is the work of another hash and of one of ours where that is asked for', async () => {
      const other = hasherWith(settings === argon2 ? bcrypt : argon2)
      const like = await other.hash('x')
      assert.deepEqual(await hashesIn(() => hasher.matches('wrong', undefined, { like })), {
        ...(await usual(other)),
        [settings.algorithm]: (await usual())[settings.algorithm],
      })
    })

    it('is no hash for a password of a megabyte, and none is made of it', async () => {
      const huge = 'x'.repeat(1_000_000),
        hash = await hasher.hash('right')
      const hashes = await hashesIn(async () => {
        for (const stored of [hash, ...Object.values(unusable)])
          assert.equal(await hasher.matches(huge, stored), false)
        await assert.rejects(hasher.hash(huge), { kind: 'too-large' })
      })
      assert.deepEqual(hashes, { argon2: 0, bcrypt: 0 })
    })
  })
}

describe('the hash that stands in for a missing one', () => {
  it('costs what a new one costs, whatever the settings', () => {
    for (const memoryKiB of [1024, 19_456, 65_536])
      for (const iterations of [1, 2, 5])
        for (const parallelism of [1, 4])
          for (const size of [16, 32]) {
            const wanted = { memoryKiB, iterations, parallelism, saltBytes: size, keyBytes: size }
            assert.ok(isArgon2With(blankArgon2(wanted), wanted), JSON.stringify(wanted))
          }
    for (let cost = 4; cost <= 16; cost++) assert.equal(costOf(blankBcrypt(cost)), cost)
  })
})
