// A server on a real database, of which anything that it waits for can be held: hooks,
// providers, the breach list, an OAuth2 server, another system that knows passwords, hashes and the
// database. Until something is held, requests have the usual time, and then the one that is given.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import type { Rows } from './database-rows.ts'
import type { TestDatabases } from './databases.ts'
import { createFakeProvider, type FakeProvider } from './fake-provider.ts'
import { providerSettings } from './oidc.ts'
import { openHolder } from './other-connection.ts'
import { until } from './process-figures.ts'
import { startServer, type TestServer } from './server.ts'

const origin = 'http://other.example'
const titles = ['Login', 'Registration', 'Settings', 'Recovery', 'Verification']

/** Counts of tries, which stay when a request is refused. */
// NOTE the metrics ask whether the server is ready, which writes a row
const safeguards = ['pallas_budgets', 'pallas_attempts', 'pallas_trial_writes']

export type SlowServer = TestServer & {
  readonly idp: FakeProvider
  /** Holds what this names; `release` lets it go on, and resolves when no hash is made any more. */
  hold(thing: Thing): Promise<unknown>
  release(): Promise<void>
  /** How many wait for what is held. */
  waiting(): number
  /** The flows whose answer of a provider is used up, whatever follows. */
  readonly usedUp: string[]
  /** All rows, but counts of tries and those flows. */
  rows(): Promise<Rows>
}

/** What can be held, and the addresses of it that are called. */
const addresses = {
  'a web hook': /^http:\/\/other\.example\/hook/,
  'a provider, for its tokens': /^https:\/\/idp\.example\/token/,
  'a provider, for its keys': /^https:\/\/idp\.example\/jwks/,
  'a provider, for its configuration': /^https:\/\/idp\.example\/\.well-known/,
  'the list of leaked passwords': /^http:\/\/other\.example\/range/,
  'another system with passwords': /^http:\/\/other\.example\/passwords/,
  'an OAuth2 server': /^http:\/\/other\.example\/admin\/oauth2/,
  'a program of the configuration': /^http:\/\/other\.example\/program/,
} as const
export type Thing =
  | keyof typeof addresses
  | 'a TypeScript hook'
  | 'a TypeScript hook before a flow'
  | 'a hash'
  | 'the lock of the database'

/** Whether it can be told how many wait for it; programs and keys are fetched once for all. */
export const isCounted = (thing: Thing): boolean =>
  ![
    'a hash',
    'the lock of the database',
    'a program of the configuration',
    'a provider, for its keys',
  ].includes(thing)

export async function startSlowServer(
  deadline: string,
  databases: TestDatabases,
): Promise<SlowServer> {
  const database = await databases.fresh()
  await up(database.dsn)
  const folder = mkdtempSync(join(tmpdir(), 'pallas-test-slow-'))
  const file = join(folder, 'hooks.mjs')
  const gates = globalThis as unknown as Record<string, (thing: Thing) => Promise<unknown>>
  const gate = `slow${process.pid}${Math.random().toString(36).slice(2)}`
  writeFileSync(
    file,
    titles
      .flatMap((title) => [
        `export const before${title} = () => globalThis.${gate}('a TypeScript hook before a flow')\n`,
        `export const after${title} = () => globalThis.${gate}('a TypeScript hook')\n`,
      ])
      .join(''),
  )
  const idp = createFakeProvider({ now: () => Date.parse('2026-05-01T12:00:00.000Z') })
  let held: Thing | undefined,
    waiting: (() => void)[] = []
  const turn = (thing: Thing): Promise<void> =>
    held === thing ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()
  gates[gate] = turn

  const hook = {
    hook: 'web_hook',
    config: {
      url: `${origin}/hook`,
      method: 'POST',
      body: `${origin}/program`,
      response: { parse: true },
    },
  }
  const hooks = [hook, { hook: 'session' }]
  const start = async (pallas: object): Promise<TestServer> =>
    startServer(
      {
        pallas: { ...pallas, hooks: file },
        oauth2_provider: { url: origin },
        selfservice: {
          methods: {
            code: { enabled: true },
            link: { enabled: true },
            password: {
              config: {
                haveibeenpwned_enabled: true,
                haveibeenpwned_host: origin,
                migrate_hook: {
                  enabled: true,
                  config: { url: `${origin}/passwords`, method: 'POST' },
                },
              },
            },
            oidc: { enabled: true, config: { providers: [providerSettings('acme')] } },
          },
          flows: {
            login: { after: { password: { hooks: [hook] }, oidc: { hooks: [hook] } } },
            registration: { after: { password: { hooks }, oidc: { hooks } } },
            settings: { after: { password: { hooks: [hook] } } },
            recovery: { enabled: true, use: 'code', after: { hooks: [hook] } },
            verification: { enabled: true, use: 'code', after: { hooks: [hook] } },
          },
        },
      },
      {
        store: await createStore({ dsn: database.dsn, sqlite: { synchronous: 'NORMAL' } }),
        // NOTE it does not heed its signal, as a system that answers late all the same
        async fetch(input, init) {
          const request = new Request(input, { ...init, signal: null })
          const [thing] = Object.entries(addresses).find(([, one]) => one.test(request.url)) ?? []
          if (thing !== undefined) await turn(thing as Thing)
          return answerTo(request, idp)
        },
      },
    )
  const patient = await start({})
  const server = await start({ requests: { deadline } })
  const holder = await openHolder(databases.kind, database.dsn)
  const slow: SlowServer = {
    ...patient,
    idp,
    async hold(thing: Thing) {
      Object.assign(slow, { public: server.public, admin: server.admin })
      held = thing
      if (thing === 'the lock of the database') await holder.hold()
      if (thing === 'a hash') server.reconfigure({ hashers: { bcrypt: { cost: 15 } } })
    },
    async release() {
      if (held === 'the lock of the database') await holder.release()
      if (held === 'a hash') server.reconfigure({})
      await until(
        async () =>
          /^pallas_hashes_in_flight 0$/m.test(
            (await server.admin('GET', '/metrics/prometheus')).text,
          ),
        30_000,
      )
      held = undefined
      for (const resume of waiting) resume()
      waiting = []
    },
    waiting: () => waiting.length,
    usedUp: [],
    async rows() {
      const all = Object.entries(await holder.read()).filter(
        ([table]) => !safeguards.includes(table),
      )
      return Object.fromEntries(
        all.map(([table, texts]) => [
          table,
          new Set([...texts].filter((text) => !slow.usedUp.some((id) => text.includes(id)))),
        ]),
      )
    },
    async close() {
      await holder.close()
      await Promise.all([patient.close(), server.close()])
      rmSync(folder, { recursive: true, force: true })
      await database.drop()
    },
  }
  return slow
}

function answerTo(request: Request, idp: FakeProvider): Promise<Response> | Response {
  const { origin: at, pathname } = new URL(request.url)
  if (at !== origin) return idp.fetch(request)
  if (pathname.startsWith('/range/')) {
    const list = `${'0'.repeat(35)}:0`
    return new Response(list, { headers: { 'content-length': String(list.length) } })
  }
  if (pathname === '/passwords') return Response.json({ status: 'password_match' })
  if (pathname === '/program') return new Response('function(ctx) ctx')
  if (pathname.startsWith('/admin/oauth2'))
    return Response.json({ challenge: 'c', skip: false, subject: '', client: {} })
  return new Response(null, { status: 204 })
}
