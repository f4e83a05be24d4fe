import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { OneTimeCode } from '#identity/code-store.ts'
import type { Promises } from './promises.ts'
import { concurrently, now, sampleAccount, tokenHash } from './samples.ts'

function sampleCode(more: Partial<OneTimeCode> = {}): OneTimeCode {
  return {
    id: randomUUID(),
    flowId: randomUUID(),
    hash: tokenHash(),
    address: { value: 'ada@example.org', via: 'email' },
    identityId: randomUUID(),
    issuedAt: now,
    expiresAt: now + 1000,
    ...more,
  }
}

export function codePromises(promise: Promises): void {
  promise('codes come back as they were stored, those of their flow only', async ({ codes }) => {
    const flowId = randomUUID()
    const one = sampleCode({ flowId }),
      two = sampleCode({ flowId, address: undefined, identityId: undefined })
    await codes.replace(flowId, [one, two])
    const other = sampleCode()
    await codes.replace(other.flowId, [other])
    assert.deepEqual(new Set(await codes.ofFlow(flowId)), new Set([one, two]))
    assert.deepEqual(await codes.ofFlow(other.flowId), [other])
    assert.deepEqual(await codes.ofFlow(randomUUID()), [])
  })

  promise('new codes of a flow take the place of the old ones', async ({ codes }) => {
    const old = sampleCode(),
      fresh = sampleCode({ flowId: old.flowId })
    await codes.replace(old.flowId, [old])
    await codes.replace(old.flowId, [fresh])
    assert.deepEqual(await codes.ofFlow(old.flowId), [fresh])
    assert.equal(await codes.use(old.id), false)
    await codes.replace(old.flowId, [])
    assert.deepEqual(await codes.ofFlow(old.flowId), [])
  })

  promise('a code is used by one of fifty who try at the same moment', async ({ codes }) => {
    const code = sampleCode()
    await codes.replace(code.flowId, [code])
    const answers = await concurrently(50, 50, () => codes.use(code.id))
    assert.equal(answers.filter((used) => used).length, 1)
    assert.deepEqual(await codes.ofFlow(code.flowId), [])
  })

  promise(
    'a code used in a transaction that fails is as good as before',
    async ({ codes, transact }) => {
      const code = sampleCode()
      await codes.replace(code.flowId, [code])
      await assert.rejects(
        transact(async () => {
          assert.equal(await codes.use(code.id), true)
          throw new Error('no')
        }),
        /no/,
      )
      assert.equal(await codes.use(code.id), true)
    },
  )

  promise('the codes of an identity go when it goes', async ({ codes, identities }) => {
    const account = sampleAccount()
    await identities.insert(account)
    const mine = sampleCode({ identityId: account.identity.id }),
      other = sampleCode()
    await codes.replace(mine.flowId, [mine])
    await codes.replace(other.flowId, [other])
    await identities.delete(account.identity.id)
    assert.deepEqual(await codes.ofFlow(mine.flowId), [])
    assert.deepEqual(await codes.ofFlow(other.flowId), [other])
  })

  promise('expired codes are deleted, not more than told', async ({ codes }) => {
    const all = [1, 2, 3, 4].map((age) => sampleCode({ expiresAt: now + age }))
    for (const code of all) await codes.replace(code.flowId, [code])
    assert.equal(await codes.deleteExpired(now + 4, 2), 2)
    assert.equal(await codes.deleteExpired(now + 4, 9), 1)
    assert.equal((await codes.ofFlow(all[3]?.flowId ?? '')).length, 1)
  })
}
