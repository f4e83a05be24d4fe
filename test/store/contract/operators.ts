import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Promises } from './promises.ts'
import { now, sampleAccount } from './samples.ts'

export function operatorPromises(promise: Promises): void {
  promise(
    'a token of the admin API is found by its hash until it is removed, and its use is noted',
    async ({ apiTokens, transact }) => {
      assert.equal(await apiTokens.any(), false)
      const token = {
        id: randomUUID(),
        name: 'Überwachung 🔭',
        role: 'support',
        createdAt: now,
        expiresAt: undefined,
        lastUsedAt: undefined,
        createdBy: 'command:root',
      } as const
      const later = { ...token, id: randomUUID(), createdAt: now + 1, expiresAt: now + 9 }
      await apiTokens.insert(later, 'another-hash')
      await apiTokens.insert(token, 'hash')
      await assert.rejects(apiTokens.insert({ ...token, id: randomUUID() }, 'hash'))
      assert.equal(await apiTokens.any(), true)
      assert.deepEqual(await apiTokens.list(), [token, later])
      assert.deepEqual(await apiTokens.findByHash('hash'), token)
      assert.equal(await apiTokens.findByHash('HASH'), undefined)
      const used = async () => (await apiTokens.findByHash('hash'))?.lastUsedAt
      await apiTokens.noteUse(token.id, now + 5, now)
      assert.equal(await used(), now + 5)
      await apiTokens.noteUse(token.id, now + 7, now + 4)
      assert.equal(await used(), now + 5, 'one is noted since')
      await apiTokens.noteUse(token.id, now + 9, now + 5)
      assert.equal(await used(), now + 9)
      assert.equal((await apiTokens.findByHash('another-hash'))?.lastUsedAt, undefined)
      const undo = new Error('undo')
      const fails = transact(async () => {
        assert.equal((await apiTokens.remove(token.id))?.id, token.id)
        throw undo
      })
      await assert.rejects(fails, undo)
      assert.equal((await apiTokens.remove(token.id))?.name, token.name)
      assert.equal(await apiTokens.remove(token.id), undefined)
      assert.equal(await apiTokens.findByHash('hash'), undefined)
      assert.deepEqual(await apiTokens.list(), [later])
    },
  )

  promise(
    'an operator is an identity with one role, and is none any more when it is deleted',
    async ({ identities, operators }) => {
      assert.equal(await operators.any(), false)
      const [one, two] = [sampleAccount(), sampleAccount()]
      await identities.insert(one)
      await identities.insert(two)
      const first = {
        identityId: one.identity.id,
        role: 'viewer',
        createdAt: now,
        createdBy: 'token:1',
      } as const
      const second = { ...first, identityId: two.identity.id, createdAt: now + 1 }
      await operators.put(second)
      await operators.put(first)
      assert.deepEqual(await operators.list(), [first, second])
      const changed = { ...first, role: 'admin', createdBy: 'command:root' } as const
      await operators.put(changed)
      assert.deepEqual(await operators.find(first.identityId), changed)
      assert.equal(await operators.any(), true)
      assert.equal(await operators.remove(first.identityId), true)
      assert.equal(await operators.remove(first.identityId), false)
      await identities.delete(second.identityId)
      assert.deepEqual(await operators.list(), [])
      await assert.rejects(operators.put(second), 'it belongs to no account')
    },
  )

  promise(
    'of those with a role, several who would each leave another one leave one',
    async ({ identities, operators, transact }) => {
      const accounts = [sampleAccount(), sampleAccount(), sampleAccount()]
      for (const { identity } of accounts) {
        await identities.insert({ identity, credentials: [] })
        await operators.put({
          identityId: identity.id,
          role: 'admin',
          createdAt: now,
          createdBy: 'x',
        })
      }
      const removed = await Promise.all(
        accounts.map(({ identity }) =>
          transact(async () => {
            const all = await operators.lockAllWith('admin')
            return all.length > 1 && operators.remove(identity.id)
          }),
        ),
      )
      assert.equal(removed.filter(Boolean).length, 2)
      assert.equal((await operators.list()).length, 1)
    },
  )
}
