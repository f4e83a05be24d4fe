// The whole server in memory: real actions, real SQL (SQLite in memory), no socket, a held clock.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions, Response } from 'light-my-request'
import { createApp, type App } from '#app.ts'
import type { Edition } from '#editions/edition.ts'
import type { CallLimits } from '#hooks/web-hook/call.ts'
import { readConfig } from '#config/read.ts'
import { loadSchemas } from '#schema/load.ts'
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'
import { createLog } from '#telemetry/log.ts'
import { openTracer } from '#telemetry/tracer.ts'
import { readFile } from 'node:fs/promises'
import { stringify } from 'yaml'
import type { Jar } from './jar.ts'

/** A small valid configuration with cheap hashes; `overrides` are merged into it deeply. */
export const baseConfig = {
  dsn: 'memory',
  log: { level: 'error' },
  serve: {
    public: { base_url: 'http://127.0.0.1:4433/', port: 4433, host: '127.0.0.1' },
    admin: { base_url: 'http://127.0.0.1:4434/', port: 4434, host: '127.0.0.1' },
  },
  selfservice: {
    default_browser_return_url: 'http://127.0.0.1:4455/',
    allowed_return_urls: ['http://127.0.0.1:4455'],
    methods: { password: { config: { haveibeenpwned_enabled: false } } },
    flows: {
      error: { ui_url: 'http://127.0.0.1:4455/error' },
      login: { ui_url: 'http://127.0.0.1:4455/login' },
      registration: {
        ui_url: 'http://127.0.0.1:4455/registration',
        after: { password: { hooks: [{ hook: 'session' }] } },
      },
      settings: { ui_url: 'http://127.0.0.1:4455/settings' },
      recovery: { ui_url: 'http://127.0.0.1:4455/recovery' },
      verification: { ui_url: 'http://127.0.0.1:4455/verification' },
      logout: { after: { default_browser_return_url: 'http://127.0.0.1:4455/login' } },
    },
  },
  secrets: {
    cookie: ['a-cookie-secret-for-tests-only'],
    cipher: ['a-cipher-secret-for-tests-only-3'],
  },
  hashers: { algorithm: 'bcrypt', bcrypt: { cost: 4 } },
  identity: {
    default_schema_id: 'default',
    schemas: [
      {
        id: 'default',
        url: `base64://${Buffer.from(JSON.stringify(personSchema())).toString('base64')}`,
      },
    ],
  },
}

export type TestServer = {
  readonly app: App
  readonly store: Store
  /** Lines of the log. */
  readonly log: string[]
  /** Moves the held clock. */
  pass(ms: number): void
  /** Sets the held clock forward, or back, while no time passes. */
  setClock(ms: number): void
  now(): number
  public(method: string, url: string, more?: Call): Promise<Answer>
  admin(method: string, url: string, more?: Call): Promise<Answer>
  /** Takes over another configuration, as when its file changes; the schemas stay. */
  reconfigure(overrides: Overrides): void
  close(): Promise<void>
}

export type Call = {
  readonly json?: unknown
  readonly form?: Readonly<Record<string, string>>
  readonly payload?: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
  readonly accept?: string
  readonly token?: string
  readonly jar?: Jar
}

export type Answer = {
  readonly status: number
  readonly headers: Response['headers']
  readonly text: string
  readonly json: any
  readonly location: string | undefined
  readonly cookies: readonly string[]
}

export type Overrides = { readonly [key: string]: unknown }

