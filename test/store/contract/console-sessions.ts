import assert from 'node:assert/strict'
import type { Promises } from './promises.ts'
import { now, sampleAccount } from './samples.ts'

export function consoleSessionPromises(promise: Promises): void {
  promise(
    'a code for the console is taken once, whoever takes it at the same moment',
    async ({ identities, consoleSessions }) => {
      const { identity } = sampleAccount()
      await identities.insert({ identity, credentials: [] })
      const code = {
        identityId: identity.id,
        sessionId: 'a-session',
        challenge: 'c'.repeat(43),
        authenticatedAt: now - 5,
        expiresAt: now + 60_000,
      }
      await consoleSessions.insertCode(code, 'hash')
      await assert.rejects(consoleSessions.insertCode(code, 'hash'))
      for (const other of ['Hash', 'hash ', ''])
        assert.equal(await consoleSessions.takeCode(other), undefined)
      const taken = await Promise.all(
        [1, 2, 3, 4].map(() => consoleSessions.takeCode('hash').catch(() => undefined)),
      )
      assert.deepEqual(
        taken.filter((one) => one !== undefined),
        [code],
      )
      assert.equal(await consoleSessions.takeCode('hash'), undefined)
      await consoleSessions.insertCode(code, 'another')
      await identities.delete(identity.id)
      assert.equal(await consoleSessions.takeCode('another'), undefined)
      await assert.rejects(consoleSessions.insertCode(code, 'x'), 'it belongs to no account')
    },
  )

  promise(
    'a session of the console is found by its token until it is removed, and notes when it was seen',
    async ({ identities, consoleSessions }) => {
      const [one, two] = [sampleAccount(), sampleAccount()]
      await identities.insert(one)
      await identities.insert(two)
      const session = {
        id: 'first',
        identityId: one.identity.id,
        sessionId: 'a-session',
        authenticatedAt: now - 5,
        createdAt: now,
        expiresAt: now + 1000,
        seenAt: now,
      }
      const other = { ...session, id: 'other', identityId: two.identity.id, expiresAt: now + 5000 }
      const find = (hash: string) => consoleSessions.findByToken(hash)
      await consoleSessions.insert(session, 'hash')
      await consoleSessions.insert(other, 'of the other')
      await assert.rejects(consoleSessions.insert({ ...session, id: 'x' }, 'hash'))
      assert.deepEqual(await find('hash'), session)
      assert.equal(await find('HASH'), undefined)

      await consoleSessions.noteSeen('first', now + 7, now - 1)
      assert.equal((await find('hash'))?.seenAt, now, 'one is noted since')
      await consoleSessions.noteSeen('first', now + 7, now)
      assert.equal((await find('hash'))?.seenAt, now + 7)
      assert.deepEqual(await find('of the other'), other)

      const code = { ...other, challenge: 'c', expiresAt: now + 999 }
      await consoleSessions.insertCode(code, 'code')
      assert.equal(await consoleSessions.deleteExpired(now + 999, 10), 0)
      assert.equal(await consoleSessions.deleteExpired(now + 1001, 10), 2)
      assert.equal(await find('hash'), undefined)
      assert.equal(await consoleSessions.remove('first'), false)

      await consoleSessions.insert(session, 'hash')
      assert.equal(await consoleSessions.remove('first'), true)
      assert.equal(await find('hash'), undefined)
      await identities.delete(two.identity.id)
      assert.equal(await find('of the other'), undefined)
      await assert.rejects(consoleSessions.insert(other, 'x'), 'it belongs to no account')
    },
  )
}
