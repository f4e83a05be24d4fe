// `pallas doctor --running`: each check passes on a sound server, and finds what it is there for.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { AdminApi, ApiAnswer } from '#commands/api/client.ts'
import { diagnoseRunning, runningAsJson, runningAsText } from '#commands/doctor-running.ts'
import {
  findingsOf,
  runningChecks,
  type RunningCheckName,
  type Seen,
  type Verdict,
} from '#commands/running-checks.ts'
import { createCipher } from '#crypto/cipher.ts'
import { purposes } from '#crypto/purposes.ts'
import type { PresentedHealth } from '#editions/pallas/health-routes.ts'
import { freePort } from '../support/server-process.ts'
import { baseConfig, startServer, type TestServer } from '../support/server.ts'

const version = '0.0.0-test'
const names = Object.keys(runningChecks) as RunningCheckName[]

type Break = {
  readonly severity: Verdict['severity']
  /** How a sound answer becomes one with something to find, and what is said of it. */
  readonly make: (health: PresentedHealth) => Partial<PresentedHealth>
  readonly says: RegExp
}
const some = { count: 3, is_more: false },
  many = { count: 99, is_more: true }
const backlogOf = ({ backlog }: PresentedHealth) => backlog ?? assert.fail('no backlog')
const later = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString()

/** NOTE a new check is a type error here until it has something to find */
const breaks: Readonly<Record<RunningCheckName, readonly Break[]>> = {
  ready: [
    {
      severity: 'fault',
      make: () => ({ problems: { database: 'It is away.' } }),
      says: /It is away/,
    },
  ],
  version: [{ severity: 'warning', make: () => ({ version: '9.9.9' }), says: /9\.9\.9/ }],
  database: [
    {
      severity: 'fault',
      make: ({ database }) => ({ database: { ...database, answered_in_ms: undefined } }),
      says: /SQLite.*does not answer/,
    },
  ],
  migrations: (['begun', 'pending'] as const).map((state) => ({
    severity: 'fault',
    make: ({ database }) => ({ database: { ...database, migrations: [{ name: '0099', state }] } }),
    says: /0099.*migrate sql up/,
  })),
  clock: [
    { severity: 'warning', make: ({ at }) => ({ at: later(at, 60_000) }), says: /60.* ahead of/ },
    { severity: 'warning', make: ({ at }) => ({ at: later(at, -60_000) }), says: /60.* behind/ },
    { severity: 'warning', make: () => ({ clock_ahead_ms: 30_000 }), says: /30.0 s ahead/ },
  ],
  'database-clock': [-20_000, 20_000].map((ms) => ({
    severity: 'warning',
    make: ({ database }) => ({ database: { ...database, clock_ahead_ms: ms } }),
    says: ms > 0 ? /20.0 s ahead of/ : /20.0 s behind/,
  })),
  disk: [
    {
      severity: 'warning',
      make: () => ({ disk: { free_bytes: 1e8, database_bytes: 1 } }),
      says: /95 MB/,
    },
    {
      severity: 'warning',
      make: () => ({ disk: { free_bytes: 2e9, database_bytes: 3e9 } }),
      says: /1907 MB/,
    },
  ],
  mail: [
    {
      severity: 'warning',
      make: (health) => ({
        backlog: {
          ...backlogOf(health),
          messages: many,
          oldest_message_at: later(health.at, -3_600_000),
        },
      }),
      says: /99\+ messages wait, the oldest for 60 minutes/,
    },
    {
      severity: 'warning',
      make: (health) => ({ backlog: { ...backlogOf(health), messages_given_up: some } }),
      says: /3 messages were given up/,
    },
  ],
  calls: [
    {
      severity: 'warning',
      make: (health) => ({ backlog: { ...backlogOf(health), calls_given_up: some } }),
      says: /3 calls/,
    },
  ],
  background: [
    {
      severity: 'warning',
      make: ({ process: own }) => ({ process: { ...own, works_in_background: false } }),
      says: /delivers no messages/,
    },
  ],
  search: [
    {
      severity: 'warning',
      make: (health) => ({ backlog: { ...backlogOf(health), search_complete: false } }),
      says: /being built/,
    },
  ],
  providers: [
    {
      severity: 'warning',
      make: () => ({
        providers: [{ id: 'acme', url: 'https://acme.org', fault: 'it answers 404' }],
      }),
      says: /acme: it answers 404/,
    },
  ],
  keys: [
    { severity: 'fault', make: () => keysOf(1, 2), says: /no configured key opens 2/ },
    { severity: 'warning', make: () => keysOf(2, 0, 1), says: /pallas secrets reseal/ },
    { severity: 'warning', make: () => keysOf(2, 0), says: /older keys are configured/ },
  ],
}
function keysOf(configured: number, unreadable: number, older = 0) {
  return { keys: { configured, examined: 9, older, unreadable } }
}

