// What editions v0.6 and v0.7 promise both.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../support/jar.ts'
import { served } from '../support/served.ts'
import { messageIds, nodeValue, password } from '../support/people.ts'
import { firstFlows, startFirstFlows, type FirstFlows } from '../support/first-flows.ts'
import type { TestServer } from '../support/server.ts'

const html = { accept: 'text/html' } as const

for (const name of served(['v0.6', 'v0.7'])) {
  describe(`edition ${name}`, () => {
    let server: TestServer, at: FirstFlows
    before(async () => {
      server = await startFirstFlows()
      at = firstFlows(server, `/${name}/api/kratos`)
      await at.signUp('ada@example.org')
    })
    after(() => server.close())

    it('links, redirects and form actions carry the mount by which the caller came', async () => {
      for (const prefix of [`/${name}/api/kratos`, '/api/kratos']) {
        const flow = await firstFlows(server, prefix).api('login')
        assert.equal(
          flow.ui.action,
          `http://127.0.0.1:4433${prefix}/public/self-service/login?flow=${flow.id}`,
        )
        assert.equal(
          flow.request_url,
          `http://127.0.0.1:4433${prefix}/public/self-service/login/api`,
        )
        const { location, status } = await firstFlows(server, prefix).admin('POST', '/identities', {
          json: { traits: { email: `at-${prefix.length}@example.org` } },
        })
        assert.equal(status, 201)
        assert.ok(location?.startsWith(`http://127.0.0.1:4434${prefix}/admin/identities/`))
      }
    })

    it('the anti-forgery cookie is named for the public address', async () => {
      const jar = new Jar()
      await at.open('GET', '/self-service/login/browser', { jar, ...html })
      assert.ok(
        jar.get(
          `${Buffer.from(`http://127.0.0.1:4433/${name}/api/kratos/public`).toString('base64url')}_csrf_token`,
        ),
      )
    })

    it('the admin listener serves both prefixes, the public one nothing of the administration', async () => {
      assert.equal(
        (await server.admin('GET', `/${name}/api/kratos/public/health/alive`)).status,
        200,
      )
      for (const path of ['/identities', '/version', '/metrics/prometheus', '/recovery/link'])
        assert.equal(
          (await server.public('GET', `/${name}/api/kratos/admin${path}`)).status,
          404,
          path,
        )
    })

    it('nodes have a list of messages and no node_type, the identifier is password_identifier', async () => {
      const flow = await at.api('login')
      assert.deepEqual(
        flow.ui.nodes.map((node: any) => node.attributes.name),
        ['csrf_token', 'password_identifier', 'password', 'method'],
      )
      for (const node of flow.ui.nodes) {
        assert.deepEqual(node.messages, [])
        assert.equal('node_type' in node.attributes, false)
      }
    })

    it('a form read by a page without the cookies of the browser can be sent by that browser', async () => {
      const jar = new Jar()
      const { location = '' } = await at.open('GET', '/self-service/login/browser', {
        jar,
        ...html,
      })
      const flow = (
        await at.admin(
          'GET',
          `/self-service/login/flows?id=${new URL(location).searchParams.get('flow')}`,
        )
      ).json
      const answer = await at.form('login', flow, jar, {
        method: 'password',
        password_identifier: 'ada@example.org',
        password,
      })
      assert.equal(answer.location, 'http://127.0.0.1:4455/')
      assert.equal((await at.open('GET', '/sessions/whoami', { jar })).status, 200)
    })

    it('and by no other browser', async () => {
      const flow = await at.browser('login', new Jar()),
        other = new Jar()
      await at.open('GET', '/self-service/login/browser', { jar: other, ...html })
      const { location = '' } = await at.form('login', flow, other, {
        method: 'password',
        password_identifier: 'ada@example.org',
        password,
      })
      assert.ok(location.startsWith('http://127.0.0.1:4455/error?error='))
      assert.equal((await at.open('GET', '/sessions/whoami', { jar: other })).status, 401)
    })

    it('who signed in by another edition is signed in here, and the other way round', async () => {
      const { json } = await at.signIn('ada@example.org')
      assert.equal(
        (await server.public('GET', '/sessions/whoami', { token: json.session_token })).status,
        200,
      )
      assert.deepEqual(Object.keys(json.session), [
        'id',
        'active',
        'expires_at',
        'authenticated_at',
        'issued_at',
        'identity',
      ])
    })

    it('a flow is good in the edition that opened it only', async () => {
      const flow = await at.api('login')
      assert.equal(
        (await server.public('GET', `/self-service/login/flows?id=${flow.id}`)).status,
        404,
      )
    })

    it('a refresh is asked for in any case, and a browser gets a new session by it', async () => {
      const jar = new Jar()
      await at.signInBrowser('ada@example.org', jar)
      const before = (await at.open('GET', '/sessions/whoami', { jar })).json.id
      const flow = await at.browser('login', jar, '?refresh=True')
      assert.equal(flow.forced, true)
      assert.equal(nodeValue(flow, 'password_identifier'), 'ada@example.org')
      const token = jar.get('ory_kratos_session')
      await at.form('login', flow, jar, {
        method: 'password',
        password_identifier: 'ada@example.org',
        password,
      })
      assert.notEqual((await at.open('GET', '/sessions/whoami', { jar })).json.id, before)
      assert.equal(
        (
          await at.open('GET', '/sessions/whoami', {
            headers: { cookie: `ory_kratos_session=${token}` },
          })
        ).status,
        401,
      )
    })

    it('an address to return to is checked when somebody would be sent there', async () => {
      const jar = new Jar()
      const flow = await at.browser('login', jar, '?return_to=https%3A%2F%2Fevil.example.org%2F')
      const { location = '', status } = await at.form('login', flow, jar, {
        method: 'password',
        password_identifier: 'ada@example.org',
        password,
      })
      assert.equal(status, 302)
      const [page, id] = location.split('?error=')
      assert.equal(page, 'http://127.0.0.1:4455/error')
      const { errors } = (await at.open('GET', `/self-service/errors?error=${id}`, { jar })).json
      assert.deepEqual(
        errors.map((one: any) => one.code),
        [400],
      )
      assert.equal((await at.open('GET', '/sessions/whoami', { jar })).status, 200)
    })

    it('a deactivated person is neither let in nor known', async () => {
      const { id, token } = await at.signUp('gone@example.org')
      await server.admin('PATCH', `/admin/identities/${id}`, {
        json: [{ op: 'replace', path: '/state', value: 'inactive' }],
      })
      assert.equal((await at.open('GET', '/sessions/whoami', { token })).status, 401)
      assert.equal((await at.signIn('gone@example.org')).status, 401)
    })

    it('a token that was given up once may be given up again, one that never was is not found', async () => {
      const { json } = await at.signIn('ada@example.org')
      const giveUp = (session_token: string) =>
        at.open('DELETE', '/sessions', { json: { session_token } })
      assert.deepEqual(
        [
          (await giveUp(json.session_token)).status,
          (await giveUp(json.session_token)).status,
          (await giveUp('ory_st_never')).status,
        ],
        [204, 204, 404],
      )
    })

    it('a browser signs out by a plain address, and its cookie is worth nothing any more', async () => {
      const jar = new Jar()
      await at.signInBrowser('ada@example.org', jar)
      const cookie = jar.header
      assert.equal(
        (await at.open('GET', '/self-service/browser/flows/logout', { jar, ...html })).location,
        'http://127.0.0.1:4455/login',
      )
      assert.equal((await at.open('GET', '/sessions/whoami', { headers: { cookie } })).status, 401)
    })

    it('a stored error is read by the administrator too, an unknown one is 403 in the open and 404 there', async () => {
      const { location = '' } = await at.open('POST', '/self-service/login?flow=nope', {
        form: {},
        ...html,
      })
      const id = new URL(location).searchParams.get('error')
      const { json } = await at.admin('GET', `/self-service/errors?error=${id}`)
      assert.equal(json.errors[0].code, 400)
      assert.equal('id' in json.errors[0], false)
      const unknown = '/self-service/errors?error=00000000-0000-4000-8000-000000000000'
      assert.deepEqual(
        [(await at.open('GET', unknown)).status, (await at.admin('GET', unknown)).status],
        [403, 404],
      )
    })

    it('pages are counted from 0 or from 1, and links name the pages there are', async () => {
      const links = (answer: { headers: Readonly<Record<string, unknown>> }) =>
        [
          ...(typeof answer.headers['link'] === 'string' ? answer.headers['link'] : '').matchAll(
            /page=(\d+)&per_page=2>; rel="(\w+)"/g,
          ),
        ].map(([, page, rel]) => `${rel} ${page}`)
      const total = (await at.admin('GET', '/identities')).json.length,
        last = Math.ceil(total / 2)
      const [zero, one, end] = await Promise.all(
        [0, 1, last].map((page) => at.admin('GET', `/identities?per_page=2&page=${page}`)),
      )
      assert.deepEqual(zero?.json, one?.json)
      assert.deepEqual(links(zero as never), ['next 2', `last ${last}`])
      assert.deepEqual(links(end as never), ['first 1', `prev ${last - 1}`])
    })

    it('page numbers and sizes that make no sense count as left out or as the nearest that does', async () => {
      for (const query of [
        '?page=-1',
        '?page=1e9',
        '?page=99999999999999999999',
        '?per_page=0',
        '?per_page=-5',
        '?per_page=x&page=%00',
        '?page=1&page=2',
        '?per_page=1000000',
        '?page=999999999&per_page=500',
      ]) {
        assert.equal((await at.admin('GET', `/identities${query}`)).status, 200, query)
      }
    })

    it('a body that cannot be read, is null, or has a field too many is 400 and changes nothing', async () => {
      const { id } = await at.signUp(`kept-${name}@example.org`)
      const json = { 'content-type': 'application/json' }
      const bodies = [
        { payload: '{', headers: json },
        { payload: 'null', headers: json },
        { payload: '[]', headers: json },
        { json: { traits: { email: 'new@example.org' }, strange: 1 } },
        { json: { traits: 7 } },
        { json: { schema_id: 7, traits: {} } },
        { form: { traits: 'x' } },
        {},
      ]
      for (const body of bodies) {
        for (const [method, path] of [
          ['POST', '/identities'],
          ['PUT', `/identities/${id}`],
        ] as const) {
          const { status, json: answer } = await at.admin(method, path, body)
          assert.deepEqual([status, answer.error.code], [400, 400], JSON.stringify(body))
        }
      }
      assert.equal(
        (await at.admin('GET', `/identities/${id}`)).json.traits.email,
        `kept-${name}@example.org`,
      )
    })

    it('whatever is sent to a flow is answered with less than 500', async () => {
      const json = { 'content-type': 'application/json' }
      for (const kind of ['login', 'registration', 'recovery', 'verification'] as const) {
        const flow = await at.api(kind)
        for (const payload of [
          '',
          '{',
          'null',
          '[]',
          '7',
          '"x"',
          '{"method":7}',
          '{"method":"password","password":[],"password_identifier":{},"traits":[]}',
          '{"method":"link","email":{}}',
          '{"__proto__":{"method":"password"}}',
          '\u0000',
          `{"a":${'['.repeat(100)}`,
        ]) {
          const { status } = await at.open('POST', `/self-service/${kind}?flow=${flow.id}`, {
            payload,
            headers: json,
          })
          assert.ok(status < 500, `${kind} ${payload.slice(0, 40)}: ${status}`)
        }
      }
    })

    it('settings of somebody else are neither shown nor changed', async () => {
      const [own, other] = [
        await at.signUp(`own-${name}@example.org`),
        await at.signUp(`other-${name}@example.org`),
      ]
      const flow = await at.api('settings', '', { token: own.token })
      assert.equal(
        (await at.open('GET', `/self-service/settings/flows?id=${flow.id}`, { token: other.token }))
          .status,
        403,
      )
      assert.equal(
        (
          await at.post(
            'settings',
            flow,
            { method: 'password', password: 'taken-over-99-Lantern' },
            { token: other.token },
          )
        ).status,
        403,
      )
    })

    it('the settings of a browser that asks for JSON are answered with flow and identity', async () => {
      const jar = new Jar()
      await at.signInBrowser('ada@example.org', jar)
      const flow = await at.browser('settings', jar)
      const send = (traits: object) =>
        at.post(
          'settings',
          flow,
          { method: 'profile', csrf_token: nodeValue(flow, 'csrf_token'), traits },
          { jar },
        )
      const wrong = await send({ email: 'nope' })
      assert.deepEqual([wrong.status, wrong.json.id], [400, flow.id])
      const right = await send({ email: 'ada@example.org', name: { first: 'Ada' } })
      assert.deepEqual(
        [right.status, Object.keys(right.json), right.json.identity.traits.name.first],
        [200, ['flow', 'identity'], 'Ada'],
      )
    })

    it('what was wrong with a form for an address stays, in verification only while an address is sent', async () => {
      const tries = [
        { method: 'link', email: 'nope' },
        { method: 'link', email: '' },
        { method: 'link' },
        { method: 'nope' },
        {},
        { method: 'link', email: 'nope' },
      ]
      const expected = {
        recovery: [
          [4000001],
          [4000001, 4000001],
          [4000001, 4000001, 4000002],
          [4010005, 4000001, 4000001, 4000002],
          [4010005, 4010005, 4000001, 4000001, 4000002],
          [4010005, 4010005, 4000001, 4000001, 4000002, 4000001],
        ],
        verification: [
          [4000001],
          [4000001, 4000001],
          [4000002],
          [4010006],
          [4010006, 4010006],
          [4010006, 4010006, 4000001],
        ],
      }
      for (const kind of ['recovery', 'verification'] as const) {
        const flow = await at.api(kind),
          answers = []
        for (const one of tries) answers.push((await at.post(kind, flow, one)).json)
        assert.deepEqual(answers.map(messageIds), expected[kind])
        assert.deepEqual(
          answers.map(({ active }) => active),
          ['link', 'link', 'link', 'default', 'default', 'link'],
        )
      }
    })

    it('an update of the traits by an app that has to wait is finished when its person has signed in again', async () => {
      const email = `waits-${name}@example.org`,
        { token } = await at.signUp(email)
      server.pass(3_600_001)
      const flow = await at.api('settings', '', { token })
      const { status, cookies } = await at.post(
        'settings',
        flow,
        { method: 'profile', traits: { email: `moved-${email}` } },
        { token },
      )
      assert.equal(status, 403)
      const again = (await at.signIn(email)).json.session_token
      const done = await at.open('GET', `/self-service/settings?flow=${flow.id}`, {
        token: again,
        headers: { cookie: cookies[0]?.split(';')[0] ?? '' },
      })
      assert.deepEqual([done.status, done.json.identity.traits.email], [200, `moved-${email}`])
    })

    it('a link made by an administrator signs its person in and opens the settings', async () => {
      const { id } = await at.signUp(`lost-${name}@example.org`)
      const { json } = await at.admin('POST', '/recovery/link', {
        json: { identity_id: id, expires_in: '30m' },
      })
      const url = new URL(json.recovery_link),
        jar = new Jar()
      assert.equal(url.pathname, `/${name}/api/kratos/public/self-service/recovery`)
      const { location = '' } = await server.public('GET', url.pathname + url.search, {
        jar,
        ...html,
      })
      assert.ok(location.startsWith('http://127.0.0.1:4455/settings?flow='))
      assert.equal((await at.open('GET', '/sessions/whoami', { jar })).json.identity.id, id)
      assert.ok(
        (
          await server.public('GET', url.pathname + url.search, { jar: new Jar(), ...html })
        ).location?.startsWith('http://127.0.0.1:4455/recovery?flow='),
        'once only',
      )
    })
  })
}

