// Security requirement 74, for everything that ends or is waited for: a clock that is set back
// revives nothing, and makes nobody wait longer than configured.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createHasher, type HasherSettings } from '#crypto/hasher.ts'
import { longestWaitMs } from '#courier/channel-queue.ts'
import { noticeDelayMs } from '#flow/notices.ts'
import { person } from '../support/code-people.ts'
import { editions } from '../support/editions.ts'
import { mailTo } from '../support/mail.ts'
import { openApi, signIn, submit } from '../support/people.ts'
import { mergeDeep, startServer, type Overrides, type TestServer } from '../support/server.ts'
import { day, minute, owner, second, settings, type Thing } from '../support/thing.ts'
import { ok, things } from '../support/things-that-end.ts'

async function withServer(
  thing: Pick<Thing, 'settings' | 'start'>,
  steady: boolean,
  work: (server: TestServer) => Promise<void>,
): Promise<void> {
  const server = await (thing.start?.(steady) ??
    startServer(thing.settings ?? settings, { steady }))
  try {
    await person(server, owner)
    await work(server)
  } finally {
    await server.close()
  }
}

/** What is spent and comes back after a while, also when the server starts again by another clock. */
const waits: readonly {
  readonly name: string
  readonly settings?: Overrides
  readonly waitMs: number
  /** Spends all there is, and answers how to ask for more, which answers whether that was given. */
  spend(server: TestServer): Promise<() => Promise<boolean>>
}[] = [
  {
    name: 'a try of a password',
    settings: mergeDeep(settings, {
      pallas: {
        shield: { account: { tries: 2, refill: '15m' }, proof_of_work: { enabled: false } },
      },
    }),
    waitMs: 15 * minute,
    async spend(server) {
      for (let tries = 0; tries < 2; tries++) await signIn(server, owner, 'wrong-one')
      return async () => ok(await signIn(server, owner))
    },
  },
  {
    name: 'a message to a recipient',
    settings: mergeDeep(settings, {
      pallas: { shield: { recipient: { tries: 1, refill: '15m', resend: '15m' } } },
    }),
    waitMs: 15 * minute,
    async spend(server) {
      const ask = async () => {
        const before = (await mailTo(server, owner)).length
        await submit(server, 'recovery', await openApi(server, 'recovery'), {
          method: 'code',
          email: owner,
        })
        return (await mailTo(server, owner)).length > before
      }
      while (await ask());
      return ask
    },
  },
]

describe('a clock that is set back', () => {
  for (const thing of things) {
    it(`does not revive ${thing.name} that was over`, () =>
      withServer(thing, true, async (server) => {
        const use = await thing.make(server)
        server.pass(thing.lifespanMs + second)
        assert.equal(await use(), false, 'over')
        const other = await thing.make(server)
        server.setClock(-day)
        assert.equal(await use(), false, 'over after the clock was set back')
        if (thing.name !== 'a device that is known') assert.equal(await other(), true, 'still good')
        server.pass(thing.lifespanMs + second)
        assert.equal(await other(), false, 'good for no longer than before')
      }))

    if (thing.once)
      it(`does not revive ${thing.name} that was used, nor by a restart`, () =>
        withServer(thing, false, async (server) => {
          const use = await thing.make(server)
          assert.equal(await use(), true)
          for (const ms of [0, -minute, -day]) {
            server.setClock(ms)
            assert.equal(await use(), false, `${ms}`)
          }
        }))
  }

  for (const { name, waitMs, spend, ...more } of waits)
    for (const steady of [true, false])
      it(`makes nobody wait longer for ${name}${steady ? '' : ', nor with a restart'}`, () =>
        withServer(more, steady, async (server) => {
          const ask = await spend(server)
          assert.equal(await ask(), false, 'all is spent')
          server.setClock(-day)
          assert.equal(await ask(), false, 'and stays so')
          server.pass(waitMs + second)
          assert.equal(await ask(), true, 'comes back in its time')
        }))

  it('was tried with what ends in every edition', () => {
    for (const { name, kinds, linksProviders } of editions) {
      const count = (what: string) =>
        things.filter((one) => one.name.startsWith(what) && one.name.endsWith(`(${name})`)).length
      const mailed = kinds.filter((kind) => kind === 'recovery' || kind === 'verification')
      assert.deepEqual(
        ['a session', 'a flow', 'a link', 'a stay at', 'a change'].map(count),
        [1, kinds.length, mailed.length, linksProviders ? 3 : 2, 1],
        name,
      )
    }
  })

  it('is noted in the log', () =>
    withServer({}, true, async (server) => {
      await signIn(server, owner)
      server.setClock(-day)
      for (let n = 0; n < 3; n++) await signIn(server, owner)
      const noted = server.log.filter((line) => line.includes('system clock was set back'))
      assert.deepEqual(
        noted.map((line) => JSON.parse(line).ahead_ms),
        [day],
      )
    }))
})

describe('a message that waits', () => {
  it('is sent at once when a server starts by a clock that was set back', async () => {
    for (const aheadMs of [longestWaitMs + second, day]) {
      const server = await startServer(settings)
      await person(server, owner)
      const ask = openApi(server, 'recovery')
      server.setClock(aheadMs)
      await submit(server, 'recovery', await ask, { method: 'code', email: owner })
      server.setClock(-aheadMs)
      assert.equal((await mailTo(server, owner)).length, 1)
      await server.close()
    }
  })

  it('waits for no longer than that is told of', () => assert.ok(noticeDelayMs <= longestWaitMs))
})

describe('a password check that waits for its turn', () => {
  it('is given up in its time, and so is one that begins afterwards', async ({ mock }) => {
    const held = Promise.withResolvers<boolean>()
    const stored = {
      kind: 'held',
      costMs: 0,
      excessiveCost: undefined,
      matches: () => held.promise,
    }
    const settingsOf = (): HasherSettings => ({
      algorithm: 'bcrypt',
      bcrypt: { cost: 4 },
      argon2: { memoryKiB: 1024, iterations: 1, parallelism: 1, saltBytes: 16, keyBytes: 32 },
    })
    const hasher = createHasher({
      settings: settingsOf,
      read: () => stored,
      concurrency: 1,
      maxWaitMs: 10,
    })
    const first = hasher.matches('right', 'held')
    const before = hasher.matches('right', 'held')
    const refused = Promise.allSettled([before])
    mock.timers.enable({ apis: ['Date'], now: Date.now() - day })
    const after = Promise.allSettled([hasher.matches('right', 'held')])
    for (const [outcome] of await Promise.all([refused, after]))
      assert.match(String(outcome.status === 'rejected' && outcome.reason.kind), /unavailable/)
    held.resolve(true)
    await first
  })
})
