// 84: no GET of another site, no HEAD and no prefetch changes anything. Every route of both
// listeners is tried; docs/get-requests.md lists those whose GET may change something.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { editions as all } from '#editions/all.ts'
import type { Edition } from '#editions/edition.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { html, navigation } from '../support/button-page.ts'
import { changesBetween, openRows } from '../support/database-rows.ts'
import { sqliteDatabases, type TestDatabase } from '../support/databases.ts'
import { clientOf, editions as clients, flowIn } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { servedRoutes } from '../support/served-routes.ts'
import { startServer, type Call, type TestServer } from '../support/server.ts'

const evil = 'https://evil.example.org'

/** The routes whose GET may change something: change, path and edition. */
const declared: { change: string; path: string; edition: string }[] = []
const observed: readonly Edition[] = all.map((edition) => ({
  ...edition,
  routes(parts) {
    const routes = edition.routes(parts)
    for (const { path, options } of [...routes.public, ...routes.admin])
      if (options.getChanges !== undefined)
        declared.push({ change: options.getChanges, path, edition: edition.name })
    return routes
  },
}))

const settings = {
  selfservice: {
    methods: { link: { enabled: true }, code: { enabled: true } },
    flows: { recovery: { enabled: true }, verification: { enabled: true } },
  },
}

/** All paths of a listener that have a GET. */
const pathsOf = (server: TestServer, listener: 'public' | 'admin'): readonly string[] =>
  servedRoutes(server.app[listener])
    .filter(({ methods }) => methods.includes('GET'))
    .map(({ path }) => path)

const probe = await startServer(settings, { editions: observed })
const paths = { public: pathsOf(probe, 'public'), admin: pathsOf(probe, 'admin') }
await probe.close()

/** The client that speaks the edition of a path. */
function clientFor(path: string) {
  const named = clients.find(({ mount }) => path.startsWith(`${mount}/`))
  if (named) return named
  const name = path.startsWith('/api/kratos')
    ? 'v0.7'
    : path.startsWith('/self-service/browser')
      ? 'v0.2'
      : 'current'
  return clients.find((one) => one.name === name) ?? clients.at(-1)
}