/** `parts` replaces what the server is given: another store, another `fetch`, no development mode. */
export async function startServer(
  overrides: Overrides = {},
  parts: {
    readonly store?: Store
    readonly fetch?: typeof fetch
    readonly dev?: boolean
    readonly callLimits?: CallLimits
    readonly editions?: readonly Edition[]
    /** Whether the server keeps its time by itself, as it does outside of tests. */
    readonly steady?: boolean
    readonly env?: Readonly<Record<string, string>>
  } = {},
): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-test-'))
  const file = join(folder, 'kratos.yml')
  const read = (more: Overrides) => {
    writeFileSync(file, stringify(mergeDeep(mergeDeep(baseConfig, overrides), more)))
    return readConfig({ files: [file], env: parts.env ?? {}, dev: parts.dev ?? true, cwd: folder })
  }
  const reading = read({})
  const schemas = await loadSchemas({
    sources: reading.config.identity.schemas,
    defaultId: reading.config.identity.defaultSchemaId,
    fetch,
    readFile,
    maxBytes: 1e6,
    timeoutMs: 5000,
  })
  const store =
    parts.store ??
    (await createStore({ dsn: reading.config.dsn, sqlite: reading.config.pallas.sqlite }))
  const log: string[] = []
  const { tracing } = reading.config
  const logger = createLog(
    { ...reading.config.log, level: 'debug', format: 'json', namesTraces: tracing !== undefined },
    { write: (lines) => void log.push(...lines.split(/(?<=\n)/)) },
  )
  let now = Date.parse('2026-05-01T12:00:00.000Z'),
    passed = 0
  const app = createApp({
    reading,
    schemas,
    store,
    version: '0.0.0-test',
    ...(parts.steady
      ? { time: { system: () => now, monotonic: () => passed } }
      : { clock: () => now }),
    ...(parts.fetch ? { fetch: parts.fetch } : {}),
    ...(parts.callLimits ? { callLimits: parts.callLimits } : {}),
    ...(parts.editions ? { editions: parts.editions } : {}),
    log: logger,
    tracer: await openTracer(tracing, {
      version: '0.0.0-test',
      onFailure: (error, times) => logger.warn({ err: error, times }, 'traces could not be sent'),
    }),
  })
  const ask =
    (side: 'public' | 'admin') =>
    (method: string, url: string, call: Call = {}) =>
      request(app[side], method, url, call)
  return {
    app,
    store,
    log,
    pass: (ms) => {
      now += ms
      passed += ms
    },
    setClock: (ms) => void (now += ms),
    now: () => now,
    public: ask('public'),
    admin: ask('admin'),
    reconfigure: (more) => app.reload(read(more), schemas),
    async close() {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function request(
  server: App['public'],
  method: string,
  url: string,
  { json, form, payload, headers, accept = 'application/json', token, jar }: Call,
): Promise<Answer> {
  const sent =
    json !== undefined
      ? JSON.stringify(json)
      : form
        ? new URLSearchParams(form).toString()
        : payload
  const options: InjectOptions = {
    method: method,
    url,
    headers: {
      accept,
      // as `fetch` of Node says; what opens a page says `navigate`
      'sec-fetch-mode': 'cors',
      ...(json !== undefined
        ? { 'content-type': 'application/json' }
        : form
          ? { 'content-type': 'application/x-www-form-urlencoded' }
          : {}),
      ...(token === undefined ? {} : { 'x-session-token': token }),
      ...(jar?.header ? { cookie: jar.header } : {}),
      ...headers,
    },
    ...(sent === undefined ? {} : { payload: sent }),
  }
  const response = await server.inject(options)
  const cookies = [response.headers['set-cookie'] ?? []].flat()
  jar?.store(cookies)
  return {
    status: response.statusCode,
    headers: response.headers,
    text: response.payload,
    json:
      response.payload !== '' && /\bjson\b/.test(String(response.headers['content-type']))
        ? JSON.parse(response.payload)
        : undefined,
    location: response.headers.location,
    cookies,
  }
}

/** Lists are replaced, not joined. */
export function mergeDeep(base: Overrides, more: Overrides): Overrides {
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(more)) {
    const old = merged[key]
    merged[key] = isMap(old) && isMap(value) ? mergeDeep(old, value) : value
  }
  return merged
}

const isMap = (value: unknown): value is Overrides =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function personSchema() {
  return {
    $id: 'https://example.org/person.schema.json',
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Person',
    type: 'object',
    properties: {
      traits: {
        type: 'object',
        required: ['email'],
        additionalProperties: false,
        properties: {
          email: {
            type: 'string',
            format: 'email',
            title: 'E-Mail',
            minLength: 3,
            'ory.sh/kratos': {
              credentials: { password: { identifier: true } },
              verification: { via: 'email' },
              recovery: { via: 'email' },
            },
          },
          name: {
            type: 'object',
            properties: {
              first: { title: 'First name', type: 'string' },
              last: { title: 'Last name', type: 'string' },
            },
          },
        },
      },
    },
  }
}
