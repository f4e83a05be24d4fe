import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { StaleVersion } from '#identity/identity-store.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import type { Promises } from './promises.ts'
import {
  concurrently,
  now,
  password,
  recovery,
  sampleAccount,
  sampleFlow,
  sampleIdentity,
  sampleSession,
  tokenHash,
  verifiable,
} from './samples.ts'

const full = (): Account => ({
  identity: sampleIdentity({
    externalId: 'crm-17',
    organizationId: randomUUID(),
    state: 'inactive',
    metadataPublic: { plan: ['gold'] },
    verifiableAddresses: [
      verifiable('ada@example.org', { verified: true, status: 'completed', verifiedAt: now }),
      verifiable('+31612345678', { via: 'sms' }),
    ],
    recoveryAddresses: [recovery('ada@example.org'), recovery('ada@example.com')],
  }),
  credentials: [
    {
      type: 'totp',
      identifiers: [],
      config: { sealed: 'x' },
      version: 1,
      createdAt: now,
      updatedAt: now,
    },
    password('ada', 'ada@example.org'),
    {
      type: 'oidc',
      identifiers: ['google:1', 'github:2'],
      config: { providers: [{ provider: 'google' }] },
      version: 2,
      createdAt: now,
      updatedAt: now + 5,
    },
  ],
})

