// What holds when the server that took changes stood still, was given up by the others, and goes on.
import assert from 'node:assert/strict'
import { after, before, describe, it, type TestContext } from 'node:test'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { crashable, type Crashable } from '../support/crashable.ts'
import { until } from '../support/process-figures.ts'
import { revoke, signIn, signUp, whoami, type Outcome, type Session } from './calls.ts'
import type { Cluster } from './cluster.ts'

const email = 'ada@example.org',
  sessionCount = 12
/** Of which one does the work in the background, and the others ask the database for requests alone. */
const workers = 3

const configuration = (dsn: string) => ({
  dsn,
  log: { level: 'warning' },
  pallas: { notices: { enabled: false }, shield: { enabled: false }, serve: { workers } },
})

/** `only`: the DSN of a process that has no other server, where a process may ask that one alone. */
export function wakingPromises(cluster: Cluster, skip: string | false, only?: () => string): void {
  describe(`a server of ${cluster.name} that stood still and goes on`, { skip }, () => {
    let busy: Crashable, quiet: Crashable, there: Crashable | undefined
    let sessions: readonly Session[] = []
    before(async () => {
      await cluster.start()
      await up(cluster.dsn(0))
      const started = async (dsn: string) => {
        const server = await crashable(configuration(dsn))
        await server.start()
        return server
      }
      ;[busy, quiet] = [await started(cluster.dsn(0)), await started(cluster.dsn(0))]
      if (only) there = await started(only())
    })
    after(async () => {
      for (const server of [busy, quiet, there]) await server?.remove()
      await cluster.stop()
    })

    const seenAt = (server: Crashable) =>
      Promise.all(sessions.map(({ token }) => whoami(server, token)))
    /** Which statuses `server` answers for the sessions, and when first, until `isOver`. */
    async function watch(server: Crashable, isOver: () => boolean): Promise<Map<number, number>> {
      const first = new Map<number, number>(),
        from = performance.now()
      const ask = async ({ token }: Session) => {
        while (!isOver()) {
          const status = await whoami(server, token)
          if (!first.has(status)) first.set(status, Math.round(performance.now() - from))
        }
      }
      await Promise.all(sessions.map(ask))
      return first
    }
    const tell = (t: TestContext, who: string, statuses: ReadonlyMap<number, number>) =>
      t.diagnostic(
        `${who}: ${[...statuses].map(([status, at]) => `${status} after ${at} ms`).join(', ')}`,
      )

    it('is not asked, or shows nothing that was revoked meanwhile', async (t) => {
      await insist(() => signUp(busy, email))
      for (let n = 0; n < sessionCount; n++)
        sessions = [...sessions, await insist(() => signIn(busy, email))]
      for (const server of [busy, quiet, there])
        if (server) assert.deepEqual(new Set(await seenAt(server)), new Set([200]))

      await cluster.losePrimary('frozen')
      await cluster.takesChanges()
      for (const { id } of sessions) await insist(() => revoke(busy, id))

      let isOver = false
      // NOTE what this one asks for is sent already when the server goes on
      const fromThere = there ? watch(there, () => isOver) : undefined
      const healing = cluster.heal().finally(() => (isOver = true))
      const fromQuiet = watch(quiet, () => isOver)
      // NOTE as a process that starts now, and asks that server first
      const store = await createStore({ dsn: cluster.dsn(0), sqlite: { synchronous: 'FULL' } })
      const answers = () =>
        store.attempts.find('anybody').then(
          () => true,
          () => false,
        )
      await until(answers, 30_000)
      const isStillOut = !isOver
      await store.close()
      await healing
      tell(t, 'quiet', await fromQuiet)
      if (fromThere) tell(t, 'there', await fromThere)
      assert.ok(isStillOut, 'a process that starts is served by the others before')
      for (const statuses of [await fromQuiet, await fromThere])
        assert.equal(statuses?.get(200), undefined)
      if (there) {
        const server = there
        await until(async () => (await seenAt(server)).every((status) => status === 401), 60_000)
      }
    })
  })
}

async function insist<T>(work: () => Promise<Outcome<T>>): Promise<T> {
  for (;;) {
    const outcome = await work()
    if (outcome === 'unknown') continue
    if ('done' in outcome) return outcome.done
    assert.fail(`refused: ${outcome.refused}`)
  }
}
