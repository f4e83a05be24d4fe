// Security requirements 17, 19 to 23, 29, 35 and 39: flows in order, sessions, signing out, data of others.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../support/jar.ts'
import {
  openApi,
  openSpa,
  password,
  signIn,
  signUp,
  signedInBrowser,
  submit,
  submitSpa,
} from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

describe('sessions', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const whoami = async (token: string) =>
    (await server.public('GET', '/sessions/whoami', { token })).status

  it('have random tokens that are compared whole', async () => {
    const { token } = await signUp(server, 'token@example.org')
    assert.match(token, /^ory_st_[A-Za-z0-9]{32}$/)
    assert.equal(await whoami(token), 200)
    for (const other of [
      token.slice(0, -1),
      `${token}x`,
      token.toUpperCase(),
      token.slice(7),
      `${token.slice(0, 20)}*${token.slice(21)}`,
      ` ${token}x`,
    ])
      assert.equal(await whoami(other), 401, other)
  })

  it('begin anew at every login, and so does the anti-forgery secret; what was planted before is worth nothing', async () => {
    await signUp(server, 'fixed@example.org')
    const jar = new Jar()
    const flow = await openSpa(server, 'login', jar)
    const planted = jar.header
    await submitSpa(server, 'login', flow, jar, {
      method: 'password',
      identifier: 'fixed@example.org',
      password,
    })
    assert.equal(
      (await server.public('GET', '/sessions/whoami', { headers: { cookie: planted } })).status,
      401,
    )
    const first = jar.get('ory_kratos_session'),
      csrf = jar.get('csrf_token')
    const again = await signedInBrowser(server, 'fixed@example.org')
    assert.notEqual(again.get('ory_kratos_session'), first)
    assert.notEqual(again.get('csrf_token'), csrf)
    const tokens = await Promise.all([
      signIn(server, 'fixed@example.org'),
      signIn(server, 'fixed@example.org'),
    ])
    assert.notEqual(tokens[0].json.session_token, tokens[1].json.session_token)
  })

  it('end with signing out, expiry, deactivation, deletion and an administrator, on the very next request', async () => {
    const out = await signUp(server, 'out@example.org')
    await server.public('DELETE', '/self-service/logout/api', {
      json: { session_token: out.token },
    })
    assert.equal(await whoami(out.token), 401)

    const off = await signUp(server, 'off@example.org')
    await server.admin('PATCH', `/admin/identities/${off.id}`, {
      json: [{ op: 'replace', path: '/state', value: 'inactive' }],
    })
    assert.equal(await whoami(off.token), 401)
    assert.equal((await signIn(server, 'off@example.org')).status, 401)

    const gone = await signUp(server, 'gone@example.org')
    await server.admin('DELETE', `/admin/identities/${gone.id}`)
    assert.equal(await whoami(gone.token), 401)

    const revoked = await signUp(server, 'revoked@example.org')
    await server.admin('DELETE', `/admin/identities/${revoked.id}/sessions`)
    assert.equal(await whoami(revoked.token), 401)

    const old = await signUp(server, 'expired@example.org')
    server.pass(24 * 3_600_000 + 1)
    assert.equal(await whoami(old.token), 401)
  })

  it('of before a deletion are nothing to a new identity of the same name', async () => {
    const first = await signUp(server, 'again@example.org')
    const jar = await signedInBrowser(server, 'again@example.org')
    await server.admin('DELETE', `/admin/identities/${first.id}`)
    const second = await signUp(server, 'again@example.org')
    assert.notEqual(second.id, first.id)
    assert.equal(await whoami(first.token), 401)
    assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 401)
  })

  it('are listed and ended by their owner, and by nobody else', async () => {
    const mine = await signUp(server, 'mine@example.org')
    const second = (await signIn(server, 'mine@example.org')).json
    const theirs = await signUp(server, 'theirs@example.org')
    const list = (await server.public('GET', '/sessions', { token: mine.token })).json
    assert.deepEqual(
      list.map((one: { id: string }) => one.id),
      [second.session.id],
    )
    assert.equal(
      (await server.public('DELETE', `/sessions/${theirs.json.session.id}`, { token: mine.token }))
        .status,
      204,
    )
    assert.equal(await whoami(theirs.token), 200)
    assert.equal(
      (await server.public('DELETE', `/sessions/${second.session.id}`, { token: mine.token }))
        .status,
      204,
    )
    assert.equal(await whoami(second.session_token), 401)
    await signIn(server, 'mine@example.org')
    assert.deepEqual((await server.public('DELETE', '/sessions', { token: mine.token })).json, {
      // as published, those that had ended before count as well
      count: 2,
    })
    assert.equal(await whoami(mine.token), 200)
  })

  it('of all other places end at a login where that is configured', async () => {
    const strict = await startServer({
      selfservice: {
        flows: { login: { after: { password: { hooks: [{ hook: 'revoke_active_sessions' }] } } } },
      },
    })
    try {
      const before = await signUp(strict, 'only@example.org')
      const now = (await signIn(strict, 'only@example.org')).json
      assert.equal(
        (await strict.public('GET', '/sessions/whoami', { token: before.token })).status,
        401,
      )
      assert.equal(
        (await strict.public('GET', '/sessions/whoami', { token: now.session_token })).status,
        200,
      )
    } finally {
      await strict.close()
    }
  })

  it('are stored without their token', async () => {
    const { token } = await signUp(server, 'stored@example.org')
    const [found] = await server.store.sessions.list({}, { limit: 1 })
    assert.ok(found && !JSON.stringify(found).includes(token))
    assert.ok(!server.log.join('').includes(token), 'nor does the log have it')
  })
})