describe('a GET', () => {
  let server: TestServer, database: TestDatabase, rows: ReturnType<typeof openRows>
  /** Somebody who is signed in, with an open flow of each kind, in each edition. */
  const people = new Map<string, { jar: Jar; id: string; flows: Record<string, string> }>()
  before(async () => {
    database = await sqliteDatabases.fresh()
    await up(database.dsn)
    server = await startServer(settings, {
      editions: observed,
      store: await createStore({ dsn: database.dsn, sqlite: { synchronous: 'NORMAL' } }),
    })
    rows = openRows(database.dsn.replace(/^sqlite:\/\/|\?.*$/g, ''))
    for (const client of clients) {
      const at = clientOf(server, client)
      const jar = await at.signUp(`${client.name}@example.org`)
      const flows: Record<string, string> = {}
      for (const kind of client.kinds) {
        const opener = kind === 'settings' ? jar : new Jar()
        flows[kind] = flowIn(await at.start(kind, { jar: opener })) ?? ''
        jar.store(opener.header.split('; '))
      }
      const { json } = await at.whoami({ jar })
      people.set(client.name, { jar, id: json.identity.id, flows })
    }
  })
  after(async () => {
    rows.close()
    await server.close()
    await database.drop()
  })

  /** The address of a path with whatever its operation can take. */
  async function addressOf(path: string, knowsToken: boolean): Promise<{ url: string; jar: Jar }> {
    const person = people.get(clientFor(path)?.name ?? '')
    assert.ok(person)
    const kind = Object.keys(person.flows).find((one) => path.includes(one)) ?? 'settings'
    const flow = person.flows[kind] ?? person.id
    const whole = path
      .replace(':via', 'email')
      .replace(':provider', 'acme')
      .replace(':request', flow)
      .replace(/:\w+/g, person.id)
      .replace('*', person.id)
    const offer = await server.public('GET', '/current/self-service/logout/browser', {
      jar: person.jar,
    })
    const query = new URLSearchParams({
      flow,
      id: flow,
      request: flow,
      error: flow,
      token: knowsToken ? offer.json.logout_token : 'x',
      code: '123456',
      provider: 'acme',
      state: 'x',
      init_code: 'x',
      return_to_code: 'x',
      method: 'password',
      password: 'x',
      refresh: 'true',
    })
    return { url: `${whole}?${query.toString()}`, jar: person.jar }
  }

  const flowsAndErrors = ['pallas_errors', 'pallas_flows']
  // NOTE that somebody has looked is recorded, by a GET as well
  const trail = ['pallas_audit_entries', 'pallas_audit_heads']
  async function changesOf(
    listener: 'public' | 'admin',
    method: string,
    path: string,
    call: Call,
    knowsToken = true,
  ) {
    const { url, jar } = await addressOf(path, knowsToken)
    const sent = new Jar()
    sent.store(jar.header.split('; '))
    const known = rows.read()
    const answer = await server[listener](method, url, { ...call, jar: sent })
    const between = changesBetween(known, rows.read())
    const [changed, added] = [between.changed, between.added].map((tables) =>
      tables.filter((table) => !trail.includes(table)),
    ) as [string[], string[]]
    return {
      answer,
      changed,
      added: added.filter((table) => !changed.includes(table) && !flowsAndErrors.includes(table)),
    }
  }
  const nothing = { changed: [], added: [] }
  const changeOf = (path: string) => declared.find((one) => path.endsWith(one.path))?.change

  for (const path of paths.public)
    it(`of another site changes nothing: ${path}`, async () => {
      const call = {
        accept: html,
        headers: { ...navigation('cross-site'), referer: `${evil}/` },
      }
      const { answer, changed, added } = await changesOf('public', 'GET', path, call, false)
      assert.ok(answer.status < 500, `${answer.status} ${answer.text}`)
      // NOTE another site does not know the id of the flow either, which this test has
      const allowed = changeOf(path) === 'empty-form' ? 'pallas_flows' : undefined
      assert.deepEqual({ changed: changed.filter((table) => table !== allowed), added }, nothing)
    })

  for (const listener of ['public', 'admin'] as const)
    for (const path of paths[listener])
      it(`changes nothing as a HEAD: ${listener} ${path}`, async () => {
        const { changed, added } = await changesOf(listener, 'HEAD', path, { accept: html })
        assert.deepEqual({ changed, added }, nothing)
      })

  for (const path of paths.public)
    it(`changes nothing as a prefetch: ${path}`, async () => {
      const { changed, added } = await changesOf('public', 'GET', path, {
        accept: html,
        headers: { ...navigation('none'), 'sec-purpose': 'prefetch' },
      })
      assert.deepEqual({ changed, added }, nothing)
    })

  for (const path of paths.admin)
    it(`changes nothing on the admin listener: ${path}`, async () => {
      const { changed, added } = await changesOf('admin', 'GET', path, {
        accept: html,
        headers: { 'sec-fetch-mode': '' },
      })
      assert.deepEqual({ changed, added }, nothing)
    })

  it('left everybody signed in', async () => {
    for (const client of clients) {
      const jar = people.get(client.name)?.jar
      assert.equal((await clientOf(server, client).whoami(jar ? { jar } : {})).status, 200)
    }
  })
})

it('docs/get-requests.md lists every route whose GET may change something', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/get-requests.md'), 'utf8')
  const names = new Set(all.map(({ name }) => name))
  const listed = [...text.matchAll(/^\| `([a-z-]+)` \| (.+?) \| `([^`]+)` \|/gm)].flatMap(
    ([, change, editionsOf = '', path]) =>
      [...editionsOf.matchAll(/`([^`]+)`/g)].map(([, name]) => `${change} ${name} ${path}`),
  )
  const served = new Set(
    declared.map(({ change, edition, path }) => `${change} ${edition} ${path}`),
  )
  assert.deepEqual(
    listed.filter((one) => names.has(one.split(' ')[1] ?? '')).toSorted(),
    [...served].toSorted(),
  )
})
