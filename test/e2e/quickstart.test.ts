// A newcomer's first hour: the published quickstart and chart, their commands as they are, with
// `pallas` in place of `kratos`.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { stringify } from 'yaml'
import { postgresDatabases } from '../support/databases.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'
import { until } from '../support/process-figures.ts'
import { freePort, makeCertificate } from '../support/server-process.ts'
import {
  createBrowser,
  quickstartConfig,
  quickstartSchema,
  startUi,
  type Ports,
} from './quickstart-server.ts'

const launcher = join(import.meta.dirname, '../../bin/pallas')
const password = 'correct-horse-77-Battery'

type Environment = Readonly<Record<string, string>>

describe('a newcomer', () => {
  let folder: string, mail: MailServer, certificate: { key: string; cert: string }
  const running: ChildProcess[] = []
  const pages: Server[] = []
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pallas-test-quickstart-'))
    const { key, cert } = makeCertificate({ folder, asAccount: (program, args) => [program, args] })
    certificate = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
    mail = await startMailServer({ secure: true, ...certificate })
  })
  after(async () => {
    for (const child of running) child.kill('SIGKILL')
    for (const page of pages) page.close()
    await mail.close()
    rmSync(folder, { recursive: true, force: true })
  })
  process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')))

  const start = (call: string, env: Environment = {}) => {
    const { PATH = '', HOME = '' } = process.env
    const child = spawn(launcher, call.split(' '), {
      cwd: folder,
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.push(child)
    const text = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text.out += part))
    child.stderr.setEncoding('utf8').on('data', (part: string) => (text.err += part))
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    return { child, text, ended }
  }
  /** Runs a command that ends. */
  async function run(call: string, env: Environment = {}) {
    const { text, ended } = start(call, env)
    return { status: await ended, ...text }
  }
  async function prepare(file: string): Promise<Ports> {
    const ports = { open: await freePort(), admin: await freePort(), ui: await freePort() }
    writeFileSync(join(folder, file), stringify(quickstartConfig(ports, mail.port)))
    writeFileSync(join(folder, 'identity.schema.json'), JSON.stringify(quickstartSchema))
    pages.push(await startUi(`http://127.0.0.1:${ports.open}`, ports.ui))
    return ports
  }
  const isReady = (url: string) => async () =>
    fetch(url).then(
      ({ status }) => status === 200,
      () => false,
    )
  async function end(server: ReturnType<typeof start>) {
    server.child.kill('SIGTERM')
    assert.equal(await server.ended, 0, server.text.err)
  }

  /** Signs up on the pages, confirms the address by the code in the mail. */
  async function signUp({ open, ui }: Ports, email: string) {
    const browser = createBrowser()
    const sent = mail.mails.length
    const form = await browser.open(`http://127.0.0.1:${ui}/registration`)
    assert.equal(new URL(form.url).pathname, '/registration')
    let next = await browser.send(form.json, { 'traits.email': email, method: 'profile' })
    if (next.json?.ui?.nodes.some((node: any) => node.attributes.name === 'password'))
      next = await browser.send(next.json, { 'traits.email': email, password, method: 'password' })
    assert.equal(new URL(next.url).pathname, '/verification', JSON.stringify(next.json))
    const mails = await mail.arrived(sent + 1)
    const code = /\b\d{6}\b/.exec(mails.at(-1)?.mail.text ?? '')?.[0] ?? ''
    const done = await browser.send(next.json, { code, method: 'code' })
    assert.equal(done.json.state, 'passed_challenge')
    const session = await fetch(`http://127.0.0.1:${open}/sessions/whoami`, {
      headers: { cookie: browser.jar.header },
    })
    const { identity } = (await session.json()) as any
    assert.deepEqual(
      [identity.traits.email, identity.verifiable_addresses[0].verified],
      [email, true],
    )
    return identity.id as string
  }

  async function administer({ admin }: Ports, id: string) {
    const env = { KRATOS_ADMIN_URL: `http://127.0.0.1:${admin}` }
    assert.match((await run('remote status', env)).out, /true +true/)
    const people = [{ schema_id: 'default', traits: { email: 'imported@example.org' } }]
    writeFileSync(join(folder, 'people.json'), JSON.stringify(people, null, 2))
    assert.equal((await run('validate identity people.json', env)).status, 0)
    const imported = await run('import identities people.json -q', env)
    assert.match(imported.out, /^[0-9a-f-]{36}\n$/)
    const listed = await run('list identities --format json', env)
    assert.deepEqual(
      new Set(JSON.parse(listed.out).map((one: any) => one.id)),
      new Set([id, imported.out.trim()]),
    )
    const table = (await run('list identities', env)).out
    assert.match(
      table,
      new RegExp(
        `^ID +VERIFIED ADDRESS 1 .*\n(.*\n)*${id} +\\S+@example.org +\\S+@example.org +default `,
      ),
    )
    assert.match((await run(`get identity ${id} -i oidc`, env)).out, /^ID +/)
    assert.equal((await run(`delete identity ${imported.out.trim()}`, env)).status, 0)
    assert.equal((await run(`get identity ${imported.out.trim()}`, env)).status, 1)
  }

  for (const name of ['memory', 'sqlite'] as const)
    it(`runs the quickstart on ${name}: migrate, serve, sign up on the pages, administer`, async () => {
      const file = `${name}.yml`
      const ports = await prepare(file)
      const env: Environment =
        name === 'memory' ? {} : { DSN: `sqlite://${folder}/db.sqlite?_fk=true&mode=rwc` }
      const migrated = await run(`-c ${file} migrate sql -e --yes`, env)
      assert.equal(migrated.status, 0, migrated.err)
      const server = start(`serve -c ${file} --dev --watch-courier`, env)
      await until(isReady(`http://127.0.0.1:${ports.admin}/admin/health/ready`), 30_000)
      await administer(ports, await signUp(ports, `${name}@example.org`))
      await end(server)
      if (name === 'memory') return
      const cleaned = await run(
        `cleanup sql -e -c ${file} --database.cleanup.batch_size 100 --database.cleanup.sleep.tables 0s --keep-last 24h`,
        env,
      )
      assert.equal(cleaned.status, 0, cleaned.err)
    })

  it(
    'runs the chart on PostgreSQL: migration job, deployment, courier with its metrics, clean-up job',
    { skip: postgresDatabases.skip },
    async () => {
      const ports = await prepare('kratos.yaml')
      const metricsPort = await freePort()
      const env = {
        DSN: (await postgresDatabases.fresh()).dsn,
        SECRETS_DEFAULT: 'a-default-secret-of-32-characters',
        SECRETS_COOKIE: 'a-cookie-secret-of-32-characters!',
        SECRETS_CIPHER: 'a-cipher-secret-of-32-characters'.slice(0, 32),
        COURIER_SMTP_CONNECTION_URI: `smtps://test:test@127.0.0.1:${mail.port}/?skip_ssl_verify=true`,
        LOG_FORMAT: 'json',
        LOG_LEVEL: 'info',
      }
      const job = await run('migrate sql -e --yes --config kratos.yaml', env)
      assert.deepEqual([job.status, job.out.startsWith('applied ')], [0, true], job.err)
      assert.equal((await run('migrate sql status -e --block -c kratos.yaml', env)).status, 0)
      const server = start('serve all --dev --config kratos.yaml --sqa-opt-out', env)
      const courier = start(
        `courier watch --config kratos.yaml --expose-metrics-port ${metricsPort}`,
        env,
      )
      await until(isReady(`http://127.0.0.1:${ports.admin}/admin/health/ready`), 30_000)
      for (const path of [
        '/health/alive',
        '/health/ready',
        '/metrics/prometheus',
        '/admin/metrics/prometheus',
      ])
        await until(isReady(`http://127.0.0.1:${metricsPort}${path}`), 30_000)
      const metrics = await (
        await fetch(`http://127.0.0.1:${metricsPort}/metrics/prometheus`)
      ).text()
      assert.match(metrics, /^pallas_events_total|^# HELP pallas_events_total/m)
      const other = await fetch(`http://127.0.0.1:${metricsPort}/admin/identities`)
      assert.equal(other.status, 404)

      const before = mail.mails.length
      const id = await signUp(ports, 'chart@example.org')
      await administer(ports, id)
      assert.equal(mail.mails.length, before + 1, 'two processes deliver a message once')

      await end(server)
      await end(courier)
      const cleaned = await run(
        'cleanup sql --database.cleanup.batch_size 100 --database.cleanup.sleep.tables 1ms --keep-last 8h --config kratos.yaml',
        env,
      )
      assert.deepEqual([cleaned.status, cleaned.err], [0, ''])
      assert.equal(
        JSON.parse((await run(`get identity ${id} -c kratos.yaml --format json`, env)).out).id,
        id,
      )
    },
  )
})
