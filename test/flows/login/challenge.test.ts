import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { addTotp, codeAt, withFactors } from '../../support/factors.ts'
import { Jar } from '../../support/jar.ts'
import { password, signedInBrowser, signUp, submitForm, submitSpa } from '../../support/people.ts'
import { answering, startReceiver, type Mood, type Receiver } from '../../support/receiver.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const done = 'https://oauth2.example.org/accepted'

describe('a login for an OAuth2 server', () => {
  let oauth2: Receiver, server: TestServer, id: string
  let login: { skip: boolean; subject: string }
  const usual: Mood = (call, response) => {
    if (!call.path.includes('_challenge=known'))
      return answering(404, { error_hint: 'gone' })(call, response)
    if (call.path.includes('/accept')) return answering(200, { redirect_to: done })(call, response)
    return answering(200, {
      challenge: 'known',
      client: { client_id: 'c1' },
      requested_scope: ['openid'],
      request_url: 'https://oauth2.example.org/auth',
      internal: 'no',
      ...login,
    })(call, response)
  }
  before(async () => {
    oauth2 = await startReceiver()
    server = await startServer({
      ...withFactors,
      oauth2_provider: { url: oauth2.url, headers: { 'X-Key': 'k' } },
    })
    ;({ id } = await signUp(server, 'ada@example.org'))
  })
  beforeEach(() => {
    login = { skip: false, subject: '' }
    oauth2.calls.length = 0
    oauth2.answers(usual)
  })
  after(async () => {
    await server.close()
    await oauth2.close()
  })
  const start = (jar: Jar, query = 'login_challenge=known', more: object = {}) =>
    server.public('GET', `/self-service/login/browser?${query}`, { jar, ...more })
  const accepted = () => oauth2.calls.filter(({ path }) => path.includes('/accept'))

  it('tells the server who it was, and sends the browser on', async () => {
    const jar = new Jar(),
      { json: flow } = await start(jar)
    assert.deepEqual(
      [
        flow.oauth2_login_challenge,
        flow.oauth2_login_request.client,
        flow.oauth2_login_request.internal,
      ],
      ['known', { client_id: 'c1' }, undefined],
    )
    const { status, location } = await submitForm(server, 'login', flow, jar, {
      method: 'password',
      identifier: 'ada@example.org',
      password,
    })
    assert.deepEqual([status, location], [303, done])
    const [{ json, headers } = assert.fail()] = accepted()
    const { json: session } = await server.public('GET', '/sessions/whoami', { jar })
    assert.deepEqual(
      [json.subject, json.amr, json.identity_provider_session_id, headers['x-key']],
      [id, ['password'], session.id, 'k'],
    )
  })

  it('tells a single-page app to send its browser on', async () => {
    const jar = new Jar(),
      { json: flow } = await start(jar)
    const { status, json } = await submitSpa(server, 'login', flow, jar, {
      method: 'password',
      identifier: 'ada@example.org',
      password,
    })
    assert.deepEqual(
      [status, json.error.id, json.redirect_browser_to],
      [422, 'browser_location_change_required', done],
    )
  })

  it('asks nobody whom the server knows and who is signed in', async () => {
    login = { skip: true, subject: id }
    const { status, location } = await start(
      await signedInBrowser(server, 'ada@example.org'),
      undefined,
      { accept: 'text/html' },
    )
    assert.deepEqual([status, location], [303, done])
  })

  it('asks again when the server wants it, and when it knows somebody else', async () => {
    const jar = await signedInBrowser(server, 'ada@example.org')
    assert.equal((await start(jar)).json.refresh, true)
    login = { skip: true, subject: '018f0000-0000-7000-8000-000000000000' }
    assert.equal((await start(jar)).json.refresh, true)
    assert.equal(accepted().length, 0)
  })

  it('is not ended by the first of two factors, and goes on with the second', async () => {
    const { token, email } = await signUp(server, 'two@example.org'),
      secret = await addTotp(server, token)
    const jar = new Jar(),
      { json: flow } = await start(jar)
    const first = await submitForm(server, 'login', flow, jar, {
      method: 'password',
      identifier: email,
      password,
    })
    const url = new URL(first.location ?? '')
    assert.deepEqual(
      [url.searchParams.get('aal'), url.searchParams.get('login_challenge'), accepted().length],
      ['aal2', 'known', 0],
    )
    const { json: second } = await start(jar, url.search.slice(1))
    assert.equal(second.requested_aal, 'aal2')
    const { location } = await submitForm(server, 'login', second, jar, {
      method: 'totp',
      totp_code: codeAt(secret, server.now()),
    })
    assert.equal(location, done)
    assert.deepEqual(
      accepted().map(({ json }) => json.amr),
      [['password', 'totp']],
    )
  })

  it('does not begin with a challenge that the server does not know, or with none', async () => {
    const unknown = await start(new Jar(), 'login_challenge=unknown')
    assert.deepEqual(
      [unknown.status, unknown.json.error.details],
      [400, { oauth2_error_hint: 'gone', status_code: 404 }],
    )
    assert.equal((await start(new Jar(), 'login_challenge=')).status, 400)
    assert.equal((await start(new Jar(), 'login_challenge=..%2F..%2Fadmin')).status, 400)
    assert.ok(
      oauth2.calls.every(({ path }) =>
        path.startsWith('/admin/oauth2/auth/requests/login?login_challenge='),
      ),
    )
  })

  it('ends in a clear error when the server is gone', async () => {
    oauth2.answers((_call, response) => void response.destroy())
    const { status, text } = await start(new Jar())
    assert.equal(status, 502)
    assert.doesNotMatch(text, /127\.0\.0\.1:\d|ECONN/)
    const other = await startServer()
    assert.deepEqual(
      (await other.public('GET', '/self-service/login/browser?login_challenge=known')).json.error
        .id,
      'invalid_configuration',
    )
    await other.close()
  })

  it('goes on with a registration', async () => {
    const jar = new Jar(),
      { json: flow } = await server.public(
        'GET',
        '/self-service/registration/browser?login_challenge=known',
        { jar },
      )
    assert.equal(flow.oauth2_login_challenge, 'known')
    const { location } = await submitForm(server, 'registration', flow, jar, {
      method: 'password',
      password,
      'traits.email': 'new@example.org',
    })
    assert.equal(location, done)
    assert.equal(accepted().length, 1)
  })

  for (const kind of ['login', 'registration'] as const)
    for (const knows of [true, false])
      for (const accept of ['text/html', 'application/json'])
        it(`goes on for who has signed in elsewhere meanwhile (${kind}, ${accept}, ${knows ? 'known' : 'asked again'})`, async () => {
          const jar = new Jar(),
            path = `/self-service/${kind}/browser?login_challenge=known&return_to=${encodeURIComponent('http://127.0.0.1:4455/x')}`
          const { json: flow } = await server.public('GET', path, { jar })
          const other = await signedInBrowser(server, 'ada@example.org')
          jar.store([`ory_kratos_session=${other.get('ory_kratos_session')}`])
          login = { skip: knows, subject: '' }
          const fields =
            kind === 'login'
              ? { identifier: 'ada@example.org' }
              : { 'traits.email': 'ada2@example.org' }
          const answer = await submitForm(
            server,
            kind,
            flow,
            jar,
            { method: 'password', password, ...fields },
            { accept },
          )
          const to = new URL(answer.location ?? answer.json.redirect_browser_to)
          if (knows) return assert.equal(to.href, done)
          assert.equal(to.pathname, '/self-service/login/browser')
          assert.deepEqual(
            ['login_challenge', 'return_to'].map((name) => to.searchParams.get(name)),
            ['known', 'http://127.0.0.1:4455/x'],
          )
          assert.equal((await start(jar, to.search.slice(1))).json.refresh, true)
        })

  it('does not take a session that lacks its second factor for its owner', async () => {
    const { token, email } = await signUp(server, 'lacking@example.org')
    const jar = await signedInBrowser(server, email)
    await addTotp(server, token)
    login = { skip: true, subject: '' }
    for (const kind of ['login', 'registration']) {
      const { status, json } = await server.public(
        'GET',
        `/self-service/${kind}/browser?login_challenge=known`,
        { jar },
      )
      if (kind === 'login') assert.deepEqual([status, json.refresh], [200, true])
      else assert.match(json.redirect_browser_to, /login\/browser\?login_challenge=known$/)
    }
    assert.equal(accepted().length, 0)
  })

  it('ends with a logout that the server is told of', async () => {
    const jar = await signedInBrowser(server, 'ada@example.org')
    const { json } = await server.public(
      'GET',
      '/self-service/logout/browser?logout_challenge=known',
      { jar },
    )
    const url = new URL(json.logout_url)
    const { status, location } = await server.public('GET', url.pathname + url.search, {
      jar,
      accept: 'text/html',
    })
    assert.deepEqual([status, location], [303, done])
    assert.deepEqual(
      accepted().map(({ path }) => path),
      ['/admin/oauth2/auth/requests/logout/accept?logout_challenge=known'],
    )
    assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 401)
  })
})
