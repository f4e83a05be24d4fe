// Security requirements 37, 51, 52, 53 and 75, for calls to other systems and programs of the configuration.
import assert from 'node:assert/strict'
import type { LookupAddress } from 'node:dns'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { createGuardedFetch } from '#outgoing/guarded-fetch.ts'
import { createPrograms } from '../../src/app/jsonnet.ts'
import { createRemoteDocuments } from '../../src/app/remote-documents.ts'
import { clientOf, editions, type EditionClient } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { password } from '../support/people.ts'
import { answering, program, startReceiver, webHook, type Receiver } from '../support/receiver.ts'
import { startServer, type Answer, type TestServer } from '../support/server.ts'

const never = async (): Promise<never> => assert.fail('the network was used')

describe('programs of the configuration', () => {
  const programs = createPrograms(createRemoteDocuments({ fetch: never }))
  after(() => programs.close())
  const fails = (source: string) =>
    assert.rejects(programs.run(program(source), { facts: {} }), { name: 'ProgramFailed' })

  it('are stopped when they do not end, while everything else goes on', async () => {
    const seen: string[] = []
    const endless = fails(
      'local f(n) = if n == 0 then 0 else std.length(std.range(0, 20000)) + f(n - 1); f(100000000)',
    ).then(() => seen.push('endless'))
    for (let n = 0; n < 10; n++) await new Promise((resolve) => setImmediate(resolve))
    seen.push('others')
    await endless
    assert.deepEqual(seen, ['others', 'endless'])
    assert.equal(await programs.run(program('1 + 1'), { facts: {} }), 2)
  })

  it('cannot take all memory', async () => {
    await fails(
      "local f(s, n) = if n == 0 then s else f(s + s, n - 1); std.length(f('0123456789abcdef', 40))",
    )
    await fails('std.makeArray(1000000000, function(i) i)')
  })

  it('see no file, no network and no environment', async () => {
    for (const source of [
      "import '/etc/passwd'",
      "importstr '/etc/passwd'",
      "importbin '/etc/passwd'",
      "std.native('env')('PATH')",
      "std.extVar('PATH')",
    ])
      await fails(source)
  })

  it('are loaded from file, base64 and http only, and no longer ones than a quarter of a megabyte', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pallas-test-programs-')),
      long = join(folder, 'long.jsonnet')
    writeFileSync(long, `'${'x'.repeat(300_000)}'`)
    for (const url of [
      'ftp://example.org/x',
      'data:text/plain,1',
      'javascript:1',
      '/etc/passwd',
      `file://${long}`,
      'file:///nowhere/x.jsonnet',
    ])
      await assert.rejects(programs.run(url, {}), {
        name: 'ProgramFailed',
        message: 'The program could not be loaded',
      })
    rmSync(folder, { recursive: true })
  })
})

describe('calls to other systems with private networks disallowed', () => {
  const settings = () => ({ disallowPrivateNetworks: true, privateNetworkExceptions: [] })
  const forms = [
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a00:1]/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest',
    'http://192.168.1.1/',
    'http://0.0.0.0/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://[64:ff9b::7f00:1]/',
  ]

  it('never reach them, however the address is written', async () => {
    const guarded = createGuardedFetch({ settings })
    for (const url of forms) await assert.rejects(guarded(url), { name: 'BlockedAddress' }, url)
  })

  it('never reach them by a name that leads there', async () => {
    const lookup = (
      _host: string,
      _options: unknown,
      found: (error: null, addresses: LookupAddress[]) => void,
    ) => found(null, [{ address: '10.1.2.3', family: 4 }])
    await assert.rejects(
      createGuardedFetch({ settings, lookup })('http://inside.example.org/'),
      (error: Error) => error.name === 'BlockedAddress' && !error.message.includes('10.1.2.3'),
    )
  })

  it('reach no other kind of address', async () => {
    const guarded = createGuardedFetch({ settings })
    for (const url of ['file:///etc/passwd', 'ftp://example.org/', 'data:text/plain,x'])
      await assert.rejects(guarded(url), { name: 'BlockedAddress' }, url)
  })
})

