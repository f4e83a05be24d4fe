import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import {
  addTotp,
  codeAt,
  nodeNames,
  period,
  stepUp,
  stepUpSpa,
  withFactors,
} from '../../support/factors.ts'
import { Jar } from '../../support/jar.ts'
import {
  messageIds,
  openApi,
  openSpa,
  password,
  signIn,
  signUp,
  submit,
  submitForm,
  submitSpa,
} from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const login = 'http://127.0.0.1:4433/self-service/login/browser?aal=aal2'

describe('login with an authenticator app as the second factor', () => {
  let server: TestServer,
    people = 0,
    email: string,
    secret: string,
    token: string
  before(async () => {
    server = await startServer(withFactors)
  })
  after(() => server.close())
  beforeEach(async () => {
    email = `ada-${++people}@example.org`
    secret = await addTotp(server, (await signUp(server, email)).token)
    token = (await signIn(server, email)).json.session_token
  })

  const code = () => codeAt(secret, server.now())
  const whoami = async (call: { token?: string; jar?: Jar }) =>
    (await server.public('GET', '/sessions/whoami', call)).json
  const firstStep = { method: 'password', password }

  it('an app that has given the first is told nothing of the person yet', async () => {
    const { status, json } = await signIn(server, email)
    assert.deepEqual([status, json.session.identity, json.continue_with], [200, null, null])
    const { error, redirect_browser_to } = await whoami({ token: json.session_token })
    assert.deepEqual([error.id, redirect_browser_to], ['session_aal2_required', login])
  })

  it('the second step asks for the code only', async () => {
    const flow = await openApi(server, 'login', '?aal=aal2', { token })
    assert.deepEqual(
      [messageIds(flow), nodeNames(flow, 'default'), nodeNames(flow, 'totp')],
      [[1010004], ['csrf_token'], ['totp_code', 'method']],
    )
    assert.equal(flow.ui.nodes.length, 3)
  })

  it('the code raises the same session, and the proof is added', async () => {
    const { status, json } = await stepUp(server, token, { method: 'totp', totp_code: code() })
    assert.deepEqual(
      [status, json.session_token, json.session.identity.traits.email],
      [200, token, email],
    )
    assert.deepEqual(
      json.session.authentication_methods.map((one: any) => [one.method, one.aal]),
      [
        ['password', 'aal1'],
        ['totp', 'aal2'],
      ],
    )
    assert.equal((await whoami({ token })).authenticator_assurance_level, 'aal2')
  })

  it('a browser is led on to the second step, and home after it', async () => {
    const jar = new Jar()
    const first = await submitForm(server, 'login', await openSpa(server, 'login', jar), jar, {
      ...firstStep,
      identifier: email,
    })
    assert.deepEqual([first.status, first.location], [303, login])
    const second = await submitForm(
      server,
      'login',
      await openSpa(server, 'login', jar, '?aal=aal2'),
      jar,
      { method: 'totp', totp_code: code() },
    )
    assert.deepEqual([second.status, second.location], [303, 'http://127.0.0.1:4455/'])
    assert.equal((await whoami({ jar })).identity.traits.email, email)
  })

  it('where it was to go in the end goes with it', async () => {
    const jar = new Jar()
    const flow = await openSpa(
      server,
      'login',
      jar,
      `?return_to=${encodeURIComponent('http://127.0.0.1:4455/inbox')}`,
    )
    const first = await submitForm(server, 'login', flow, jar, { ...firstStep, identifier: email })
    assert.equal(
      first.location,
      `${login}&return_to=${encodeURIComponent('http://127.0.0.1:4455/inbox')}`,
    )
    const opened = (
      await server.public('GET', (first.location ?? '').replace('http://127.0.0.1:4433', ''), {
        jar,
      })
    ).json
    assert.equal(
      (await submitForm(server, 'login', opened, jar, { method: 'totp', totp_code: code() }))
        .location,
      'http://127.0.0.1:4455/inbox',
    )
  })

  it('a single-page app is sent to the second step', async () => {
    const jar = new Jar()
    const first = await submitSpa(server, 'login', await openSpa(server, 'login', jar), jar, {
      ...firstStep,
      identifier: email,
    })
    assert.deepEqual(
      [first.status, first.json.error.id, first.json.redirect_browser_to],
      [422, 'browser_location_change_required', login],
    )
    const second = await stepUpSpa(server, jar, { method: 'totp', totp_code: code() })
    assert.deepEqual(
      [second.status, second.json.continue_with],
      [200, [{ action: 'redirect_browser_to', redirect_browser_to: 'http://127.0.0.1:4455/' }]],
    )
  })

  it('a wrong code is said on the form, a missing one beside its field', async () => {
    const flow = await openApi(server, 'login', '?aal=aal2', { token })
    const wrong = await submit(
      server,
      'login',
      flow,
      { method: 'totp', totp_code: '000000' },
      { token },
    )
    assert.deepEqual(
      [wrong.status, wrong.json.ui.messages.map((one: any) => one.id)],
      [400, [4000008]],
    )
    const missing = await submit(server, 'login', flow, { method: 'totp' }, { token })
    assert.deepEqual(
      [missing.status, missing.json.ui.messages, messageIds(missing.json)],
      [400, undefined, [4000002]],
    )
  })

  it('a code is good half a minute early or late, and with a space in it', async () => {
    server.pass(2 * period)
    for (const off of [-period, 0, period]) {
      const digits = codeAt(secret, server.now() + off)
      const { json } = await signIn(server, email)
      assert.equal(
        (
          await stepUp(server, json.session_token, {
            method: 'totp',
            totp_code: `${digits.slice(0, 3)} ${digits.slice(3)}`,
          })
        ).status,
        200,
        `${off} ms off`,
      )
    }
    for (const off of [-2 * period, 3 * period])
      assert.deepEqual(
        messageIds(
          (
            await stepUp(server, token, {
              method: 'totp',
              totp_code: codeAt(secret, server.now() + off),
            })
          ).json,
        ),
        [4000008],
      )
  })

  it('somebody without an app is told so', async () => {
    const other = await signUp(server, `bare-${email}`)
    assert.deepEqual(
      messageIds((await stepUp(server, other.token, { method: 'totp', totp_code: '123456' })).json),
      [4000011],
    )
  })

  it('there is no second step without a first, nor where it has been taken', async () => {
    const flow = await openApi(server, 'login', '?aal=aal2', { token })
    const signedOut = await submit(server, 'login', flow, { method: 'totp', totp_code: code() })
    assert.deepEqual([signedOut.status, signedOut.json.error.id], [401, 'session_aal1_required'])
    await stepUp(server, token, { method: 'totp', totp_code: code() })
    const again = await server.public('GET', '/self-service/login/api?aal=aal2', { token })
    assert.deepEqual([again.status, again.json.error.id], [400, 'session_already_available'])
  })

  it('whoever has both factors can be asked for the second once more', async () => {
    await stepUp(server, token, { method: 'totp', totp_code: code() })
    server.pass(period)
    const flow = await openApi(server, 'login', '?aal=aal2&refresh=true', { token })
    assert.deepEqual(
      [messageIds(flow), nodeNames(flow, 'totp')],
      [[1010003], ['totp_code', 'method']],
    )
    const { status, json } = await submit(
      server,
      'login',
      flow,
      { method: 'totp', totp_code: code() },
      { token },
    )
    assert.deepEqual(
      [status, json.session.authentication_methods.map((one: any) => one.method)],
      [200, ['password', 'totp', 'totp']],
    )
  })

  it('it is not asked for where the first factor is enough', async () => {
    const lax = await startServer({ ...withFactors, session: { whoami: { required_aal: 'aal1' } } })
    try {
      const one = await signUp(lax, email)
      await addTotp(lax, one.token)
      assert.equal((await signIn(lax, email)).json.session.identity.traits.email, email)
      const jar = new Jar()
      const answer = await submitForm(lax, 'login', await openSpa(lax, 'login', jar), jar, {
        ...firstStep,
        identifier: email,
      })
      assert.equal(answer.location, 'http://127.0.0.1:4455/')
    } finally {
      await lax.close()
    }
  })
})
