import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  messageIds,
  openApi,
  openSpa,
  password,
  signIn,
  signUp,
  signedInBrowser,
  submit,
  submitForm,
} from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const better = 'another-Good-one-77!'

describe('settings: the password', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      selfservice: {
        flows: {
          settings: {
            after: {
              default_browser_return_url: 'http://127.0.0.1:4455/saved',
              password: {
                hooks: [{ hook: 'revoke_active_sessions' }],
                default_browser_return_url: 'http://127.0.0.1:4455/new-password',
              },
            },
          },
        },
      },
    })
  })
  after(() => server.close())

  it('the new one signs in, the old one no more', async () => {
    const { email, token } = await signUp(server, 'change@example.org')
    const { status, json } = await submit(
      server,
      'settings',
      await openApi(server, 'settings', '', { token }),
      { method: 'password', password: better },
      { token },
    )
    assert.deepEqual([status, json.state, messageIds(json)], [200, 'success', [1050001]])
    assert.equal((await signIn(server, email)).status, 400)
    assert.equal((await signIn(server, email, better)).status, 200)
    assert.equal((await server.public('GET', '/sessions/whoami', { token })).status, 200)
  })

  it('one that is too short, missing, like the identifier or the same again is refused', async () => {
    const { email, token } = await signUp(server, 'refused@example.org')
    const flow = await openApi(server, 'settings', '', { token })
    for (const [sent, id] of [
      ['short', 4000032],
      ['', 4000002],
      [undefined, 4000002],
      [email, 4000031],
      [password, 4000039],
    ] as const) {
      const { status, json } = await submit(
        server,
        'settings',
        flow,
        { method: 'password', password: sent },
        { token },
      )
      assert.deepEqual([status, messageIds(json)], [400, [id]], String(sent))
    }
    assert.equal((await signIn(server, email)).status, 200)
  })

  it('the hook revoke_active_sessions ends all sessions but the one that made the change', async () => {
    const { email, token } = await signUp(server, 'revoke@example.org')
    const other = (await signIn(server, email)).json.session_token
    await submit(
      server,
      'settings',
      await openApi(server, 'settings', '', { token }),
      { method: 'password', password: better },
      { token },
    )
    assert.equal((await server.public('GET', '/sessions/whoami', { token: other })).status, 401)
    assert.equal((await server.public('GET', '/sessions/whoami', { token })).status, 200)
  })

  it('a browser goes where it asked to go, else where the method says, else where the flow says', async () => {
    const { email } = await signUp(server, 'returns@example.org')
    const jar = await signedInBrowser(server, email)
    const asked = await openSpa(
      server,
      'settings',
      jar,
      '?return_to=http%3A%2F%2F127.0.0.1%3A4455%2Fdone',
    )
    assert.equal(
      (await submitForm(server, 'settings', asked, jar, { method: 'password', password: better }))
        .location,
      'http://127.0.0.1:4455/done',
    )
    const plain = await openSpa(server, 'settings', jar)
    assert.equal(
      (await submitForm(server, 'settings', plain, jar, { method: 'password', password })).location,
      'http://127.0.0.1:4455/new-password',
    )
    assert.equal(
      (
        await submitForm(server, 'settings', plain, jar, {
          method: 'profile',
          'traits.email': email,
        })
      ).location,
      'http://127.0.0.1:4455/saved',
    )
  })

  it('neither the new password nor its hash is in an answer or in the log', async () => {
    const { token } = await signUp(server, 'secret@example.org')
    const { status, text } = await submit(
      server,
      'settings',
      await openApi(server, 'settings', '', { token }),
      { method: 'password', password: better },
      { token },
    )
    assert.equal(status, 200)
    assert.match(server.log.join(''), /credential\.changed/)
    assert.doesNotMatch(text, /another-Good|\$2[aby]\$/)
    assert.doesNotMatch(server.log.join(''), /another-Good|\$2[aby]\$/)
  })
})