describe('when everything outside is gone', () => {
  let receiver: Receiver, server: TestServer
  before(async () => {
    receiver = await startReceiver()
    const hook = webHook(`${receiver.url}/hook`, { can_interrupt: true })
    server = await startServer(
      {
        oauth2_provider: { url: receiver.url },
        // what is asked for again and again fails on purpose
        pallas: { shield: { enabled: false } },
        selfservice: {
          flows: {
            login: { after: { password: { hooks: [hook] } } },
            registration: { after: { password: { hooks: [hook, { hook: 'session' }] } } },
            settings: { after: { profile: { hooks: [hook] } } },
          },
          methods: {
            password: {
              config: {
                migrate_hook: {
                  enabled: true,
                  config: {
                    url: `${receiver.url}/migrate`,
                    method: 'POST',
                    body: program('function(ctx) { p: ctx.password }'),
                  },
                },
              },
            },
          },
        },
      },
      { callLimits: { timeoutMs: 300, maxBytes: 1000, waitsMs: [] } },
    )
  })
  beforeEach(() => receiver.answers(answering(204)))
  after(async () => {
    await server.close()
    await receiver.close()
  })

  const oldSecret = 'old-secret-77'
  const hasSession = ({ cookies }: Answer) =>
    cookies.some((one) => one.startsWith('ory_kratos_session='))
  /** What is told of an error: in the answer, or on the page to which the browser is sent. */
  async function toldOf(at: EditionClient, answer: Answer, jar: Jar): Promise<any> {
    const { error } = await at.refusal(answer, jar)
    return error
  }

  for (const edition of editions)
    for (const json of [false, true])
      it(`every flow ends in a clear error, and the next one succeeds when it is back (${edition.name}, ${json ? 'JSON' : 'forms'})`, async () => {
        const at = clientOf(server, edition)
        const name = `${edition.name}-${json}`
        const email = `ada-${name}@example.org`
        const jar = await at.signUp(email)
        await server.admin('POST', '/admin/identities', {
          json: {
            schema_id: 'default',
            traits: { email: `old-${name}@example.org` },
            credentials: { password: { config: { use_password_migration_hook: true } } },
          },
        })
        const account = await server.store.identities.findByIdentifier('password', email)
        const { id } = account?.identity ?? assert.fail()
        const stored = async () =>
          JSON.stringify([
            (await server.store.identities.find(id))?.identity.traits,
            await server.store.identities.count({}),
          ])
        const before = await stored()
        const login = async (identifier: string, secret: string) => {
          const fresh = new Jar()
          const flow = await at.open('login', fresh)
          const fields = { [at.identifier]: identifier, password: secret }
          return [await at.send('login', flow, 'password', fresh, fields, { json }), fresh] as const
        }
        const flows: Readonly<Record<string, () => Promise<readonly [Answer, Jar]>>> = {
          async registration() {
            const fresh = new Jar()
            const flow = await at.open('registration', fresh)
            const fields = { 'traits.email': `new-${name}@example.org`, password }
            return [await at.send('registration', flow, 'password', fresh, fields, { json }), fresh]
          },
          login: () => login(email, password),
          async settings() {
            const flow = await at.open('settings', jar)
            const fields = { 'traits.email': email, 'traits.name.first': 'A' }
            return [await at.send('settings', flow, 'profile', jar, fields, { json }), jar]
          },
          migration: () => login(`old-${name}@example.org`, oldSecret),
        }
        for (const gone of [
          // what does not answer is waited for, in each edition once
          ...(json ? [] : [() => undefined]),
          (_call: unknown, response: { destroy(): void }) => response.destroy(),
        ]) {
          receiver.answers(gone)
          for (const [what, act] of Object.entries(flows)) {
            const [answer, sender] = await act()
            assert.equal(hasSession(answer), false, what)
            const error = await toldOf(at, answer, sender)
            assert.ok(error?.code >= 500 && error.reason.length > 0, `${what}: ${answer.text}`)
            assert.doesNotMatch(
              answer.text + JSON.stringify(error),
              /127\.0\.0\.1:\d{5}|ECONN|old-secret-77|at Object/,
              what,
            )
          }
          assert.equal(await stored(), before)
        }
        receiver.answers(answering(200, { status: 'password_match' }))
        for (const [what, act] of Object.entries(flows)) {
          const [answer] = await act()
          assert.ok(answer.status < 400, `${what}: ${answer.text}`)
          if (what !== 'settings') assert.ok(hasSession(answer), what)
        }
        assert.notEqual(await stored(), before)
        assert.ok(server.log.every((line) => !line.includes(oldSecret) && !line.includes(password)))
      })

  for (const edition of editions)
    it(`metadata of administrators never reaches a form by way of a hook (${edition.name})`, async () => {
      const at = clientOf(server, edition)
      const email = `meta-${edition.name}@example.org`
      const jar = await at.signUp(email)
      const account = await server.store.identities.findByIdentifier('password', email)
      await server.admin('PATCH', `/admin/identities/${account?.identity.id}`, {
        json: [{ op: 'replace', path: '/metadata_admin', value: { note: 'administrators-only' } }],
      })
      for (const mood of [
        answering(500, { metadata_admin: 'administrators-only' }),
        answering(400, { messages: [], metadata_admin: 'administrators-only' }),
        answering(200, { identity: {}, note: 'administrators-only' }),
        answering(204),
      ]) {
        receiver.answers(mood)
        const fresh = new Jar()
        const flow = await at.open('login', fresh)
        const fields = { [at.identifier]: email, password }
        const answer = await at.send('login', flow, 'password', fresh, fields)
        const told = [
          answer.text,
          JSON.stringify(await toldOf(at, answer, fresh).catch(() => '')),
          JSON.stringify(await at.read('login', flow.id, { jar: fresh })),
          (await at.whoami({ jar })).text,
        ]
        assert.doesNotMatch(told.join(), /administrators-only/)
      }
    })
})
