// Security requirements 69 and 77: the database is down, restarting, frozen or slow, and the server stays.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { up } from '#store/migrate.ts'
import { crashable, login, register, type Crashable } from '../support/crashable.ts'
import { mysqlDatabases, postgresDatabases } from '../support/databases.ts'
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.ts'
import { pause, statusOf, until } from '../support/process-figures.ts'

/** In milliseconds: how long is waited for what has to happen at all. */
const patienceMs = 30_000

for (const databases of [postgresDatabases, mysqlDatabases]) {
  describe(`with its database (${databases.kind}) in trouble`, { skip: databases.skip }, () => {
    let server: Crashable, proxy: FaultProxy, token: string, pid: number | undefined
    before(async () => {
      const { dsn } = await databases.fresh()
      await up(dsn)
      const port = Number(/127\.0\.0\.1:(\d+)/.exec(dsn)?.[1])
      proxy = await startFaultProxy({ host: '127.0.0.1', port })
      server = await crashable({ dsn: dsn.replace(`127.0.0.1:${port}`, `127.0.0.1:${proxy.port}`) })
      await server.start()
      pid = server.pid()
      token = (await register(server.url, 'stays@example.org'))?.json.session_token
    })
    after(async () => {
      await server?.remove()
      await proxy?.close()
    })

    const whoami = () =>
      statusOf(`${server.url}/sessions/whoami`, { headers: { 'x-session-token': token } })
    const ready = () => statusOf(`${server.adminUrl}/health/ready`)
    const alive = () => statusOf(`${server.adminUrl}/health/alive`)

    /** Everything is answered with 503, but for the question whether it is alive. */
    async function refuses(): Promise<void> {
      await until(async () => (await ready()) === 503, patienceMs)
      const asked = Array.from(
        { length: 40 },
        (_, n) =>
          [
            whoami,
            () => statusOf(`${server.url}/self-service/login/api`),
            () => statusOf(`${server.adminUrl}/admin/identities`),
          ][n % 3]?.() ?? Promise.resolve(0),
      )
      let waiting = true,
        alives = 0
      const watching = (async () => {
        while (waiting) {
          assert.equal(await alive(), 200)
          alives++
          await pause(50)
        }
      })()
      assert.deepEqual(new Set(await Promise.all(asked)), new Set([503]))
      waiting = false
      await watching
      assert.ok(alives > 0)
    }

    async function recovers(): Promise<void> {
      await until(async () => (await ready()) === 200 && (await whoami()) === 200, patienceMs)
      assert.equal((await login(server.url, 'stays@example.org')).status, 200)
    }

    it('alive stays 200, ready turns 503 and requests get 503 while it is down, and all recovers', async () => {
      proxy.set('down')
      await refuses()
      proxy.set('working')
      await recovers()
    })

    it('the same holds while it is frozen', async () => {
      proxy.set('frozen')
      await refuses()
      proxy.set('working')
      await recovers()
    })

    it('a restart in the middle of requests gives answers or 503, and nothing is half done', async () => {
      const names = Array.from({ length: 60 }, (_, n) => `restart-${n}@example.org`)
      const working = names.map(async (name, n) => {
        await pause(n * 15)
        return register(server.url, name)
      })
      await pause(300)
      proxy.set('down')
      await pause(200)
      proxy.set('working')
      const answers = await Promise.all(working)
      assert.ok(
        answers.every(
          (answer) => answer === undefined || answer.status === 200 || answer.status === 503,
        ),
        JSON.stringify(answers.map((answer) => answer?.status)),
      )
      await recovers()
      for (const [n, name] of names.entries()) {
        const signedIn = (await login(server.url, name)).status
        if (answers[n]?.status === 200) assert.equal(signedIn, 200, `${name} is lost`)
        else if (signedIn !== 200)
          assert.equal((await register(server.url, name))?.status, 200, `${name} is half there`)
      }
    })

    it('a slow one makes the server slow, and no more', async () => {
      proxy.set('slow')
      const statuses = await Promise.all(Array.from({ length: 20 }, whoami))
      assert.ok(
        statuses.every((status) => status === 200),
        String(statuses),
      )
      assert.equal(await ready(), 200)
      proxy.set('working')
      await recovers()
    })

    it('the process is the one that was started, and tells of no defect', () => {
      assert.equal(server.pid(), pid)
      assert.ok(
        !/unhandled promise rejection|uncaught exception|StatementFailure|TypeError/.test(
          server.log(),
        ),
        server.log().slice(-3000),
      )
    })
  })
}
