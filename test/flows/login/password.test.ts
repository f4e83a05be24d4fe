import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../../support/jar.ts'
import {
  messageIds,
  nodeValue,
  openApi,
  openSpa,
  password,
  signIn,
  signUp,
  signedInBrowser,
  submit,
  submitForm,
  submitSpa,
} from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

describe('login with a password', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
    await signUp(server, 'ada@example.org')
  })
  after(() => server.close())

  it('an app signs in and is known by its token', async () => {
    const { status, json } = await signIn(server, 'ada@example.org')
    assert.equal(status, 200)
    assert.match(json.session_token, /^ory_st_/)
    const whoami = await server.public('GET', '/sessions/whoami', { token: json.session_token })
    assert.equal(whoami.json.identity.traits.email, 'ada@example.org')
    assert.equal(whoami.headers['x-kratos-authenticated-identity-id'], json.session.identity.id)
  })

  it('the identifier may be written in capitals, with spaces around, or full width', async () => {
    for (const email of ['ADA@EXAMPLE.ORG', '  ada@example.org ', 'ａｄａ@example.org'])
      assert.equal((await signIn(server, email)).status, 200, email)
  })

  it('a wrong password and an unknown account get the same answer', async () => {
    const answers = await Promise.all([
      signIn(server, 'ada@example.org', 'wrong-password'),
      signIn(server, 'nobody@example.org', 'wrong-password'),
    ])
    const [wrong, unknown] = answers.map(({ status, json }) => ({
      status,
      messages: messageIds(json),
      nodes: json.ui.nodes.length,
    }))
    assert.deepEqual(wrong, unknown)
    assert.deepEqual(wrong?.messages, [4000006])
  })

  it('a browser gets a new anti-forgery secret and a session cookie, and is sent home', async () => {
    const jar = new Jar()
    const flow = await openSpa(server, 'login', jar)
    const before = jar.get('csrf_token')
    const answer = await submitForm(server, 'login', flow, jar, {
      method: 'password',
      identifier: 'ada@example.org',
      password,
    })
    assert.equal(answer.status, 303)
    assert.equal(answer.location, 'http://127.0.0.1:4455/')
    assert.notEqual(jar.get('csrf_token'), before)
    assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 200)
  })

  it('a form without its token is refused and signs nobody in', async () => {
    const jar = new Jar()
    const flow = await openSpa(server, 'login', jar)
    const answer = await submitSpa(server, 'login', flow, jar, {
      method: 'password',
      identifier: 'ada@example.org',
      password,
      csrf_token: 'AAAA',
    })
    assert.equal(answer.status, 403)
    assert.equal(answer.json.error.id, 'security_csrf_violation')
    assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 401)
  })

  it('an expired flow is replaced by a new one', async () => {
    const flow = await openApi(server, 'login')
    server.pass(3_600_001)
    const answer = await submit(server, 'login', flow, {
      method: 'password',
      identifier: 'ada@example.org',
      password,
    })
    assert.equal(answer.status, 410)
    assert.equal(answer.json.error.id, 'self_service_flow_expired')
    const fresh = await server.public(
      'GET',
      `/self-service/login/flows?id=${answer.json.use_flow_id}`,
    )
    assert.deepEqual(messageIds(fresh.json), [4010001])
  })

  it('a refresh keeps the session and adds the proof', async () => {
    const { token } = await signUp(server, 'refresh@example.org')
    const flow = await openApi(server, 'login', '?refresh=true', { token })
    assert.deepEqual(messageIds(flow), [1010003])
    assert.equal(nodeValue(flow, 'identifier'), 'refresh@example.org')
    const { json } = await submit(
      server,
      'login',
      flow,
      { method: 'password', identifier: 'refresh@example.org', password },
      { token },
    )
    assert.equal(json.session_token, token)
    assert.equal(json.session.authentication_methods.length, 2)
  })

  it('somebody signed in is told so instead of getting a flow', async () => {
    const jar = await signedInBrowser(server, 'ada@example.org')
    const json = await server.public('GET', '/self-service/login/browser', { jar })
    assert.equal(json.json.error.id, 'session_already_available')
    const html = await server.public('GET', '/self-service/login/browser', {
      jar,
      accept: 'text/html',
    })
    assert.equal(html.location, 'http://127.0.0.1:4455/')
  })
})
