// Security requirements 28 and 30 to 33 at every mount: what browsers are protected from.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { person } from '../support/code-people.ts'
import { placesOf, routesOf, rulesOf, saysCacheControl } from '../support/edition-features.ts'
import {
  clientOf,
  editions,
  flowIn,
  type Edition,
  type EditionClient,
} from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { password } from '../support/people.ts'
import { startServer, type Answer, type Call, type TestServer } from '../support/server.ts'

const owner = 'ada@example.org'
const hasSession = (jar: Jar) => jar.get('ory_kratos_session') !== undefined
const uuid = '6f1b2c1e-3c7f-4a49-9d0e-4d8bb8d07f11'

/** One server for all editions of a describe, with a person. */
function shared(overrides: Parameters<typeof startServer>[0] = {}) {
  const parts: { server?: TestServer } = {}
  before(async () => {
    parts.server = await startServer(overrides)
    await person(parts.server, owner)
  })
  after(() => parts.server?.close())
  const server = () => parts.server ?? assert.fail()
  return { server, client: (edition: Edition) => clientOf(server(), edition) }
}

describe('the flow of a browser', () => {
  const { server, client } = shared()
  const read = (at: EditionClient, id: string, call: Call) =>
    server().public('GET', at.mount + at.readPath('login') + id, call)

  for (const edition of editions) {
    const isPrivate = rulesOf(edition).flowVisibility === 'its-browser'
    it(`is shown ${isPrivate ? 'only to the browser that opened it' : 'to others without what sends it'} (${edition.name})`, async () => {
      const at = client(edition)
      const jar = new Jar(),
        other = new Jar()
      const flow = await at.open('login', jar)
      await at.open('login', other)
      for (const call of [{}, { jar: other }]) {
        const answer = await read(at, flow.id, call)
        if (isPrivate) {
          assert.equal(answer.status, 403)
          assert.ok(!answer.text.includes('csrf_token'))
        } else {
          const sent = { [at.identifier]: owner, password }
          const sender = call.jar ?? new Jar()
          await at.send('login', answer.json, 'password', sender, sent)
          assert.equal(hasSession(sender), false)
        }
      }
      assert.equal((await read(at, flow.id, { jar })).status, 200)
    })

    it(`is submitted only with cookie and token that fit each other (${edition.name})`, async () => {
      const at = client(edition)
      const jar = new Jar(),
        other = new Jar()
      const flow = await at.open('login', jar),
        theirs = await at.open('login', other)
      const fields = { [at.identifier]: owner, password }
      const secret = /csrf_token[^=]*=([^;]+)/.exec(jar.header)?.[1] ?? ''
      const attempts: readonly (readonly [Jar, object])[] = [
        [new Jar(), {}],
        [other, {}],
        [jar, { csrf_token: at.tokenOf(theirs, 'password') }],
        [jar, { csrf_token: '' }],
        [jar, { csrf_token: ['x'] }],
        [jar, { csrf_token: secret }],
        [jar, { csrf_token: null }],
      ]
      for (const [sender, more] of attempts)
        for (const json of [true, false]) {
          const sent = { ...fields, ...more } as Record<string, string>
          const { cookies, status } = await at.send('login', flow, 'password', sender, sent, {
            json,
          })
          assert.ok(status >= 300 && status < 500, `${status}`)
          assert.ok(!cookies.some((line) => line.startsWith('ory_kratos_session=')))
        }
      await at.send('login', flow, 'password', jar, fields)
      assert.equal(hasSession(jar), true)
    })
  }

  const apps = editions.filter(({ servesApps }) => servesApps)
  for (const edition of apps)
    it(`of an app is refused when it comes with a cookie or an origin, for then a browser sent it (${edition.name})`, async () => {
      const at = client(edition)
      const flow = await at.openApp('login')
      const { pathname, search } = new URL(flow.ui.action)
      const json = { method: 'password', [at.identifier]: owner, password }
      const send = (headers: Record<string, string>) =>
        server().public('POST', pathname + search, { json, headers })
      for (const headers of [{ cookie: 'a=b' }, { origin: 'https://evil.example' }]) {
        const answer = await send(headers)
        assert.equal(answer.status, 400, answer.text)
        assert.deepEqual(at.said(answer.json), [4000001])
      }
      assert.equal((await send({})).status, 200)
    })

  it('of an app is tried in every edition that has paths for them', () => {
    const having = editions.filter((one) =>
      routesOf(one).public.some(({ path }) => path === '/self-service/login/api'),
    )
    assert.deepEqual(apps, having)
  })
})

