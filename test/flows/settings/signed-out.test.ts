import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  openApi,
  openSpa,
  signUp,
  signedInBrowser,
  submit,
  submitSpa,
} from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const html = 'text/html'

describe('settings of somebody who is signed out', () => {
  let server: TestServer, flow: any
  before(async () => {
    server = await startServer()
    const { token } = await signUp(server, 'ada@example.org')
    flow = await openApi(server, 'settings', '', { token })
  })
  after(() => server.close())

  it('a browser is sent to the login and keeps where it wants to go', async () => {
    const plain = await server.public('GET', '/self-service/settings/browser', { accept: html })
    assert.deepEqual(
      [plain.status, plain.location],
      [303, 'http://127.0.0.1:4433/self-service/login/browser'],
    )
    const kept = await server.public(
      'GET',
      '/self-service/settings/browser?return_to=http%3A%2F%2F127.0.0.1%3A4455%2Fdone',
      { accept: html },
    )
    assert.equal(
      kept.location,
      'http://127.0.0.1:4433/self-service/login/browser?return_to=http%3A%2F%2F127.0.0.1%3A4455%2Fdone',
    )
  })

  it('callers that speak JSON get 401 session_inactive', async () => {
    for (const token of [undefined, 'nonsense']) {
      const call = token === undefined ? {} : { token }
      const answers = await Promise.all([
        server.public('GET', '/self-service/settings/browser', call),
        server.public('GET', '/self-service/settings/api', { ...call, accept: html }),
        server.public('GET', `/self-service/settings/flows?id=${flow.id}`, call),
        submit(server, 'settings', flow, { method: 'profile', traits: {} }, call),
      ])
      assert.deepEqual(
        answers.map(({ status, json }) => [status, json.error.id]),
        answers.map(() => [401, 'session_inactive']),
      )
    }
  })

  it('a browser that fetches or sends a form is sent to the page that signs people in', async () => {
    const fetched = await server.public('GET', `/self-service/settings/flows?id=${flow.id}`, {
      accept: html,
    })
    assert.deepEqual([fetched.status, fetched.location], [302, 'http://127.0.0.1:4455/login'])
    const sent = await server.public('POST', `/self-service/settings?flow=${flow.id}`, {
      form: { method: 'profile' },
      accept: html,
    })
    assert.deepEqual([sent.status, sent.location], [302, 'http://127.0.0.1:4455/login'])
  })

  it('a return_to that is not allowed is refused whoever asks', async () => {
    const { status, json } = await server.public(
      'GET',
      '/self-service/settings/browser?return_to=https%3A%2F%2Fevil.example%2F',
    )
    assert.deepEqual([status, json.error.id], [400, 'self_service_flow_return_to_forbidden'])
  })

  it('an unknown flow is 404, an id that is none 400', async () => {
    const { token } = await signUp(server, 'unknown@example.org')
    assert.equal(
      (
        await submit(
          server,
          'settings',
          { id: '00000000-0000-4000-8000-000000000000' },
          { method: 'profile' },
          { token },
        )
      ).status,
      404,
    )
    assert.equal(
      (await submit(server, 'settings', { id: 'nothing' }, { method: 'profile' }, { token }))
        .status,
      400,
    )
    assert.equal(
      (await server.public('GET', '/self-service/settings/flows?id=nothing', { token })).status,
      404,
    )
  })

  it('a form without its token is refused and changes nothing', async () => {
    const { email } = await signUp(server, 'forged@example.org')
    const jar = await signedInBrowser(server, email)
    const own = await openSpa(server, 'settings', jar)
    const answer = await submitSpa(server, 'settings', own, jar, {
      method: 'profile',
      traits: { email, name: { first: 'Mallory' } },
      csrf_token: 'wrong',
    })
    assert.deepEqual([answer.status, answer.json.error.id], [403, 'security_csrf_violation'])
    assert.deepEqual(
      (await server.public('GET', '/sessions/whoami', { jar })).json.identity.traits,
      { email, name: {} },
    )
  })
})
