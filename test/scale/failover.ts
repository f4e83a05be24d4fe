// What holds when the server that takes changes is lost, whatever database it is.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { up } from '#store/migrate.ts'
import { crashable, type Crashable } from '../support/crashable.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'
import { pause, until } from '../support/process-figures.ts'
import type { Cluster } from './cluster.ts'
import { keepFailover } from './figures.ts'
import { lostOf, startLoad, type Load } from './load.ts'
import type { Loss } from './machine.ts'

const processes = 3,
  clients = 6
/** In milliseconds: how long is served without a fault, and after each; and until changes are taken again. */
const spells = { before: 6000, after: 4000 },
  backWithinMs = 10_000

const configuration = (dsn: string, mail: MailServer) => ({
  dsn,
  log: { level: 'warning' },
  pallas: { notices: { enabled: false }, shield: { enabled: false } },
  selfservice: { flows: { verification: { enabled: true, use: 'code' } } },
  courier: {
    smtp: { connection_uri: `smtp://127.0.0.1:${mail.port}/?disable_starttls=true` },
    worker: { pull_wait: '200ms' },
  },
})

export function failoverPromises(cluster: Cluster, loss: Loss, skip: string | false): void {
  describe(`${processes} processes on ${cluster.name}, of which one is ${loss}`, { skip }, () => {
    let servers: readonly Crashable[] = [],
      mail: MailServer,
      load: Load,
      normal = 0,
      engineMs = 0,
      backMs = 0
    before(async () => {
      await cluster.start()
      await up(cluster.dsn(0))
      mail = await startMailServer()
      servers = await Promise.all(
        Array.from({ length: processes }, (_, n) => crashable(configuration(cluster.dsn(n), mail))),
      )
      await Promise.all(servers.map((server) => server.start()))
    })
    after(async () => {
      await Promise.all(servers.map((server) => server.remove()))
      await mail?.close()
      await cluster.stop()
    })

    /** How many mails each person has got. */
    const mails = () =>
      load.people.map(
        ({ email }) => mail.mails.filter(({ envelope }) => envelope.to.includes(email)).length,
      )
    const allHaveMail = () => until(() => mails().every((count) => count > 0), 30_000)

    it('serve without refusing anything, and send each mail once', async () => {
      load = startLoad(servers, clients)
      await pause(spells.before)
      normal = load.people.length
      assert.ok(normal > 0)
      await until(
        () =>
          mails()
            .slice(0, normal)
            .every((count) => count > 0),
        30_000,
      )
      assert.deepEqual(new Set(mails().slice(0, normal)), new Set([1]))
      assert.deepEqual([load.unknown(), load.faults], [0, []])
    })

    it('take changes again soon after the database does', async () => {
      const lostAt = performance.now()
      await cluster.losePrimary(loss)
      await cluster.takesChanges()
      const workingAt = performance.now()
      engineMs = workingAt - lostAt
      await until(() => load.acknowledgedAfter(workingAt) !== undefined, 60_000)
      backMs = (load.acknowledgedAfter(workingAt) ?? Infinity) - workingAt
      assert.ok(backMs <= backWithinMs, `${backMs} ms`)
      await pause(spells.after)
      await cluster.heal()
      await pause(spells.after)
      await load.stop()
    })

    it('have lost nothing that was acknowledged, and say on every node that what was revoked is', async (t) => {
      const lost = await lostOf(load.people, servers)
      await allHaveMail()
      const doubled = mails().filter((count) => count > 1).length
      assert.deepEqual([lost, load.faults], [[], []])
      assert.ok(load.revocationsSeen() > 0)
      const figures = {
        database: cluster.name,
        loss,
        acknowledged: Object.values(load.acknowledged).reduce((sum, count) => sum + count, 0),
        lost: lost.length,
        refused: load.unknown(),
        engineMs: Math.round(engineMs),
        backMs: Math.round(backMs),
        revocations: load.revocationsSeen(),
        mails: mail.mails.length,
        doubled,
      }
      t.diagnostic(JSON.stringify(figures))
      keepFailover(figures)
    })

    it('tell of no defect', () => {
      for (const server of servers)
        assert.doesNotMatch(server.log(), /unhandled|uncaught|StatementFailure|TypeError/)
    })
  })
}