describe('return addresses', () => {
  const home = 'https://home.example.org/start/'
  const { server, client } = shared({
    selfservice: {
      allowed_return_urls: [
        'http://127.0.0.1:4455',
        'https://app.example.org/app',
        'http://127.0.0.1:4455/a/b',
      ],
      default_browser_return_url: home,
    },
  })
  const good = [
    'https://app.example.org/app',
    'https://app.example.org/app/',
    'https://app.example.org/app/deep?x=//evil.example#y',
    'https://APP.example.org/app',
    'https://home.example.org/start/x',
  ]
  const bad = [
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
  ]
  /** Where somebody goes who signs in; undefined where the flow is not opened. */
  async function signedInTo(at: EditionClient, to: string): Promise<string | undefined> {
    const jar = new Jar()
    const started = await at.start('login', { jar }, `?return_to=${encodeURIComponent(to)}`)
    const id = flowIn(started)
    if (id === undefined) {
      assert.ok(started.status >= 300 && started.status < 500)
      assert.ok((started.location ?? '').startsWith('http://127.0.0.1:4455/error'))
      return undefined
    }
    const flow = await at.read('login', id, { jar })
    const sent = { [at.identifier]: owner, password }
    return (await at.send('login', flow, 'password', jar, sent)).location ?? ''
  }

  for (const edition of editions) {
    it(`are those on the list, by scheme, host, port and whole segments of the path (${edition.name})`, async () => {
      const at = client(edition)
      for (const to of good)
        assert.equal(new URL((await signedInTo(at, to)) ?? '').href, new URL(to).href)
      for (const to of bad) {
        const where = await signedInTo(at, to)
        if (rulesOf(edition).returnToCheckedAt === 'start') assert.equal(where, undefined, to)
        else assert.ok(where === home || where?.startsWith('http://127.0.0.1:4455/error?'), to)
      }
    })

    it(`are checked again when they are used (${edition.name})`, async () => {
      const at = client(edition)
      const jar = new Jar()
      const query = `?return_to=${encodeURIComponent('https://app.example.org/app/x')}`
      const flow = await at.open('login', jar, query)
      const stored = (await server().store.flows.find('login', flow.id)) ?? assert.fail()
      await server().store.flows.update({ ...stored, returnTo: 'https://evil.example/' })
      const sent = { [at.identifier]: owner, password }
      const { location } = await at.send('login', flow, 'password', jar, sent)
      assert.ok(
        location === home || location?.startsWith('http://127.0.0.1:4455/error?'),
        String(location),
      )
    })
  }
})