describe('pallas doctor --running', () => {
  let server: TestServer, sound: PresentedHealth
  const old = 'an-old-key-of-thirty-two-letters'
  before(async () => {
    server = await startServer({ secrets: { cipher: [...baseConfig.secrets.cipher, old] } })
    server.app.start()
    const { json, status } = await server.admin('GET', '/admin/pallas/health')
    assert.equal(status, 200)
    sound = { ...json, keys: { ...json.keys, configured: 1 } }
  })
  after(() => server.close())

  const seen = (health: PresentedHealth): Seen => ({
    health,
    version,
    askedAt: Date.parse(sound.at) - 50,
    answeredAt: Date.parse(sound.at) + 50,
  })
  const answering = (answer: Partial<ApiAnswer>): AdminApi => ({
    call: async () => ({ status: 200, json: {}, nextPage: undefined, ...answer }),
    close: async () => undefined,
  })

  it('finds nothing in a server that is well', () => {
    assert.deepEqual(findingsOf(seen(sound)), [])
  })

  for (const name of names)
    it(`finds what is wrong: ${name}`, () => {
      for (const { severity, make, says } of breaks[name]) {
        const found = findingsOf(seen({ ...sound, ...make(sound) }))
        assert.deepEqual(
          found.map((one) => [one.path, one.severity]),
          [[name, severity]],
        )
        assert.match(found[0]?.text ?? '', says)
      }
    })

  it('counts keys of what is really stored, and asks providers', async () => {
    const insert = (key: string, id: string) =>
      server.store.mailbox.put({
        id,
        channel: 'email',
        recipient: 'a@example.org',
        template: 'x',
        content: createCipher([key]).encrypt('{}', purposes.messageContent(id)),
        receivedAt: server.now(),
      })
    await insert(old, '6a3f0000-0000-4000-8000-000000000001')
    await insert('a-key-that-nobody-knows-any-more', '6a3f0000-0000-4000-8000-000000000002')
    const { json } = await server.admin('GET', '/admin/pallas/health')
    assert.deepEqual(json.keys, { configured: 2, examined: 2, older: 1, unreadable: 1 })
    const asked: string[] = []
    const elsewhere = await startServer(
      {
        selfservice: {
          methods: {
            oidc: {
              enabled: true,
              config: {
                providers: ['good', 'bad', 'away'].map((id) => ({
                  id,
                  provider: 'generic',
                  client_id: 'x',
                  client_secret: 'y',
                  issuer_url: `https://${id}.example/`,
                  mapper_url: 'base64://e30=',
                })),
              },
            },
          },
        },
      },
      {
        fetch: async (input) => {
          asked.push(String(input))
          if (String(input).includes('away')) throw new Error('away')
          return new Response('{}', { status: String(input).includes('good') ? 200 : 500 })
        },
      },
    )
    for (let n = 0; n < 2; n++) {
      const { json: health } = await elsewhere.admin('GET', '/admin/pallas/health')
      assert.deepEqual(
        health.providers.map(({ id, fault }: any) => [id, fault]),
        [
          ['good', undefined],
          ['bad', 'it answers 500'],
          ['away', 'it cannot be reached'],
        ],
      )
    }
    assert.equal(asked.length, 3)
    assert.equal(asked[0], 'https://good.example/.well-known/openid-configuration')
    await elsewhere.close()
  })

  it('ends with 0, 1 or 2, and prints the same as text and as JSON', async () => {
    const cases = [
      [{}, 0],
      [breaks.calls[0]?.make(sound), 1],
      [{ problems: { server: 'ends' } }, 2],
    ] as const
    for (const [change, exitCode] of cases) {
      const at = new Date().toISOString()
      const json = { ...sound, at, ...change }
      const diagnosis = await diagnoseRunning(answering({ json }), version)
      assert.equal(diagnosis.exitCode, exitCode)
      const report = JSON.parse(runningAsJson('http://x', diagnosis))
      assert.deepEqual([report.exit_code, report.serves], [exitCode, exitCode < 2])
      assert.equal(report.passed_checks, names.length - diagnosis.findings.length)
      const text = runningAsText('http://x', diagnosis)
      for (const finding of report.findings)
        assert.ok(text.includes(`${finding.path}: ${finding.text}`))
    }
  })

  it('says why there is no answer to judge', async () => {
    for (const [answer, says] of [
      [
        { status: 401, json: { error: { reason: 'A token is needed.' } } },
        /401: A token is needed/,
      ],
      [{ status: 404 }, /an older version/],
      [{ json: { status: 'ok' } }, /not that of this program/],
    ] as const) {
      const { findings, exitCode } = await diagnoseRunning(answering(answer), version)
      assert.equal(exitCode, 2)
      assert.match(findings[0]?.text ?? '', says)
    }
    const url = `http://127.0.0.1:${await freePort()}`
    const { status, stdout } = spawnSync(
      join(import.meta.dirname, '../../bin/pallas'),
      ['doctor', '--running', url, '--format', 'json'],
      { encoding: 'utf8' },
    )
    assert.equal(status, 2)
    assert.match(JSON.parse(stdout).findings[0].text, /cannot reach/)
  })
})
