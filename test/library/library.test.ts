// The server as a part of another program, by the source of the library.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { ConfigError } from '#config/faults.ts'
import { Refusal } from '#errors/refusal.ts'
import { createPallas, type Pallas, type PallasOptions } from '#library/pallas.ts'

const base = 'https://example.org/auth'
const password = 'seven Harbors 9!'
const settings = {
  dsn: 'memory',
  log: { level: 'fatal' },
  serve: { public: { base_url: base }, admin: { base_url: 'https://example.org/admin-of-auth' } },
  hashers: { algorithm: 'bcrypt', bcrypt: { cost: 4 } },
  selfservice: {
    methods: { password: { config: { haveibeenpwned_enabled: false } } },
    flows: { registration: { after: { password: { hooks: [{ hook: 'session' }] } } } },
  },
  secrets: {
    cookie: ['a-cookie-secret-for-tests-only'],
    cipher: ['a-cipher-secret-for-tests-only-3'],
  },
}
const open = (more: object = {}, options: PallasOptions = {}) =>
  createPallas({ config: { ...settings, ...more }, dev: true, ...options })

const api = (pallas: Pallas) => async (path: string, body?: unknown) => {
  const answer = await pallas.fetch(
    new Request(path.startsWith('http') ? path : base + path, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    }),
  )
  return { status: answer.status, headers: answer.headers, json: (await answer.json()) as any }
}

async function signUp(pallas: Pallas, email = 'ada@example.org') {
  const call = api(pallas)
  const { json: flow } = await call('/self-service/registration/api')
  return call(flow.ui.action, { method: 'password', password, traits: { email } })
}

describe('a server inside another program', () => {
  let pallas: Pallas
  before(async () => {
    pallas = await open()
    pallas.start()
  })
  after(() => pallas.stop())

  test('answers Web requests below the path of its base URL, and where that was removed', async () => {
    const call = api(pallas)
    for (const url of [`${base}/health/ready`, 'https://example.org/health/ready'])
      assert.deepEqual((await call(url)).json, { status: 'ok' })
    const { json } = await call('/self-service/login/api')
    assert.ok(json.ui.action.startsWith(`${base}/self-service/login?flow=`), json.ui.action)
  })

  test('answers each form of a Web request with each header and body as it is', async () => {
    const start = await pallas.fetch(
      new Request(`${base}/self-service/login/browser`, { headers: { accept: 'text/html' } }),
    )
    assert.equal(start.status, 303)
    assert.ok(start.headers.getSetCookie().some((one) => one.startsWith('csrf_token')))
    const head = await pallas.fetch(new Request(`${base}/health/alive`, { method: 'HEAD' }))
    assert.deepEqual([head.status, await head.text()], [200, ''])
    const image = await pallas.fetch(new Request(`${base}/ui/login`))
    assert.match(image.headers.get('content-type') ?? '', /html/)
  })

  test('reads no more of a body than it may', async () => {
    let pulled = 0
    const endless = new ReadableStream({
      pull(controller) {
        pulled++
        controller.enqueue(new Uint8Array(64 * 1024))
      },
    })
    const sent = await pallas.fetch(
      new Request(`${base}/self-service/login`, {
        method: 'POST',
        body: endless,
        duplex: 'half',
        headers: { 'content-type': 'application/json' },
      }),
    )
    assert.equal(sent.status, 413)
    assert.ok(pulled < 100, `${pulled} parts were read`)
  })

  test('knows who makes a request of the program, by every kind of token, and nobody else', async () => {
    const { json } = await signUp(pallas)
    const token: string = json.session_token
    const { json: flow, headers } = await api(pallas)('/self-service/login/browser?refresh=true')
    const login = await pallas.fetch(
      new Request(flow.ui.action, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          cookie: cookiesOf(headers),
        },
        body: JSON.stringify({
          method: 'password',
          identifier: 'ada@example.org',
          password,
          csrf_token: flow.ui.nodes.find((one: any) => one.attributes.name === 'csrf_token')
            .attributes.value,
        }),
      }),
    )
    assert.equal(login.status, 200)
    for (const given of [
      { 'x-session-token': token },
      { authorization: `Bearer ${token}` },
      { cookie: cookiesOf(login.headers) },
    ]) {
      const headersGiven = given as Record<string, string>
      const ofWeb = await pallas.whoami(new Request(base, { headers: headersGiven }))
      const ofNode = await pallas.whoami({ headers: headersGiven })
      assert.equal(ofWeb?.identity.traits['email'], 'ada@example.org')
      assert.deepEqual(ofNode, ofWeb)
      assert.equal(ofWeb?.session.identityId, ofWeb?.identity.id)
    }
    for (const headersGiven of [
      {},
      { 'x-session-token': `${token}x` },
      { cookie: 'ory_kratos_session=x' },
    ])
      assert.equal(
        await pallas.whoami({ headers: headersGiven as Record<string, string> }),
        undefined,
      )
  })

  test('administers by Web requests', async () => {
    await signUp(pallas, 'listed@example.org')
    const url = 'http://127.0.0.1/admin/identities'
    const listed = (await (await pallas.admin.fetch(new Request(url))).json()) as any[]
    assert.ok(listed.some(({ traits }) => traits.email === 'listed@example.org'))
    const none = await pallas.fetch(new Request(`${base}/admin/identities`))
    assert.ok(none.status >= 300, 'never on the public side')
  })

  test('says so where the body of a request was read before', async () => {
    const read = { socket: {}, readableDidRead: true, url: '/auth/self-service/login' }
    const said: unknown[] = []
    const response = {
      writeHead: (status: number) => (said.push(status), response),
      end: (text: string) => said.push(text),
    }
    pallas.listener(read as unknown as IncomingMessage, response as any)
    assert.equal(said[0], 500)
    assert.match(String(said[1]), /must come after Pallas/)
  })
})

