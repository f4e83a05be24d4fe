import assert from 'node:assert/strict'
import { Conflict } from '#identity/identity-store.ts'
import type { Promises } from './promises.ts'
import {
  concurrently,
  now,
  password,
  sampleAccount,
  sampleFlow,
  sampleIdentity,
  sampleSession,
  tokenHash,
} from './samples.ts'

class Stop extends Error {}

export function transactionPromises(promise: Promises): void {
  promise(
    'what is done in a transaction is stored together, and its result answered',
    async ({ identities, sessions, transact }) => {
      const account = sampleAccount()
      const token = tokenHash()
      const answer = await transact(async () => {
        await identities.insert(account)
        await sessions.insert(sampleSession(account.identity), token)
        return 'done'
      })
      assert.equal(answer, 'done')
      assert.ok(await sessions.findByToken(token))
    },
  )

  promise(
    'when a transaction fails, nothing of it is stored',
    async ({ identities, sessions, flows, attempts, transact }) => {
      const [account, kept, flow] = [sampleAccount(), sampleAccount('kept'), sampleFlow()]
      await identities.insert(kept)
      await assert.rejects(
        transact(async () => {
          await identities.insert(account)
          await sessions.insert(sampleSession(account.identity), tokenHash())
          await flows.insert(flow)
          await attempts.fail('a', now)
          await identities.delete(kept.identity.id)
          throw new Stop()
        }),
        Stop,
      )
      assert.equal(await identities.find(account.identity.id), undefined)
      assert.equal(await sessions.count({}), 0)
      assert.equal(await flows.find('login', flow.id), undefined)
      assert.equal(await attempts.find('a'), undefined)
      assert.deepEqual(await identities.find(kept.identity.id), kept)
    },
  )

  promise(
    'accounts that are stored and taken back tell their conflicts, and leave nothing',
    async ({ identities, transact }) => {
      const [kept, free] = [sampleAccount('kept'), sampleAccount('free')]
      const twice = sampleAccount('free')
      const taken = sampleAccount('kept')
      await identities.insert(kept)
      for (let time = 0; time < 2; time++) {
        let conflicts: readonly (Conflict | undefined)[] = []
        await assert.rejects(
          transact(async () => {
            conflicts = await identities.insertMany([free, taken, twice])
            throw new Stop()
          }),
          Stop,
        )
        assert.deepEqual(
          conflicts.map((one) => one instanceof Conflict),
          [false, true, true],
        )
      }
      assert.equal(await identities.find(free.identity.id), undefined)
      assert.deepEqual(await identities.insertMany([twice]), [undefined])
    },
  )

  promise(
    'inside a transaction its own changes are seen, outside only when it is done',
    async ({ identities, transact }) => {
      const account = sampleAccount()
      const inside = transact(async () => {
        await identities.insert(account)
        for (let looks = 0; looks < 5; looks++)
          assert.ok(await identities.find(account.identity.id))
        throw new Stop()
      }).catch((error: unknown) => error)
      const outside = await concurrently(20, 2, () => identities.find(account.identity.id))
      assert.ok((await inside) instanceof Stop)
      assert.deepEqual(
        outside.filter((found) => found !== undefined),
        [],
      )
    },
  )

  promise(
    'a transaction can go on after a conflict inside it',
    async ({ identities, transact }) => {
      const [taken, other] = [sampleAccount('taken'), sampleAccount('other')]
      await identities.insert(taken)
      await transact(async () => {
        await assert.rejects(
          identities.insert({ identity: sampleIdentity(), credentials: [password('taken')] }),
          Conflict,
        )
        await identities.insert(other)
      })
      assert.deepEqual(await identities.findByIdentifier('password', 'other'), other)
      assert.equal(await identities.count({}), 2)
    },
  )

  promise(
    'a transaction whose parts fail together stores nothing after one has failed',
    async ({ attempts, transact }) => {
      await assert.rejects(
        transact(async () => {
          await attempts.fail('before', now)
          await transact(async () => {
            await attempts.fail('failed', now)
            throw new Stop()
          }).catch(() => undefined)
          await attempts.fail('after', now)
        }, 'fail-together'),
        Stop,
      )
      for (const key of ['before', 'failed', 'after'])
        assert.equal(await attempts.find(key), undefined)
      await transact(
        () => transact(async () => void (await attempts.fail('stays', now))),
        'fail-together',
      )
      assert.ok(await attempts.find('stays'))
    },
  )

  promise(
    'a part whose parts fail together fails alone in its transaction',
    async ({ attempts, transact }) => {
      await transact(async () => {
        await attempts.fail('before', now)
        await assert.rejects(
          transact(async () => {
            await attempts.fail('failed', now)
            await transact(async () => {
              throw new Stop()
            }).catch(() => undefined)
          }, 'fail-together'),
          Stop,
        )
        await transact(() => transact(() => attempts.fail('after', now)), 'fail-together')
      })
      for (const key of ['before', 'after']) assert.ok(await attempts.find(key))
      assert.equal(await attempts.find('failed'), undefined)
    },
  )

  promise(
    'a transaction inside another can fail alone, and is undone with the outer one',
    async ({ attempts, transact }) => {
      await transact(async () => {
        await attempts.fail('outer', now)
        await transact(async () => void (await attempts.fail('inner', now)))
        await assert.rejects(
          transact(async () => {
            await attempts.fail('failed', now)
            throw new Stop()
          }),
          Stop,
        )
      })
      assert.ok(await attempts.find('outer'))
      assert.ok(await attempts.find('inner'))
      assert.equal(await attempts.find('failed'), undefined)
      await assert.rejects(
        transact(async () => {
          await transact(async () => void (await attempts.fail('undone', now)))
          throw new Stop()
        }),
        Stop,
      )
      assert.equal(await attempts.find('undone'), undefined)
    },
  )

  promise(
    'stores used at the same moment inside one transaction all belong to it',
    async ({ identities, attempts, transact }) => {
      const accounts = Array.from({ length: 8 }, () => sampleAccount())
      await transact(
        async () =>
          void (await Promise.all([
            ...accounts.map((account) => identities.insert(account)),
            attempts.fail('a', now),
            identities.list({}, { limit: 5 }),
          ])),
      )
      assert.equal(await identities.count({}), 8)
      await assert.rejects(
        transact(async () => {
          await Promise.all(accounts.map(({ identity }) => identities.delete(identity.id)))
          throw new Stop()
        }),
        Stop,
      )
      assert.equal(await identities.count({}), 8)
    },
  )

  promise(
    'of many transactions at the same moment those that fail undo only themselves',
    async ({ identities, sessions, transact }) => {
      const outcomes = await concurrently(100, 100, async (index) => {
        const account = sampleAccount(`user-${index}`)
        await transact(async () => {
          await identities.insert(account)
          await sessions.insert(sampleSession(account.identity), tokenHash())
          if (index % 3 === 0) throw new Stop()
        }).catch((error: unknown) => assert.ok(error instanceof Stop, String(error)))
        return account.identity.id
      })
      const stored = await identities.list({}, { limit: 200 })
      assert.deepEqual(
        stored.map(({ identity }) => identity.id),
        outcomes.filter((_, index) => index % 3 !== 0).sort(),
      )
      assert.equal(await sessions.count({}), stored.length)
    },
  )

  promise(
    'transactions that get into each other’s way are all stored',
    async ({ attempts, transact }) => {
      await attempts.fail('x', now)
      await attempts.fail('y', now)
      await concurrently(8, 8, (index) =>
        transact(async () => {
          const [first, second] = index % 2 === 0 ? ['x', 'y'] : ['y', 'x']
          await attempts.fail(first ?? '', now)
          await attempts.find('z')
          await attempts.fail(second ?? '', now)
        }),
      )
      assert.equal((await attempts.find('x'))?.failures, 9)
      assert.equal((await attempts.find('y'))?.failures, 9)
    },
  )

  promise(
    'work that a transaction left behind does not belong to it any more',
    async ({ attempts, transact }) => {
      let later: Promise<unknown> = Promise.resolve()
      await transact(async () => {
        await attempts.fail('in', now)
        later = new Promise((resolve) => setTimeout(resolve, 20)).then(() =>
          attempts.fail('after', now),
        )
      })
      await later
      assert.ok(await attempts.find('after'))
    },
  )
}