describe('every answer', () => {
  const { server } = shared()

  /** The answer of each operation of an edition to each of its methods. */
  async function* answersOf(edition: Edition, headers: Record<string, string> = {}) {
    for (const listener of ['public', 'admin'] as const)
      for (const { method, path } of routesOf(edition)[listener]) {
        const mount = listener === 'public' ? edition.mount : edition.adminMount
        const url = mount + path.replace(':via', 'email').replace(/:\w+|\*/g, uuid)
        for (const accept of ['application/json', 'text/html']) {
          const answer = await server()[listener](method, url, { accept, headers })
          yield { what: `${listener} ${method} ${path}`, listener, answer }
        }
      }
  }
  function isProtected({ headers, status, text }: Answer, what: string, says: boolean): void {
    if (text !== '') assert.ok(headers['content-type'], `${what}: ${status} has a content type`)
    assert.equal(headers['x-content-type-options'], 'nosniff', what)
    if (says) assert.match(String(headers['cache-control']), /no-store/, what)
    else
      assert.match(
        `${headers['cache-control']} ${headers['expires']}`,
        /no-store|undefined 0/,
        what,
      )
    assert.equal(headers['x-frame-options'], 'DENY', what)
    assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/, what)
    assert.ok(headers['referrer-policy'], what)
  }

  for (const edition of editions) {
    it(`has its content type, is not sniffed, not kept, not framed, and has a referrer policy (${edition.name})`, async () => {
      let count = 0
      for await (const { what, answer } of answersOf(edition)) {
        isProtected(answer, what, saysCacheControl(edition))
        count++
      }
      const { public: open, admin } = routesOf(edition)
      assert.equal(count, 2 * (open.length + admin.length))
      for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
        isProtected(await server().public(method, `${edition.mount}/nothing`), method, false)
    })

    it(`states the configured host and never that of the request (${edition.name})`, async () => {
      const evil = {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        forwarded: 'host=evil.example',
      }
      for await (const { what, answer, listener } of answersOf(edition, evil))
        isOwn(answer, `${listener} ${what}`)
      for (const { method, path } of routesOf(edition).public) {
        const url = edition.mount + path.replace(':via', 'email').replace(/:\w+|\*/g, uuid)
        const headers = { ...evil, host: 'evil.example' }
        for (const accept of ['application/json', 'text/html'])
          isOwn(await server().public(method, url, { headers, accept }), `${method} ${path}`)
      }
    })
  }
  function isOwn({ text, location = '', headers }: Answer, what: string): void {
    assert.ok(!`${text} ${location} ${JSON.stringify(headers)}`.includes('evil.example'), what)
    if (location.startsWith('http')) assert.match(location, /^http:\/\/127\.0\.0\.1:44(33|34|55)\//)
  }
})

describe('the address of a client', () => {
  const trusting = shared({ pallas: { trusted_proxies: ['127.0.0.1'] } }),
    usual = shared()
  for (const edition of editions)
    it(`is taken from a forwarded header only when a configured proxy sent it (${edition.name})`, async () => {
      for (const [{ server, client }, isTaken] of [
        [trusting, true],
        [usual, false],
      ] as const) {
        const jar = new Jar(),
          at = client(edition)
        const id = await person(server(), `${edition.name}@example.org`)
        const flow = await at.open('login', jar)
        const sent = { [at.identifier]: `${edition.name}@example.org`, password }
        const headers = { 'x-forwarded-for': '203.0.113.9' }
        await at.send('login', flow, 'password', jar, sent, { headers })
        const path = '/admin/sessions?expand=devices&expand=identity'
        const all: readonly any[] = (await server().admin('GET', path)).json
        const own = all.filter(({ identity }) => identity.id === id)
        assert.equal(own.length, 1)
        assert.equal(JSON.stringify(own[0].devices).includes('203.0.113.9'), isTaken)
      }
    })
})

describe('cross-origin access', () => {
  const { server } = shared({
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
  for (const edition of editions)
    it(`is for listed origins only, and never for all of them with credentials (${edition.name})`, async () => {
      for (const place of placesOf(edition))
        for (const method of ['GET', 'OPTIONS']) {
          const ask = async (origin: string) =>
            (
              await server().public(method, `${place}/sessions/whoami`, {
                headers: { origin, 'access-control-request-method': 'GET' },
              })
            ).headers['access-control-allow-origin']
          assert.equal(await ask('https://app.example.org'), 'https://app.example.org')
          for (const origin of [
            'https://evil.example',
            'null',
            'https://app.example.org.evil.example',
            'http://app.example.org',
          ])
            assert.equal(await ask(origin), undefined, origin)
        }
    })
})