describe('where v0.6 and v0.7 differ', () => {
  let server: TestServer
  before(async () => {
    server = await startFirstFlows()
    await firstFlows(server, '/v0.7/api/kratos').signUp('grace@example.org')
  })
  after(() => server.close())
  const v6 = () => firstFlows(server, '/v0.6/api/kratos'),
    v7 = () => firstFlows(server, '/v0.7/api/kratos')

  it('a browser that asks for JSON gets the flow in v0.7 and is redirected in v0.6', async () => {
    assert.deepEqual(
      [
        (await v6().open('GET', '/self-service/login/browser')).status,
        (await v7().open('GET', '/self-service/login/browser')).status,
      ],
      [302, 200],
    )
  })

  it('it is told a bare session in v0.6, and one within an object in v0.7', async () => {
    for (const [at, keys] of [
      [v6(), ['id', 'active', 'expires_at', 'authenticated_at', 'issued_at', 'identity']],
      [v7(), ['session']],
    ] as const) {
      const jar = new Jar(),
        flow = await at.browser('login', jar)
      const { json } = await at.post(
        'login',
        flow,
        {
          method: 'password',
          csrf_token: nodeValue(flow, 'csrf_token'),
          password_identifier: 'grace@example.org',
          password,
        },
        { jar },
      )
      assert.deepEqual(Object.keys(json), keys)
    }
  })

  it('an administrator sets the state in v0.7; v0.6 does not know the field', async () => {
    const { id } = await v7().signUp('state@example.org')
    const json = { traits: { email: 'state@example.org' }, state: 'inactive' }
    assert.equal((await v6().admin('PUT', `/identities/${id}`, { json })).status, 400)
    assert.equal((await v7().admin('PUT', `/identities/${id}`, { json })).status, 200)
    assert.equal((await v7().signIn('state@example.org')).status, 401)
  })

  it('a time that is not set is null in v0.6 and left out in v0.7', async () => {
    const { id } = await v7().signUp('times@example.org')
    assert.equal(
      (await v6().admin('GET', `/identities/${id}`)).json.verifiable_addresses[0].verified_at,
      null,
    )
    assert.equal(
      'verified_at' in (await v7().admin('GET', `/identities/${id}`)).json.verifiable_addresses[0],
      false,
    )
  })

  it('a forged form of a caller that asks for JSON is 403 in v0.7 and goes to the error page in v0.6', async () => {
    const send = async (at: FirstFlows) => {
      const jar = new Jar()
      return at.post(
        'login',
        await at.browser('login', jar),
        {
          method: 'password',
          csrf_token: 'AAAA',
          password_identifier: 'grace@example.org',
          password,
        },
        { jar },
      )
    }
    assert.deepEqual([(await send(v6())).status, (await send(v7())).status], [302, 403])
  })
})