describe('the administration of a server inside another program', () => {
  const cases = [
    { name: 'without tokens it answers this machine only', more: {}, elsewhere: 403 },
    {
      name: 'with tokens it asks everybody for one',
      more: { pallas: { admin: { tokens: ['a-token-of-the-administration-1'] } } },
      elsewhere: 401,
    },
  ]
  for (const { name, more, elsewhere } of cases)
    test(name, async () => {
      const pallas = await open(more)
      const server = createServer((request, response) => {
        const from = request.headers['x-from']
        if (typeof from === 'string')
          Object.defineProperty(request.socket, 'remoteAddress', { value: from })
        pallas.admin.listener(request, response)
      }).listen(0, '127.0.0.1')
      await once(server, 'listening')
      const port = () => (server.address() as AddressInfo).port
      const statusFor = (from: string) =>
        new Promise<number>((resolve, reject) => {
          const options = {
            port: port(),
            path: '/admin/identities',
            headers: { 'x-from': from },
            agent: false,
          }
          httpRequest(options, (answer) => {
            answer.resume()
            resolve(answer.statusCode ?? 0)
          })
            .on('error', reject)
            .end()
        })
      try {
        const here = elsewhere === 403 ? 200 : elsewhere
        for (const own of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
          assert.equal(await statusFor(own), here, own)
        for (const other of ['192.0.2.1', '10.0.0.1', '2001:db8::1'])
          assert.equal(await statusFor(other), elsewhere, other)
      } finally {
        server.close()
        await pallas.stop()
      }
    })
})

describe('a server that another program opens', () => {
  test('takes hooks as functions', async () => {
    const seen: unknown[] = []
    const pallas = await open(
      {},
      {
        hooks: {
          afterRegistration: ({ identity }) => {
            seen.push((identity['traits'] as { readonly email: unknown }).email)
            return { identity: { metadata_public: { from: 'hook' } } }
          },
        },
      },
    )
    const { json } = await signUp(pallas)
    await pallas.stop()
    assert.deepEqual(seen, ['ada@example.org'])
    assert.deepEqual(json.identity.metadata_public, { from: 'hook' })
  })
  test('does not open with hooks as functions and a file of them', async () => {
    const both = open({ pallas: { hooks: './hooks.ts' } }, { hooks: {} })
    await assert.rejects(
      both,
      (error) => error instanceof Refusal && error.kind === 'misconfigured',
    )
  })
  test('names every fault of its configuration', async () => {
    const wrong = open({ serve: { public: { port: 'x' } }, nonsense: 1 })
    await assert.rejects(wrong, (error) => {
      assert.ok(error instanceof ConfigError)
      assert.match(error.message, /serve\.public\.port/)
      return true
    })
  })
  test('reads no variable of the environment unless it is given', async () => {
    process.env['SERVE_PUBLIC_BASE_URL'] = 'https://elsewhere.example.org'
    const plain = await open()
    const told = await open({}, { env: process.env })
    delete process.env['SERVE_PUBLIC_BASE_URL']
    const actionOf = async (one: Pallas) =>
      (await api(one)('https://example.org/self-service/login/api')).json.ui.action as string
    assert.ok((await actionOf(plain)).startsWith(base))
    assert.ok((await actionOf(told)).startsWith('https://elsewhere.example.org/'))
    await Promise.all([plain.stop(), told.stop()])
  })
  test('listens for no signal of the process and may be stopped twice, or without a start', async () => {
    const counts = () =>
      ['SIGTERM', 'SIGINT', 'uncaughtException', 'unhandledRejection'].map((name) =>
        process.listenerCount(name),
      )
    const earlier = counts()
    const pallas = await open()
    assert.deepEqual(counts(), earlier)
    await Promise.all([pallas.stop(), pallas.stop()])
  })
})

/** What a browser sends back. */
const cookiesOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ')