describe('cookies', () => {
  it('are Secure, HttpOnly and SameSite outside of development, small, and may have a __Host- name', async () => {
    const server = await startServer(
      { session: { cookie: { name: '__Host-session' } } },
      { dev: false },
    )
    try {
      await signUp(server, 'cookie@example.org')
      const jar = new Jar()
      const answer = await submitSpa(server, 'login', await openSpa(server, 'login', jar), jar, {
        method: 'password',
        identifier: 'cookie@example.org',
        password,
      })
      assert.equal(answer.cookies.length, 2)
      for (const line of answer.cookies) {
        assert.match(line, /; HttpOnly/)
        assert.match(line, /; Secure/)
        assert.match(line, /; SameSite=Lax/)
        assert.ok(line.length < 4096)
      }
      assert.ok(
        answer.cookies.some(
          (line) => /^__Host-session=[^;]+; Path=\/;/.test(line) && !/Domain=/.test(line),
        ),
      )
    } finally {
      await server.close()
    }
  })
})

describe('signing out in a browser', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
    await signUp(server, 'a@example.org')
    await signUp(server, 'b@example.org')
  })
  after(() => server.close())

  it('needs the token that was made for that session', async () => {
    const a = await signedInBrowser(server, 'a@example.org'),
      b = await signedInBrowser(server, 'b@example.org')
    const offer = (await server.public('GET', '/self-service/logout/browser', { jar: a })).json
    assert.equal(
      (await server.public('GET', `/self-service/logout?token=${offer.logout_token}`, { jar: b }))
        .status,
      403,
    )
    assert.equal((await server.public('GET', '/self-service/logout', { jar: a })).status, 400)
    assert.equal((await server.public('GET', '/sessions/whoami', { jar: b })).status, 200)
    assert.equal(
      (await server.public('GET', `/self-service/logout?token=${offer.logout_token}`, { jar: a }))
        .status,
      204,
    )
    assert.equal((await server.public('GET', '/sessions/whoami', { jar: a })).status, 401)
  })
})

describe('the steps of a flow', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  it('are taken in order: nothing that a client says about the state is believed', async () => {
    const flow = await openApi(server, 'login')
    await signUp(server, 'state@example.org')
    const answer = await submit(server, 'login', flow, {
      method: 'password',
      identifier: 'state@example.org',
      password: 'wrong-password',
      state: 'passed_challenge',
      completed: true,
      active: 'password',
      identity_id: 'x',
    })
    assert.equal(answer.status, 400)
    assert.equal(answer.json.state, 'choose_method')
  })

  it('belong to one kind: a flow of another is unknown', async () => {
    const login = await openApi(server, 'login'),
      registration = await openApi(server, 'registration')
    assert.equal(
      (
        await submit(server, 'registration', login, {
          method: 'password',
          password,
          traits: { email: 'x@example.org' },
        })
      ).status,
      404,
    )
    assert.equal(
      (
        await submit(server, 'login', registration, {
          method: 'password',
          identifier: 'x',
          password,
        })
      ).status,
      404,
    )
    assert.equal(
      (await server.public('GET', `/self-service/login/flows?id=${registration.id}`)).status,
      404,
    )
  })

  it('end: a registration makes one account, however often its flow is sent at once', async () => {
    const flow = await openApi(server, 'registration')
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        submit(server, 'registration', flow, {
          method: 'password',
          password,
          traits: { email: `once-${n}@example.org` },
        }),
      ),
    )
    assert.equal(answers.filter(({ status }) => status === 200).length, 1)
    assert.ok(answers.every(({ status }) => status === 200 || status === 400))
  })

  it('cannot be taken where the method or the flow is switched off', async () => {
    const off = await startServer({
      selfservice: {
        methods: { password: { enabled: false } },
        flows: { registration: { enabled: false } },
      },
    })
    try {
      assert.equal(
        (await off.public('GET', '/self-service/registration/api')).json.error.id,
        'self_service_flow_disabled',
      )
      const flow = await openApi(off, 'login')
      const answer = await submit(off, 'login', flow, {
        method: 'password',
        identifier: 'x@example.org',
        password,
      })
      assert.deepEqual(
        answer.json.ui.messages.map((one: { id: number }) => one.id),
        [4010002],
      )
    } finally {
      await off.close()
    }
  })
})