export function accountPromises(promise: Promises): void {
  promise(
    'an account comes back as it was stored, however it is looked for',
    async ({ identities }) => {
      const account = full()
      const { id } = account.identity
      await identities.insert(sampleAccount())
      await identities.insert(account)
      assert.deepEqual(await identities.find(id), account)
      assert.deepEqual(await identities.findByExternalId('crm-17'), account)
      assert.deepEqual(await identities.findByIdentifier('password', 'ada'), account)
      assert.deepEqual(await identities.findByIdentifier('oidc', 'github:2'), account)
      assert.deepEqual(await identities.findByAddress('verifiable', '+31612345678'), account)
      assert.deepEqual(await identities.findByAddress('recovery', 'ada@example.com'), account)
    },
  )

  promise(
    'an account without credentials and addresses comes back as it was stored',
    async ({ identities }) => {
      const account = { identity: sampleIdentity(), credentials: [] }
      await identities.insert(account)
      assert.deepEqual(await identities.find(account.identity.id), account)
    },
  )

  promise(
    'an address that is both mail and phone number of one account is found once',
    async ({ identities }) => {
      const account = sampleAccount('x', {
        recoveryAddresses: [recovery('x'), recovery('x', { via: 'sms' })],
      })
      await identities.insert(account)
      assert.deepEqual(await identities.findByAddress('recovery', 'x'), account)
    },
  )

  promise('what is unknown is not found', async ({ identities }) => {
    await identities.insert(full())
    assert.equal(await identities.find(randomUUID()), undefined)
    assert.equal(await identities.findByExternalId('crm'), undefined)
    assert.equal(await identities.findByIdentifier('code', 'ada'), undefined)
    assert.equal(await identities.findByAddress('verifiable', 'ada@example.com'), undefined)
  })

  promise(
    'a replaced account is the new one in all its parts, one version further',
    async ({ identities }) => {
      const before = full()
      await identities.insert(before)
      const after: Account = {
        identity: {
          ...before.identity,
          traits: { other: 1 },
          externalId: undefined,
          state: 'active',
          verifiableAddresses: [verifiable('new@example.org')],
          recoveryAddresses: [],
        },
        credentials: [password('new@example.org')],
      }
      const stored = await identities.replace(after)
      assert.deepEqual(stored, { ...after, identity: { ...after.identity, version: 2 } })
      assert.deepEqual(await identities.find(before.identity.id), stored)
      assert.deepEqual(await identities.findByAddress('verifiable', 'new@example.org'), stored)
      assert.equal(await identities.findByIdentifier('password', 'ada'), undefined)
      assert.equal(await identities.findByExternalId('crm-17'), undefined)
      assert.equal(await identities.findByAddress('recovery', 'ada@example.org'), undefined)
    },
  )

  promise(
    'a change made against an older version, or of a deleted identity, is refused as outdated and changes nothing',
    async ({ identities }) => {
      const account = full()
      await identities.insert(account)
      const stored = await identities.replace(account)
      await assert.rejects(identities.replace({ ...account, credentials: [] }), StaleVersion)
      assert.deepEqual(await identities.find(account.identity.id), stored)
      await identities.delete(account.identity.id)
      await assert.rejects(identities.replace(stored), StaleVersion)
      assert.equal(await identities.findByIdentifier('password', 'ada'), undefined)
    },
  )

  promise(
    'many accounts get another state together, unless one has changed since it was read',
    async ({ identities, search }) => {
      const before = [full(), ...['b', 'c'].map((name) => sampleAccount(name))]
      for (const one of before) await identities.insert(one)
      const at = now + 5
      const stored = await identities.setStates(before.slice(1), 'inactive', at)
      assert.deepEqual(
        stored,
        before.slice(1).map(({ identity, credentials }) => ({
          identity: {
            ...identity,
            state: 'inactive',
            stateChangedAt: at,
            updatedAt: at,
            version: 2,
          },
          credentials,
        })),
      )
      for (const one of stored) assert.deepEqual(await identities.find(one.identity.id), one)
      const found = await search.find(
        { terms: [], state: 'inactive', updated: { from: at } },
        { by: 'id', descending: false },
        { limit: 9 },
      )
      assert.deepEqual(
        found.map(({ position }) => position.id).toSorted(),
        stored.map(({ identity }) => identity.id).toSorted(),
      )
      await assert.rejects(identities.setStates(before, 'active', at + 1), StaleVersion)
      assert.deepEqual(await identities.find(before[0]?.identity.id ?? ''), before[0])
      assert.deepEqual(await identities.setStates([], 'active', at), [])
    },
  )

  promise(
    'many accounts are deleted together with all that makes them found, and nobody else',
    async ({ identities, search }) => {
      const entry = (name: string) => ({
        mark: 'x',
        terms: Array.from({ length: 30 }, (_, at) => ({ field: 'word', term: `${name}${at}` })),
      })
      const names = ['a', 'b', 'c'] as const
      const accounts = names.map((name) => sampleAccount(name))
      for (const [at, one] of accounts.entries())
        await identities.insert(one, entry(names[at] ?? ''))
      const [a, b, c] = accounts.map(({ identity }) => identity.id) as [string, string, string]
      const unknown = randomUUID()
      assert.deepEqual((await identities.deleteMany([a, unknown, c])).toSorted(), [a, c].toSorted())
      assert.deepEqual(await identities.deleteMany([a, c]), [])
      assert.deepEqual(await identities.deleteMany([]), [])
      const found = async (name: string) =>
        (
          await search.find(
            { terms: [{ kind: 'exact', field: 'word', term: `${name}29` }] },
            { by: 'id', descending: false },
            { limit: 9 },
          )
        ).map(({ position }) => position.id)
      assert.deepEqual(await Promise.all(names.map(found)), [[], [b], []])
      // NOTE what was theirs can be somebody's again
      for (const name of ['a', 'c']) await identities.insert(sampleAccount(name), entry(name))
      assert.equal(await identities.count({}), 3)
    },
  )

  promise(
    'changes of one identity at the same moment do not lose each other',
    async ({ identities }) => {
      const account = {
        identity: sampleIdentity({ traits: {} }),
        credentials: [password('everyone')],
      }
      await identities.insert(account)
      const changes = 500
      await concurrently(changes, 4, (index) => change(identities, account.identity.id, index))
      const end = await identities.find(account.identity.id)
      assert.equal(end?.identity.version, changes + 1)
      assert.equal(Object.keys(end?.identity.traits ?? {}).length, changes)
    },
  )

  promise(
    'deleting an identity deletes its credentials, addresses, sessions and flows, and nothing of others',
    async ({ identities, sessions, flows }) => {
      const [account, other] = [full(), sampleAccount()]
      const [token, otherToken] = [tokenHash(), tokenHash()]
      const flow = sampleFlow({ identityId: account.identity.id })
      const otherFlow = sampleFlow({ identityId: other.identity.id })
      await identities.insertMany([account, other])
      await sessions.insert(sampleSession(account.identity), token)
      await sessions.insert(sampleSession(other.identity), otherToken)
      await flows.insert(flow)
      await flows.insert(otherFlow)
      assert.equal(await identities.delete(account.identity.id), true)
      assert.equal(await identities.delete(account.identity.id), false)
      assert.equal(await identities.find(account.identity.id), undefined)
      assert.equal(await sessions.findByToken(token), undefined)
      assert.equal(await flows.find('login', flow.id), undefined)
      assert.ok(await sessions.findByToken(otherToken))
      assert.ok(await flows.find('login', otherFlow.id))
      const successor = { ...full(), identity: { ...full().identity, externalId: 'crm-17' } }
      await identities.insert(successor)
      assert.deepEqual(await identities.findByIdentifier('password', 'ada'), successor)
    },
  )
}

/** Reads, waits a random while, writes; again when somebody was faster. */
async function change(identities: IdentityStore, id: string, index: number): Promise<void> {
  for (;;) {
    const read = await identities.find(id)
    assert.ok(read)
    if (Math.random() < 0.3) await new Promise((resolve) => setTimeout(resolve, Math.random() * 3))
    try {
      await identities.replace({
        ...read,
        identity: {
          ...read.identity,
          traits: { ...read.identity.traits, [`change-${index}`]: true },
        },
      })
      return
    } catch (error) {
      if (!(error instanceof StaleVersion)) throw error
    }
  }
}
