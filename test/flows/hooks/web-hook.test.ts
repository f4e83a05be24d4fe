import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { messageIds, openApi, password, signIn, signUp, submit } from '../../support/people.ts'
import {
  answering,
  program,
  startReceiver,
  webHook,
  type Mood,
  type Receiver,
} from '../../support/receiver.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const limits = { timeoutMs: 400, maxBytes: 4096, waitsMs: [20] }
const refusal = (pointer: string) => ({
  messages: [
    {
      instance_ptr: pointer,
      messages: [{ id: 1234, text: 'not you', type: 'error', context: { why: 'list' } }],
    },
  ],
})

describe('a web hook', () => {
  let receiver: Receiver, server: TestServer
  before(async () => {
    receiver = await startReceiver()
    server = await startServer(
      {
        selfservice: {
          flows: {
            login: {
              before: { hooks: [webHook(`${receiver.url}/before`)] },
              after: {
                password: { hooks: [webHook(`${receiver.url}/login`, { can_interrupt: true })] },
              },
            },
            registration: {
              after: {
                password: {
                  hooks: [
                    webHook(`${receiver.url}/registration`, { response: { parse: true } }),
                    webHook(`${receiver.url}/told`),
                    { hook: 'session' },
                  ],
                },
              },
            },
            settings: {
              after: {
                profile: {
                  hooks: [webHook(`${receiver.url}/profile`, { response: { parse: true } })],
                },
              },
            },
          },
        },
      },
      { callLimits: limits },
    )
  })
  beforeEach(() => {
    receiver.answers(answering(204))
    receiver.calls.length = 0
  })
  after(async () => {
    await server.close()
    await receiver.close()
  })

  const only =
    (path: string, mood: Mood): Mood =>
    (call, response) =>
      (call.path === path ? mood : answering(204))(call, response)
  const register = async (email: string, more: object = {}, call: object = {}) =>
    submit(
      server,
      'registration',
      await openApi(server, 'registration'),
      { method: 'password', password, traits: { email }, ...more },
      call,
    )
  const known = async (email: string) =>
    (await server.admin('GET', `/admin/identities?credentials_identifier=${email}`)).json.length ===
    1

  /** Answers once it is known whether the identity is stored. */
  const look =
    (seen: (is: boolean) => void): Mood =>
    (call, response) =>
      void (async () => {
        seen(await known(call.json.identity.traits.email))
        response.writeHead(204).end()
      })()

  it('is told of flow, request and identity, and of headers on the list only', async () => {
    const { status } = await register(
      'told@example.org',
      { transient_payload: { a: 1 } },
      { headers: { 'user-agent': 'probe/1', 'x-secret': 'no' } },
    )
    assert.equal(status, 200)
    const [call] = receiver.calls
    assert.equal(call?.json.flow.transient_payload.a, 1)
    assert.equal(call?.json.identity.traits.email, 'told@example.org')
    assert.equal(call?.json.request_method, 'POST')
    assert.match(call?.json.request_url, /\/self-service\/registration\?flow=/)
    assert.deepEqual(call?.json.request_headers['User-Agent'], ['probe/1'])
    assert.equal(call?.json.request_headers['X-Secret'], undefined)
    assert.doesNotMatch(call?.text ?? '', new RegExp(password))
  })

  it('is not told the cookies that open sessions', async () => {
    await server.public('GET', '/self-service/login/browser', {
      headers: { cookie: 'ory_kratos_session=secret; theme=dark' },
    })
    assert.deepEqual(receiver.calls[0]?.json.request_cookies, { theme: 'dark' })
  })

  it('that cannot refuse is called once the account is stored', async () => {
    let there: boolean | undefined
    receiver.answers(
      only(
        '/told',
        look((is) => (there = is)),
      ),
    )
    assert.equal((await register('later@example.org')).status, 200)
    assert.equal(there, true)
  })

  it('that may refuse is called before anything is stored, with no transaction open', async () => {
    let there: boolean | undefined
    receiver.answers(
      only(
        '/registration',
        look((is) => (there = is)),
      ),
    )
    assert.equal((await register('early@example.org')).status, 200)
    assert.equal(there, false)
  })

  it('refuses with messages of its own, on the field that it names', async () => {
    receiver.answers(only('/registration', answering(400, refusal('#/traits/email'))))
    const { status, json } = await register('refused@example.org')
    assert.equal(status, 400)
    const [said] = json.ui.nodes.find(
      (node: any) => node.attributes.name === 'traits.email',
    ).messages
    assert.deepEqual(said, { id: 1234, text: 'not you', type: 'error', context: { why: 'list' } })
    assert.equal(await known('refused@example.org'), false)
  })

  it('that interrupts a login leaves no session', async () => {
    const { id } = await signUp(server, 'interrupted@example.org')
    const count = async () =>
      (await server.admin('GET', `/admin/identities/${id}/sessions`)).json.length
    const before = await count()
    receiver.answers(only('/login', answering(403, refusal('#/'))))
    const { status, json } = await signIn(server, 'interrupted@example.org')
    assert.deepEqual([status, messageIds(json)], [400, [1234]])
    assert.equal(await count(), before)
  })

  it('changes the identity before it is stored', async () => {
    receiver.answers(
      only(
        '/registration',
        answering(200, {
          identity: {
            traits: { email: 'changed@example.org', name: { first: 'Hooked' } },
            metadata_public: { plan: 'gold' },
            metadata_admin: { note: 'secret' },
            verifiable_addresses: [{ value: 'changed@example.org', via: 'email', verified: true }],
          },
        }),
      ),
    )
    const { json } = await register('changed@example.org')
    assert.deepEqual(
      [
        json.identity.traits.name.first,
        json.identity.metadata_public.plan,
        json.identity.verifiable_addresses[0].verified,
      ],
      ['Hooked', 'gold', true],
    )
    assert.equal(json.identity.metadata_admin, undefined)
    const { json: stored } = await server.admin('GET', `/admin/identities/${json.identity.id}`)
    assert.deepEqual(stored.metadata_admin, { note: 'secret' })
  })

  it('cannot change an identity so that it breaks its schema', async () => {
    receiver.answers(
      only(
        '/registration',
        answering(200, { identity: { traits: { email: 'nobody', admin: true } } }),
      ),
    )
    const { status, json } = await register('broken@example.org')
    assert.equal(status, 400)
    assert.ok(messageIds(json).includes(4000040))
    assert.equal(await known('broken@example.org'), false)
  })

  it('refuses a change of settings, and nothing is changed', async () => {
    const { token, id } = await signUp(server, 'settings@example.org')
    receiver.answers(only('/profile', answering(422, refusal('#/traits/name/first'))))
    const flow = await openApi(server, 'settings', '', { token })
    const { status, json } = await submit(
      server,
      'settings',
      flow,
      { method: 'profile', traits: { email: 'settings@example.org', name: { first: 'Rude' } } },
      { token },
    )
    assert.equal(status, 400)
    assert.ok(messageIds(json).includes(1234))
    assert.deepEqual(
      (await server.admin('GET', `/admin/identities/${id}`)).json.traits.name ?? {},
      {},
    )
  })

  it('before a flow that ignores the answer is called once, and nobody waits for it', async () => {
    const unheard = await startServer({
      selfservice: {
        flows: {
          login: { before: { hooks: [webHook(receiver.url, { response: { ignore: true } })] } },
        },
      },
    })
    let answer: (() => void) | undefined
    const called = new Promise<void>((resolve) =>
      receiver.answers((call, response) => {
        answer = () => answering(500)(call, response)
        resolve()
      }),
    )
    assert.equal((await unheard.public('GET', '/self-service/login/api')).status, 200)
    await called
    answer?.()
    assert.equal(receiver.calls.length, 1)
    await unheard.close()
  })

  it('that is refused by its program is not called', async () => {
    const quiet = await startServer({
      selfservice: {
        flows: {
          login: {
            before: { hooks: [webHook(receiver.url, { body: program("error 'cancel'") })] },
          },
        },
      },
    })
    assert.equal((await quiet.public('GET', '/self-service/login/api')).status, 200)
    assert.equal(receiver.calls.length, 0)
    await quiet.close()
  })

  it('is tried again when the other side cannot answer just now', async () => {
    let tries = 0
    receiver.answers(
      only('/registration', (call, response) =>
        answering(++tries === 1 ? 503 : 204)(call, response),
      ),
    )
    assert.equal((await register('again@example.org')).status, 200)
    assert.equal(tries, 2)
    const [first, second] = receiver.calls.filter(({ path }) => path === '/registration')
    assert.equal(first?.headers['webhook-id'], second?.headers['webhook-id'])
  })

  const bad: Record<string, Mood> = {
    'never answers': () => undefined,
    'answers a byte now and then': (_call, response) => void response.writeHead(200).write('{'),
    'hangs up': (_call, response) => void response.destroy(),
    'answers more than it may': (_call, response) =>
      void response
        .writeHead(200)
        .end(JSON.stringify({ identity: { metadata_public: 'x'.repeat(10_000) } })),
    'answers what is no JSON': (_call, response) => void response.writeHead(200).end('<html>'),
    'answers an identity that is none': answering(200, { identity: [1] }),
    'answers traits that are none': answering(200, { identity: { traits: 'x' } }),
    'refuses without words': answering(403, { messages: [] }),
    'sends its callers elsewhere': answering(307, undefined, {
      location: 'http://127.0.0.1:1/inside',
    }),
    'has failed': answering(500),
  }
  for (const [what, mood] of Object.entries(bad)) {
    it(`that ${what} stops the flow, and nothing is stored`, async (t) => {
      receiver.answers(only('/registration', mood))
      const timeouts = t.mock.method(AbortSignal, 'timeout'),
        email = `${what.replaceAll(' ', '-')}@example.org`
      const { status, json } = await register(email)
      // however often a call is tried, there is one limit for all of its tries
      assert.equal(
        timeouts.mock.calls.filter((call) => call.arguments[0] === limits.timeoutMs).length,
        new Set(receiver.calls.map(({ headers }) => headers['webhook-id'])).size,
      )
      assert.ok(status === 400 || status === 500, `${status}`)
      assert.equal(json.error.code, 500)
      assert.match(json.error.reason, /Another system/)
      assert.doesNotMatch(JSON.stringify(json), /127\.0\.0\.1:\d|ECONN|at Object/)
      receiver.answers(answering(204))
      assert.equal(await known(email), false)
      assert.equal((await register(email)).status, 200, 'the address is free')
    })
  }

  it('that fails after the account is there harms nobody, and is written down', async () => {
    receiver.answers(only('/told', answering(500)))
    assert.equal((await register('after@example.org')).status, 200)
    assert.ok(server.log.some((line) => line.includes('hook.failed') && line.includes('/told')))
  })

  it('that cannot be reached keeps a login from beginning', async () => {
    receiver.answers(only('/before', (_call, response) => void response.destroy()))
    assert.equal((await server.public('GET', '/self-service/login/api')).status, 500)
    const { status, location } = await server.public('GET', '/self-service/login/browser', {
      accept: 'text/html',
    })
    assert.deepEqual([status, location?.startsWith('http://127.0.0.1:4455/error?id=')], [303, true])
  })

  it('inside a private network is not called where that is forbidden', async () => {
    const walled = await startServer(
      {
        clients: { http: { disallow_private_ip_ranges: true } },
        selfservice: {
          flows: {
            login: { before: { hooks: [webHook(`${receiver.url}/before`, { body: undefined })] } },
          },
        },
      },
      { callLimits: limits },
    )
    const { status, json } = await walled.public('GET', '/self-service/login/api')
    assert.equal(status, 500)
    assert.doesNotMatch(JSON.stringify(json), /127\.0\.0\.1:\d/)
    assert.equal(receiver.calls.length, 0)
    await walled.close()
  })

  it('whose program never ends stops the flow, and others are served meanwhile', async () => {
    const endless = await startServer({
      selfservice: {
        flows: {
          login: {
            before: {
              hooks: [
                webHook(receiver.url, {
                  body: program(
                    'function(ctx) local f(n) = if n == 0 then 0 else std.foldl(function(a, b) a + b, std.range(0, 100000), 0) + f(n - 1); f(1000000)',
                  ),
                }),
              ],
            },
          },
        },
      },
    })
    let isStuck = true
    const stuck = endless.public('GET', '/self-service/login/api').finally(() => (isStuck = false))
    assert.equal((await endless.public('GET', '/health/alive')).status, 200)
    assert.equal(isStuck, true)
    const { status, json } = await stuck
    assert.equal(status, 500)
    assert.match(json.error.reason, /could not be made up/)
    assert.equal(receiver.calls.length, 0)
    await endless.close()
  })
})
