// Security requirements 28 and 30 to 34: what browsers are protected from.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../support/jar.ts'
import {
  messageIds,
  openApi,
  openSpa,
  password,
  signUp,
  submit,
  submitForm,
  submitSpa,
} from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

describe('the flow of a browser', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
    await signUp(server, 'ada@example.org')
  })
  after(() => server.close())

  it('is shown only to the browser that opened it', async () => {
    const jar = new Jar(),
      other = new Jar()
    const flow = await openSpa(server, 'login', jar)
    await openSpa(server, 'login', other)
    for (const stranger of [undefined, other]) {
      const answer = await server.public(
        'GET',
        `/self-service/login/flows?id=${flow.id}`,
        stranger ? { jar: stranger } : {},
      )
      assert.equal(answer.status, 403)
      assert.equal(answer.json.error.id, 'security_csrf_violation')
    }
    assert.equal(
      (await server.public('GET', `/self-service/login/flows?id=${flow.id}`, { jar })).status,
      200,
    )
  })

  it('is submitted only with cookie and token that fit each other', async () => {
    const jar = new Jar(),
      other = new Jar()
    const flow = await openSpa(server, 'login', jar),
      theirs = await openSpa(server, 'login', other)
    const fields = { method: 'password', identifier: 'ada@example.org', password }
    const token = (one: any) =>
      one.ui.nodes.find((node: any) => node.attributes.name === 'csrf_token').attributes
        .value as string
    const attempts = [
      await submitSpa(server, 'login', flow, new Jar(), fields),
      await submitSpa(server, 'login', flow, jar, { ...fields, csrf_token: token(theirs) }),
      await submitSpa(server, 'login', flow, other, fields),
      await submitSpa(server, 'login', flow, jar, { ...fields, csrf_token: undefined }),
      await submitSpa(server, 'login', flow, jar, { ...fields, csrf_token: ['x'] }),
      await submitSpa(server, 'login', flow, jar, { ...fields, csrf_token: jar.get('csrf_token') }),
    ]
    assert.deepEqual(
      attempts.map(({ status }) => status),
      attempts.map(() => 403),
    )
    assert.ok(
      attempts.every(
        ({ cookies }) => !cookies.some((line) => line.startsWith('ory_kratos_session=')),
      ),
    )
    assert.equal((await submitSpa(server, 'login', flow, jar, fields)).status, 200)
  })

  it('of an app is refused when it comes with a cookie or an origin, for then a browser sent it', async () => {
    const flow = await openApi(server, 'login')
    for (const headers of [{ cookie: 'a=b' }, { origin: 'https://evil.example' }]) {
      const answer = await submit(
        server,
        'login',
        flow,
        { method: 'password', identifier: 'ada@example.org', password },
        { headers },
      )
      assert.deepEqual(messageIds(answer.json), [4000001])
    }
  })
})

describe('return addresses', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      selfservice: {
        allowed_return_urls: [
          'http://127.0.0.1:4455',
          'https://app.example.org/app',
          'http://127.0.0.1:4455/a/b',
        ],
        default_browser_return_url: 'https://home.example.org/start/',
      },
    })
  })
  after(() => server.close())

  const open = async (to: string) =>
    (await server.public('GET', `/self-service/login/browser?return_to=${encodeURIComponent(to)}`))
      .status

  it('are those on the list, by scheme, host, port and whole segments of the path', async () => {
    for (const good of [
      'https://app.example.org/app',
      'https://app.example.org/app/',
      'https://app.example.org/app/deep?x=//evil.example#y',
      'https://APP.example.org/app',
      'https://home.example.org/start/x',
    ])
      assert.equal(await open(good), 200, good)
    for (const bad of [
      'https://app.example.org/appevil',
      'https://app.example.org/',
      'https://app.example.org/app/../other',
      'https://app.example.org/app/%2e%2e/other',
      'http://app.example.org/app',
      'https://app.example.org:444/app',
      'https://app.example.org@evil.example/app',
      'https://evil.example/app',
      'https://app.example.org.evil.example/app',
      '//evil.example/app',
      '/\\evil.example',
      '\\\\evil.example',
      'https:evil.example',
      'https:/evil.example',
      'javascript:alert(1)',
      'data:text/html,x',
      ' https://evil.example',
      '\thttps://evil.example',
      'https://app.example.org/app\n',
      'https://user:pass@app.example.org/app',
      'https://home.example.org/started',
    ])
      assert.equal(await open(bad), 400, bad)
  })

  it('are checked again when they are used', async () => {
    const jar = new Jar()
    await signUp(server, 'return@example.org')
    const flow = (
      await server.public(
        'GET',
        `/self-service/login/browser?return_to=${encodeURIComponent('https://app.example.org/app/x')}`,
        { jar },
      )
    ).json
    const stored = await server.store.flows.find('login', flow.id)
    assert.ok(stored)
    await server.store.flows.update({ ...stored, returnTo: 'https://evil.example/' })
    const answer = await submitForm(server, 'login', flow, jar, {
      method: 'password',
      identifier: 'return@example.org',
      password,
    })
    assert.equal(answer.location, 'https://home.example.org/start/')
  })
})

