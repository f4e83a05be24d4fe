// What is asked and stored by many at the same moment, which databases may be asked together.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { sha256 } from '#crypto/tokens.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Promises } from './promises.ts'
import { sampleAccount, sampleFlow, sampleSession } from './samples.ts'

/** More than travel together, and no power of two. */
const crowd = 71

export function crowdPromises(promise: Promises): void {
  promise(
    'many who look up sessions and flows at one moment get their own, and who has none nothing',
    async ({ identities, sessions, flows, transact }) => {
      const accounts = Array.from({ length: 5 }, (_, n) => sampleAccount(`p${n}@example.org`))
      await identities.insertMany(accounts)
      const stored = Array.from({ length: crowd }, (_, n) => {
        const { identity } = accounts[n % accounts.length] as Account
        return { flow: sampleFlow(), session: sampleSession(identity), token: sha256(String(n)) }
      })
      await Promise.all(stored.map(({ flow }) => flows.insert(flow)))
      await transact(async () => {
        for (const { session, token } of stored) await sessions.insert(session, token)
      })
      const awkward = ['{"a",b}', '\\', 'NULL', "'", ' ', '']
      const found = await Promise.all(
        stored.map(async ({ flow, session, token }) => [
          await flows.find('login', flow.id),
          (await sessions.find(session.id))?.session,
          (await sessions.findByToken(token))?.session,
        ]),
      )
      assert.deepEqual(
        found,
        stored.map(({ flow, session }) => [flow, session, session]),
      )
      const first = stored[0]
      assert.ok(first)
      assert.deepEqual(
        await Promise.all([
          ...awkward.map((id) => flows.find('login', id)),
          ...[randomUUID(), first.flow.id].map((id) => flows.find('settings', id)),
          sessions.findByToken(sha256('nobody')),
          sessions.findByToken(first.token).then((one) => one?.identity.id),
          sessions.findByToken(first.token).then((one) => one?.identity.id),
        ]),
        [...Array(9).fill(undefined), first.session.identityId, first.session.identityId],
      )
    },
  )

  promise(
    'of many flows that are stored at one moment those are whose id is free',
    async ({ flows }) => {
      const taken = sampleFlow()
      await flows.insert(taken)
      const fresh = Array.from({ length: crowd }, () => sampleFlow())
      const outcomes = await Promise.allSettled(
        [taken, ...fresh].map((flow) => flows.insert({ ...flow, state: 'sent_email' })),
      )
      assert.deepEqual(
        outcomes.map(({ status }) => status),
        ['rejected', ...fresh.map(() => 'fulfilled')],
      )
      assert.deepEqual(await flows.find('login', taken.id), taken)
      for (const { id } of fresh) assert.equal((await flows.find('login', id))?.state, 'sent_email')
    },
  )

  promise(
    'a session that is revoked is so for whoever asks afterwards, in whatever company',
    async ({ identities, sessions }) => {
      const account = sampleAccount('one@example.org')
      await identities.insertMany([account])
      const session = sampleSession(account.identity),
        token = sha256('token')
      await sessions.insert(session, token)
      const activity = async () => (await sessions.findByToken(token))?.session.active
      const before = Promise.all([activity(), activity()])
      const after = sessions
        .revoke(session.id)
        .then(() => Promise.all([activity(), sessions.findByToken(sha256('other')), activity()]))
      assert.equal((await before).length, 2)
      assert.deepEqual(await after, [false, undefined, false])
    },
  )
}
