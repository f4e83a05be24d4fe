import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { credentialTable, credentialTypes } from '#identity/credential-types.ts'
import { StaleVersion } from '#identity/identity-store.ts'
import type { Session } from '#session/session.ts'
import type { SessionFilter, SessionWithIdentity } from '#session/session-store.ts'
import type { Store } from '#store/store.ts'
import type { Promises } from './promises.ts'
import { now, sampleAccount, sampleSession, tokenHash } from './samples.ts'

/** Two people: of the first an active, an expired and a revoked session, of the second an active one. */
async function prepare({ identities, sessions }: Store) {
  const [ada, ben] = [sampleAccount(), sampleAccount()]
  await identities.insertMany([ada, ben])
  const all = {
    active: sampleSession(ada.identity, { issuedAt: now + 3 }),
    expired: sampleSession(ada.identity, { issuedAt: now + 1, expiresAt: now + 10 }),
    revoked: sampleSession(ada.identity, { issuedAt: now + 2, active: false }),
    other: sampleSession(ben.identity, { issuedAt: now + 3 }),
  }
  for (const session of Object.values(all)) await sessions.insert(session, tokenHash())
  return { ada: ada.identity, ben: ben.identity, ...all }
}

const names = (
  known: Readonly<Record<string, unknown>>,
  found: readonly { readonly session: Session }[],
): string[] =>
  found.map(
    ({ session }) =>
      Object.keys(known).find(
        (name) => (known[name] as { readonly id: string }).id === session.id,
      ) ?? 'unknown',
  )

/** Without what it has been put into. */
function withoutTexts(found: SessionWithIdentity | undefined): SessionWithIdentity | undefined {
  if (!found) return undefined
  const { texts: _, ...rest } = found
  return rest
}

