// Several processes that serve together: see docs/operations.md. What is decided by their supervisor alone
// is tested beside it, with processes that are played.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { Agent, get, request } from 'node:http'
import { createServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { up } from '#store/migrate.ts'
import { crashable, login, password, register, type Crashable } from '../support/crashable.ts'
import { postgresDatabases, sqliteDatabases, type TestDatabases } from '../support/databases.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'
import { statusOf, until } from '../support/process-figures.ts'

const childrenOf = (pid: number | undefined): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
const metricsOf = async (server: Crashable): Promise<string> =>
  (await fetch(`${server.adminUrl}/metrics/prometheus`)).text()
const figure = (text: string, series: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.split(' ')
      .at(-1),
  )
const serving = async (server: Crashable): Promise<number> =>
  figure(await metricsOf(server), 'pallas_workers')
const bothServe = (server: Crashable) => until(async () => (await serving(server)) === 2, 30_000)

/** Asks again and again on one connection, until told to stop; answers how many answers it had. */
function keptAlive(url: string, token: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const statuses = new Map<number, number>()
  let isOver = false
  const ask = () =>
    new Promise<number>((resolve) => {
      const options = { agent, headers: { 'x-session-token': token }, timeout: 10_000 }
      const request = get(`${url}/sessions/whoami`, options, (response) =>
        response.resume().on('end', () => resolve(response.statusCode ?? 0)),
      )
      request.on('timeout', () => request.destroy()).on('error', () => resolve(0))
    })
  const done = (async () => {
    while (!isOver) {
      const status = await ask()
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    agent.destroy()
  })()
  return {
    statuses,
    async stop() {
      isOver = true
      await done
    },
  }
}

describeOn(postgresDatabases)
describeOn(sqliteDatabases)

function describeOn(databases: TestDatabases): void {
  describe(`two workers on ${databases.kind}`, { skip: databases.skip }, () => {
    let server: Crashable, mail: MailServer, dsn: string
    before(async () => {
      mail = await startMailServer()
      dsn = (await databases.fresh()).dsn
      if (databases.kind !== 'sqlite') await up(dsn)
      server = await crashable({
        dsn,
        log: { level: 'info' },
        selfservice: { flows: { recovery: { enabled: true, use: 'code' } } },
        courier: {
          smtp: { connection_uri: `smtp://127.0.0.1:${mail.port}/?disable_starttls=true` },
        },
        pallas: {
          serve: { workers: 2 },
          shield: { account: { tries: 5, refill: '1h' }, proof_of_work: { enabled: false } },
        },
      })
      await server.start()
      await bothServe(server)
    })
    after(async () => {
      await server?.remove()
      await mail?.close()
    })

    it('one that is killed under load leaves the rest to the other, is back soon, and nothing that was answered is lost', async () => {
      const token = (await register(server.url, 'first@example.org'))?.json.session_token
      const clients = Array.from({ length: 4 }, () => keptAlive(server.url, token))
      const answered: string[] = []
      let isOver = false
      const newcomers = Array.from({ length: 2 }, async (_, client) => {
        for (let next = 0; !isOver; next++) {
          const email = `${databases.kind}-${client}-${next}@example.org`
          if ((await register(server.url, email))?.status === 200) answered.push(email)
        }
      })
      await until(() => answered.length > 4, 30_000)
      const workers = childrenOf(server.pid())
      assert.equal(workers.length, 2)
      const before = answered.length
      process.kill(workers[0] ?? 0, 'SIGKILL')
      // the other one goes on while the first is away
      await until(() => answered.length > before + 2, 10_000)
      isOver = true
      await Promise.all([...clients.map((one) => one.stop()), ...newcomers])
      await bothServe(server)
      const now = childrenOf(server.pid())
      assert.ok(now.includes(workers[1] ?? 0) && !now.includes(workers[0] ?? 0))
      for (const { statuses } of clients) {
        assert.deepEqual(
          [...statuses.keys()].filter((status) => status !== 200 && status !== 0),
          [],
        )
        assert.ok((statuses.get(0) ?? 0) <= 2, 'a client sees its connection break, and goes on')
      }
      for (const email of answered)
        assert.equal((await login(server.url, email)).status, 200, email)
    })

    it('count wrong passwords together', async () => {
      assert.equal((await register(server.url, 'guessed@example.org'))?.status, 200)
      const before = perWorker(server)
      const signIn = (secret: string) =>
        submit(server.url, 'login', {
          method: 'password',
          identifier: 'guessed@example.org',
          password: secret,
        })
      for (let tries = 0; tries < 12; tries++) await signIn('not-the-password')
      const verdicts = /^pallas_shield_verdicts_total\{on="account",verdict="(.*)"\} (\d+)$/gm
      const told = [...(await metricsOf(server)).matchAll(verdicts)].map(([, verdict, n]) => [
        verdict,
        n,
      ])
      assert.deepEqual(new Map(told as [string, string][]).get('wait'), '7')
      assert.equal(await signIn(password), 400)
      await until(() => perWorker(server).every((count, at) => count > (before[at] ?? 0)), 5000)
      const after = perWorker(server)
      assert.ok(
        after.every((count, at) => count > (before[at] ?? 0)),
        'both were asked',
      )
    })

    it('send each message once, whichever was asked for it', async () => {
      const people = Array.from({ length: 12 }, (_, at) => `mail-${at}@example.org`)
      for (const email of people) await register(server.url, email)
      const to = () => mail.mails.flatMap(({ envelope }) => envelope.to)
      const before = to().length
      await Promise.all(
        people.map((email) => submit(server.url, 'recovery', { method: 'code', email })),
      )
      await until(() => people.every((one) => to().slice(before).includes(one)), 10_000)
      await until(
        async () => figure(await metricsOf(server), 'pallas_queue_waiting{queue="messages"}') === 0,
        5000,
      )
      for (const one of people)
        assert.equal(
          to()
            .slice(before)
            .filter((other) => other === one).length,
          1,
          one,
        )
    })

    // what follows has nothing to do with the database
    if (databases.kind !== 'sqlite') return

    it('take a changed configuration, refuse a faulty one once, and go on', async () => {
      const good = readFileSync(server.configFile, 'utf8')
      const messages = (text: string) => server.log().split(text).length - 1
      appendFileSync(server.configFile, '\nlog: [\n')
      process.kill(server.pid() ?? 0, 'SIGHUP')
      await until(() => messages('the changed configuration is invalid') === 1, 10_000)
      process.kill(childrenOf(server.pid())[0] ?? 0, 'SIGTERM')
      await until(() => messages('a worker has ended') === 1, 20_000)
      await bothServe(server)
      writeFileSync(server.configFile, good.replace('tries: 5', 'tries: 6'))
      await until(() => messages('new configuration applied') === 1, 20_000)
      const revisions = new Set<string>()
      for (let tries = 0; tries < 12; tries++) {
        revisions.add(JSON.stringify((await anew(`${server.url}/health/config`)).json))
      }
      assert.equal(revisions.size, 1)
      assert.equal(messages('the changed configuration is invalid'), 1)
    })

    it('tell metrics as one server, and the memory of each process', async () => {
      const opened = 'pallas_flows_total{flow="login",outcome="opened"}'
      const before = figure(await metricsOf(server), opened)
      for (let tries = 0; tries < 10; tries++) await anew(`${server.url}/self-service/login/api`)
      const text = await metricsOf(server)
      assert.equal(figure(text, opened), before + 10)
      for (const worker of ['1', '2', 'supervisor'])
        assert.ok(figure(text, `process_resident_memory_bytes{worker="${worker}"}`) > 2 ** 24)
      const declared = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name)
      assert.equal(new Set(declared).size, declared.length)
      for (const worker of [1, 2])
        assert.match(server.log(), new RegExp(`"worker":${worker},"listener":"public"`))
    })

    it('are all there again after their supervisor was killed, and end with it in good order', async () => {
      const workers = childrenOf(server.pid())
      await server.kill()
      await until(() => workers.every((pid) => !isAlive(pid)), 5000)
      await server.start()
      await bothServe(server)
      const again = childrenOf(server.pid())
      const open = keptAlive(server.url, 'unknown')
      await until(() => open.statuses.size > 0, 5000)
      const ended = server.terminate()
      await until(async () => (await statusOf(`${server.adminUrl}/health/ready`)) !== 200, 10_000)
      assert.equal((await ended).code, 0)
      await open.stop()
      assert.deepEqual(again.filter(isAlive), [])
    })

    it('do not start on a port that somebody else has, and say so once', async () => {
      const taken = createServer().listen(Number(new URL(server.url).port), '127.0.0.1')
      await once(taken, 'listening')
      const told = await failureOf(server)
      taken.close()
      assert.equal(told.code, 1)
      assert.equal(told.stderr.split('cannot listen on').length, 2, told.stderr)
      assert.match(told.stderr, /\(serve\.public\): the address is already in use \(EADDRINUSE\)/)
    })
  })
}

/** Requests that each worker has logged. */
const perWorker = (server: Crashable): readonly number[] =>
  ['1', '2'].map((worker) => server.log().split(`"worker":${worker},"listener":"public"`).length)

async function failureOf({ configFile, folder }: Crashable) {
  const launcher = new URL('../../bin/pallas', import.meta.url).pathname
  const child = spawn(launcher, ['serve', '--dev', '-c', configFile], { cwd: folder })
  let stderr = ''
  child.stderr.on('data', (text) => (stderr += text))
  const [code] = await once(child, 'close')
  return { code, stderr }
}

/** Asks on a connection of its own, so that any worker may answer. */
const anew = (
  url: string,
  body?: object,
): Promise<{ readonly status: number; readonly json: any }> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' }
    const sent = request(
      url,
      { agent: false, method: body ? 'POST' : 'GET', headers },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part) => (text += part))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, json: JSON.parse(text) }),
        )
      },
    )
    sent.on('error', reject).end(body && JSON.stringify(body))
  })

async function submit(url: string, kind: 'login' | 'recovery', body: object): Promise<number> {
  const { json } = await anew(`${url}/self-service/${kind}/api`)
  return (await anew(`${url}/self-service/${kind}?flow=${json.id}`, body)).status
}
