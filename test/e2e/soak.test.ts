// Security requirements 76 and 77: mixed load for minutes (PALLAS_SOAK_MINUTES, by default 1) leaves memory, files and threads as they were.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { crashable, login, register, type Crashable } from '../support/crashable.ts'
import { memoryMb, openFiles, pause, statusOf, threads } from '../support/process-figures.ts'
import { percentile } from '../support/raw.ts'

const minutes = Number(process.env['PALLAS_SOAK_MINUTES'] ?? 1)

describe('a server under mixed load', () => {
  let server: Crashable, pid: number | undefined
  before(async () => {
    server = await crashable()
    await server.start()
    pid = server.pid()
  })
  after(() => server.remove())

  it(
    `for ${minutes} min keeps memory, open files, threads and times as they were`,
    { timeout: (minutes + 2) * 60_000 },
    async (t) => {
      const total = minutes * 60_000,
        warmUp = Math.max(total * 0.4, 20_000)
      const figures: {
        readonly at: number
        readonly memory: number
        readonly files: number
        readonly threads: number
      }[] = []
      const times: { readonly at: number; readonly ms: number }[] = []
      const from = performance.now()
      const at = () => performance.now() - from
      const sampling = (async () => {
        while (at() < total + warmUp) {
          figures.push({
            at: at(),
            memory: memoryMb(pid),
            files: openFiles(pid),
            threads: threads(pid),
          })
          await pause(1000)
        }
      })()
      // about half of what the server can do, by waiting as long as working
      const clients = Array.from({ length: 4 }, async (_, client) => {
        for (let n = 0; at() < total + warmUp; n++) {
          const begun = performance.now()
          const email = `soak-${client}-${n % 50}@example.org`
          const registered = n < 50 ? await register(server.url, email) : undefined
          if (registered) assert.equal(registered.status, 200)
          const signedIn = await login(server.url, email)
          assert.equal(signedIn.status, 200)
          const headers = { 'x-session-token': signedIn.json.session_token }
          for (let asked = 0; asked < 5; asked++) {
            const start = performance.now()
            assert.equal(await statusOf(`${server.url}/sessions/whoami`, { headers }), 200)
            times.push({ at: at(), ms: performance.now() - start })
          }
          assert.equal((await login(server.url, email, 'wrong-password')).status, 400)
          assert.equal(
            await statusOf(`${server.url}/self-service/settings/browser`, { redirect: 'manual' }),
            303,
          )
          assert.equal(await statusOf(`${server.url}/self-service/login/flows?id=nothing`), 404)
          assert.equal(await statusOf(`${server.adminUrl}/admin/identities?page_size=10`), 200)
          assert.equal(
            await statusOf(`${server.url}/self-service/logout/api`, {
              method: 'DELETE',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ session_token: headers['x-session-token'] }),
            }),
            204,
          )
          await pause(performance.now() - begun)
        }
      })
      await Promise.all([...clients, sampling])
      const median = (part: 'memory' | 'files' | 'threads', begin: number, end: number) =>
        percentile(
          figures.filter((one) => one.at >= begin && one.at < end).map((one) => one[part]),
          0.5,
        )
      const third = total / 3,
        last = warmUp + total
      const [early, late] = [
        (part: 'memory' | 'files' | 'threads') => median(part, warmUp, warmUp + third),
        (part: 'memory' | 'files' | 'threads') => median(part, last - third, last),
      ]
      const p99 = (begin: number, end: number) =>
        percentile(
          times.filter((one) => one.at >= begin && one.at < end).map(({ ms }) => ms),
          0.99,
        )
      t.diagnostic(
        `memory ${early('memory').toFixed(0)} to ${late('memory').toFixed(0)} MB, files ${early('files')} to ${late('files')}, threads ${early('threads')} to ${late('threads')}, 99th percentile ${p99(warmUp, warmUp + third).toFixed(1)} to ${p99(last - third, last).toFixed(1)} ms, ${times.length} times who-am-I`,
      )
      assert.ok(
        late('memory') < early('memory') * 1.1 + (minutes < 5 ? 8 : 0),
        `memory grew from ${early('memory')} to ${late('memory')} MB`,
      )
      assert.ok(
        late('files') <= early('files') + 4,
        `open files grew from ${early('files')} to ${late('files')}`,
      )
      assert.ok(
        late('threads') <= early('threads'),
        `threads grew from ${early('threads')} to ${late('threads')}`,
      )
      assert.equal(server.pid(), pid)
      assert.ok(!/"level":"(error|fatal)"/.test(server.log()), server.log().slice(-2000))
      const metrics = await (await fetch(`${server.adminUrl}/metrics/prometheus`)).text()
      const timers = Number(/^nodejs_active_resources\{type="Timeout"\} (\d+)/m.exec(metrics)?.[1])
      assert.ok(timers < 30, `${timers} timers are still there`)
    },
  )
})