export function sessionPromises(promise: Promises): void {
  promise(
    'a session is found by its token and by its id, with its identity as it is now',
    async ({ identities, sessions }) => {
      const account = sampleAccount(undefined, { externalId: 'e', organizationId: 'o' })
      await identities.insert(account)
      const session = sampleSession(account.identity, {
        methods: [
          { method: 'oidc', aal: 'aal1', completedAt: now, provider: 'google', organization: 'o' },
        ],
        devices: [],
      })
      const token = tokenHash()
      await sessions.insert(session, token)
      assert.deepEqual(withoutTexts(await sessions.findByToken(token)), {
        session,
        identity: account.identity,
        mayHaveSecondFactor: false,
      })
      const { identity } = await identities.replace({
        ...account,
        identity: { ...account.identity, state: 'inactive' },
      })
      assert.deepEqual(withoutTexts(await sessions.findByToken(token)), {
        session,
        identity,
        mayHaveSecondFactor: false,
      })
      assert.deepEqual(await sessions.find(session.id), {
        session,
        identity,
        mayHaveSecondFactor: false,
      })
      assert.equal(await sessions.findByToken(tokenHash()), undefined)
      assert.equal(await sessions.find(randomUUID()), undefined)
    },
  )

  for (const type of credentialTypes) {
    const isSecond = ['second', 'either'].includes(credentialTable[type].factor)
    promise(
      `a session tells that ${type} ${isSecond ? 'may be' : 'is not'} a second factor of its owner`,
      async ({ identities, sessions }) => {
        for (const config of [{ sealed: 'x' }, {}]) {
          const account = sampleAccount()
          const factor = { type, identifiers: [randomUUID()], config } as const
          await identities.insert({
            ...account,
            credentials: [
              ...account.credentials.filter((one) => one.type !== type),
              { ...factor, version: 0, createdAt: now, updatedAt: now },
            ],
          })
          const token = tokenHash()
          await sessions.insert(sampleSession(account.identity), token)
          const found = await sessions.findByToken(token)
          // NOTE one without content only keeps its identifiers for its owner
          const isMade = Object.keys(config).length > 0
          assert.equal(found?.mayHaveSecondFactor, isSecond && isMade)
        }
      },
    )
  }

  promise('a session of an identity that is gone is refused as outdated', async ({ sessions }) => {
    await assert.rejects(
      sessions.insert(sampleSession(sampleAccount().identity), tokenHash()),
      StaleVersion,
    )
  })

  promise(
    'an update changes what a session is, and with a new token the old one stops working',
    async (store) => {
      const { active, ada } = await prepare(store)
      const [token, next] = [tokenHash(), tokenHash()]
      const session = sampleSession(ada)
      await store.sessions.insert(session, token)
      const stronger: Session = {
        ...session,
        aal: 'aal2',
        expiresAt: now + 5000,
        authenticatedAt: now + 7,
        methods: [...session.methods, { method: 'totp', aal: 'aal2', completedAt: now + 7 }],
        devices: [...session.devices, ...active.devices],
      }
      await store.sessions.update(stronger)
      assert.deepEqual((await store.sessions.findByToken(token))?.session, stronger)
      await store.sessions.update(stronger, next)
      assert.equal(await store.sessions.findByToken(token), undefined)
      assert.deepEqual((await store.sessions.findByToken(next))?.session, stronger)
    },
  )

  promise('an update does not bring a revoked session back', async (store) => {
    const { active } = await prepare(store)
    await store.sessions.revoke(active.id)
    await store.sessions.update({ ...active, expiresAt: now + 9000 })
    assert.equal((await store.sessions.find(active.id))?.session.active, false)
  })

  promise('revoking answers whether it was active, and is seen by the next look', async (store) => {
    const { active } = await prepare(store)
    assert.equal(await store.sessions.revoke(active.id), true)
    assert.equal((await store.sessions.find(active.id))?.session.active, false)
    assert.equal(await store.sessions.revoke(active.id), false)
    assert.equal(await store.sessions.revoke(randomUUID()), false)
  })

  promise(
    'of twenty that revoke one session at the same moment, one is told that it was active',
    async (store) => {
      const { active } = await prepare(store)
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => store.sessions.revoke(active.id)),
      )
      assert.equal(answers.filter(Boolean).length, 1)
    },
  )

  promise('the sessions of an identity are revoked together, all or all but one', async (store) => {
    const { ada, active, other } = await prepare(store)
    await store.sessions.insert(sampleSession(ada), tokenHash())
    assert.equal(await store.sessions.revokeOfIdentity(ada.id, active.id), 2)
    assert.equal((await store.sessions.find(active.id))?.session.active, true)
    assert.equal(await store.sessions.revokeOfIdentity(ada.id), 1)
    assert.equal((await store.sessions.find(active.id))?.session.active, false)
    assert.equal((await store.sessions.find(other.id))?.session.active, true)
  })

  promise(
    'the devices of an identity are those of its latest sessions, of whichever state, but one',
    async ({ identities, sessions }) => {
      const [ada, ben] = [sampleAccount(), sampleAccount()]
      await identities.insertMany([ada, ben])
      const device = (ipAddress: string) => ({
        id: randomUUID(),
        ipAddress,
        userAgent: '',
        location: '',
      })
      const session = (identity: typeof ada.identity, ip: string, more: Partial<Session>) =>
        sampleSession(identity, { devices: [device(ip)], ...more })
      const last = session(ada.identity, '3', { issuedAt: now + 3 })
      for (const one of [
        session(ada.identity, '1', { issuedAt: now + 1, active: false }),
        session(ada.identity, '2', { issuedAt: now + 2, expiresAt: now }),
        last,
        session(ben.identity, '4', { issuedAt: now + 4 }),
      ])
        await sessions.insert(one, tokenHash())
      const addresses = async (except: string, limit: number) =>
        (await sessions.devicesOf(ada.identity.id, except, limit)).map((one) => one.ipAddress)
      assert.deepEqual(await addresses(randomUUID(), 9), ['3', '2', '1'])
      assert.deepEqual(await addresses(last.id, 9), ['2', '1'])
      assert.deepEqual(await addresses(last.id, 1), ['2'])
    },
  )

  promise('a session that is disowned is revoked once, and its devices say so', async (store) => {
    const { ada, active, revoked } = await prepare(store)
    for (const [session, wasActive] of [
      [active, true],
      [active, false],
      [revoked, false],
    ] as const) {
      assert.equal(await store.sessions.disown(session), wasActive)
      const found = await store.sessions.find(session.id)
      assert.equal(found?.session.active, false)
      assert.ok(found.session.devices.every(({ disowned }) => disowned === true))
    }
    const others = await store.sessions.list({ identityId: ada.id }, { limit: 9 })
    assert.equal(others.length, 3)
  })

  for (const how of ['revoke', 'delete'] as const) {
    const ended = async ({ sessions }: Store, all: Awaited<ReturnType<typeof prepare>>) => {
      const states = await Promise.all(
        (['active', 'expired', 'revoked', 'other'] as const).map(async (name) => {
          const found = await sessions.find(all[name].id)
          return found === undefined || (how === 'revoke' && !found.session.active) ? [name] : []
        }),
      )
      return states.flat().filter((name) => how === 'delete' || name !== 'revoked')
    }

    promise(`many sessions are ended by their ids (${how})`, async (store) => {
      const all = await prepare(store)
      const ids = [all.active.id, all.revoked.id, all.other.id, randomUUID()]
      assert.equal(await store.sessions.endMany({ ids }, how, 10), how === 'revoke' ? 2 : 3)
      assert.equal(await store.sessions.endMany({ ids }, how, 10), 0)
      assert.deepEqual(
        await ended(store, all),
        how === 'revoke' ? ['active', 'other'] : ['active', 'revoked', 'other'],
      )
      assert.equal(await store.sessions.endMany({ ids: [] }, how, 10), 0)
    })

    promise(`many sessions are ended by whose they are (${how})`, async (store) => {
      const all = await prepare(store)
      const identityIds = [all.ada.id, randomUUID()]
      assert.equal(await store.sessions.endMany({ identityIds }, how, 10), how === 'revoke' ? 2 : 3)
      assert.deepEqual(
        await ended(store, all),
        how === 'revoke' ? ['active', 'expired'] : ['active', 'expired', 'revoked'],
      )
    })

    promise(`all sessions are ended step by step (${how})`, async (store) => {
      const all = await prepare(store)
      const counts = []
      for (let step = 0; step < 3; step++) counts.push(await store.sessions.endMany('all', how, 2))
      assert.deepEqual(counts, how === 'revoke' ? [2, 1, 0] : [2, 2, 0])
      assert.equal((await ended(store, all)).length, how === 'revoke' ? 3 : 4)
    })
  }

  promise('the sessions of an identity are deleted together', async (store) => {
    const { ada, other } = await prepare(store)
    assert.equal(await store.sessions.deleteOfIdentity(ada.id), 3)
    assert.equal(await store.sessions.count({}), 1)
    assert.ok(await store.sessions.find(other.id))
  })

  promise(
    'lists show the newest first and filter by identity, by use and by exception, as counts do',
    async (store) => {
      const known = await prepare(store)
      const { ada, active } = known
      const at = now + 10
      const chosen: readonly (readonly [SessionFilter, readonly string[]])[] = [
        [{ identityId: ada.id }, ['active', 'revoked', 'expired']],
        [{ identityId: ada.id, exceptId: active.id }, ['revoked', 'expired']],
        [{ identityId: ada.id, active: { is: true, at } }, ['active']],
        [{ identityId: ada.id, active: { is: true, at: at - 1 } }, ['active', 'expired']],
        [{ identityId: ada.id, active: { is: false, at } }, ['revoked', 'expired']],
        [{ identityId: randomUUID() }, []],
      ]
      for (const [filter, expected] of chosen) {
        assert.deepEqual(
          names(known, await store.sessions.list(filter, { limit: 10 })),
          expected,
          JSON.stringify(filter),
        )
        assert.equal(await store.sessions.count(filter), expected.length)
      }
    },
  )

  promise('pages of sessions show each once, those of the same moment by id', async (store) => {
    const { ada } = await prepare(store)
    for (let index = 0; index < 9; index++)
      await store.sessions.insert(
        sampleSession(ada, { issuedAt: now + Math.floor(index / 3) }),
        tokenHash(),
      )
    const whole = await store.sessions.listByOffset({}, { limit: 100, offset: 0 })
    const key = ({ issuedAt, id }: Session): string => `${issuedAt} ${id}`
    assert.deepEqual(
      whole.map(({ session }) => key(session)),
      whole
        .map(({ session }) => key(session))
        .sort()
        .reverse(),
    )
    const pages = []
    let after: Session | undefined
    for (;;) {
      const page = await store.sessions.list(
        {},
        { limit: 4, ...(after === undefined ? {} : { after }) },
      )
      if (page.length === 0) break
      pages.push(...page)
      after = page.at(-1)?.session
    }
    assert.deepEqual(pages, whole)
    assert.deepEqual(
      await store.sessions.listByOffset({}, { limit: 5, offset: 10 }),
      whole.slice(10),
    )
  })

  promise(
    'cleaning up deletes what expired before a moment, not more than it is told',
    async (store) => {
      const { ada, expired } = await prepare(store)
      await store.sessions.insert(sampleSession(ada, { expiresAt: now + 9 }), tokenHash())
      await store.sessions.insert(sampleSession(ada, { expiresAt: now + 8 }), tokenHash())
      assert.equal(await store.sessions.deleteExpired(now + 10, 1), 1)
      assert.equal(await store.sessions.deleteExpired(now + 10, 100), 1)
      assert.ok(await store.sessions.find(expired.id))
      assert.equal(await store.sessions.deleteExpired(now + 11, 100), 1)
      assert.equal(await store.sessions.count({}), 3)
    },
  )
}