describe('every answer', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  it('has its content type, is not sniffed, not kept, not framed, and has a referrer policy', async () => {
    const answers = [
      await server.public('GET', '/sessions/whoami'),
      await server.public('GET', '/health/alive'),
      await server.public('GET', '/nothing'),
      await server.public('POST', '/self-service/login/api'),
      await server.public('GET', '/self-service/login/browser', { accept: 'text/html' }),
      await server.public('GET', '/self-service/login/api'),
      await server.admin('GET', '/admin/identities/x'),
      await server.admin('GET', '/metrics/prometheus'),
    ]
    for (const { headers, status } of answers) {
      assert.ok(headers['content-type'], `${status} has a content type`)
      assert.equal(headers['x-content-type-options'], 'nosniff')
      assert.match(String(headers['cache-control']), /no-store/)
      assert.equal(headers['x-frame-options'], 'DENY')
      assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/)
      assert.ok(headers['referrer-policy'])
    }
  })

  it('states the configured host and never that of the request', async () => {
    const evil = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example',
    }
    for (const path of [
      '/self-service/login/api',
      '/self-service/login/browser',
      '/self-service/registration/api',
      '/schemas',
      '/identities',
    ]) {
      const answer = await server.public('GET', path, { headers: evil })
      assert.ok(!`${answer.text} ${answer.location ?? ''}`.includes('evil.example'), path)
    }
    const html = await server.public('GET', '/self-service/login/browser', {
      headers: evil,
      accept: 'text/html',
    })
    assert.match(String(html.location), /^http:\/\/127\.0\.0\.1:4455\//)
  })

  it('takes the address of a client from a forwarded header only when a configured proxy sent it', async () => {
    const { json } = await submit(
      server,
      'registration',
      await openApi(server, 'registration'),
      { method: 'password', password, traits: { email: 'ip@example.org' } },
      { headers: { 'x-forwarded-for': '203.0.113.9' } },
    )
    assert.doesNotMatch(json.session.devices[0].ip_address, /203\.0\.113\.9/)
    const behind = await startServer({ pallas: { trusted_proxies: ['127.0.0.1'] } })
    try {
      const answer = await submit(
        behind,
        'registration',
        await openApi(behind, 'registration'),
        { method: 'password', password, traits: { email: 'ip@example.org' } },
        { headers: { 'x-forwarded-for': '203.0.113.9' } },
      )
      assert.match(answer.json.session.devices[0].ip_address, /203\.0\.113\.9/)
    } finally {
      await behind.close()
    }
  })
})

describe('cross-origin access', () => {
  it('is for listed origins only, and never for all of them with credentials', async () => {
    const server = await startServer({
      serve: {
        public: {
          cors: {
            enabled: true,
            allowed_origins: ['https://app.example.org', '*'],
            allow_credentials: true,
          },
        },
      },
    })
    try {
      const ask = async (origin: string) =>
        (await server.public('GET', '/sessions/whoami', { headers: { origin } })).headers
      assert.equal(
        (await ask('https://app.example.org'))['access-control-allow-origin'],
        'https://app.example.org',
      )
      for (const origin of [
        'https://evil.example',
        'null',
        'https://app.example.org.evil.example',
        'http://app.example.org',
      ])
        assert.equal((await ask(origin))['access-control-allow-origin'], undefined, origin)
    } finally {
      await server.close()
    }
  })
})

describe('the public listener', () => {
  it('serves nothing of the administration, however the path is written', async () => {
    const server = await startServer()
    try {
      const { id } = await signUp(server, 'admin-path@example.org')
      for (const path of [
        `/admin/identities/${id}`,
        `/identities/${id}`,
        `//admin/identities/${id}`,
        `/./admin/identities/${id}`,
        `/%61dmin/identities/${id}`,
        `/ADMIN/identities/${id}`,
        `/self-service/../admin/identities/${id}`,
        `/current/admin/identities/${id}`,
        `/current/identities/${id}`,
        '/admin/identities',
        '/metrics/prometheus',
        '/admin/sessions',
        '/version',
        '/admin/courier/messages',
        '/admin/recovery/code',
      ]) {
        for (const method of ['GET', 'DELETE', 'PATCH', 'POST']) {
          const answer = await server.public(method, path, method === 'GET' ? {} : { json: {} })
          assert.ok(
            [307, 404, 405, 403, 400].includes(answer.status),
            `${method} ${path}: ${answer.status}`,
          )
          assert.ok(!answer.text.includes('admin-path@example.org'))
        }
      }
      assert.equal((await server.admin('GET', `/admin/identities/${id}`)).status, 200)
    } finally {
      await server.close()
    }
  })
})
