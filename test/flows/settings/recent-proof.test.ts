import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { Jar } from '../../support/jar.ts'
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
  submitSpa,
} from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const better = 'another-Good-one-77!'
const hour = 3_600_000

describe('settings that need a recent proof of who it is', () => {
  let server: TestServer,
    email: string,
    people = 0
  before(async () => {
    server = await startServer({ selfservice: { flows: { settings: { lifespan: '3h' } } } })
  })
  beforeEach(() => {
    email = `person${people++}@example.org`
  })
  after(() => server.close())

  const settingsUrl = (flow: { id: string }) =>
    `http://127.0.0.1:4433/self-service/settings?flow=${flow.id}`
  const loginUrl = (flow: { id: string }) =>
    `http://127.0.0.1:4433/self-service/login/browser?refresh=true&return_to=${encodeURIComponent(settingsUrl(flow))}`
  const below = (url: string | undefined) => (url ?? '').replace('http://127.0.0.1:4433', '')
  const again = async (jar: Jar, flow: { id: string }) => {
    const login = (await server.public('GET', below(loginUrl(flow)), { jar })).json
    return submitForm(server, 'login', login, jar, {
      method: 'password',
      identifier: email,
      password,
    })
  }
  const come = (flow: { id: string }, jar: Jar) =>
    server.public('GET', below(settingsUrl(flow)), { jar, accept: 'text/html' })

  it('an app whose sign-in is long past is told to sign in again', async () => {
    const { token } = await signUp(server, email)
    server.pass(hour + 1)
    const flow = await openApi(server, 'settings', '', { token })
    const { status, json, cookies } = await submit(
      server,
      'settings',
      flow,
      { method: 'password', password: better },
      { token },
    )
    assert.deepEqual(
      [status, json.error.id, json.redirect_browser_to],
      [403, 'session_refresh_required', loginUrl(flow)],
    )
    assert.deepEqual(cookies, [])
    assert.equal((await signIn(server, email)).status, 200)
  })

  it('traits that neither identify nor are addresses may still be changed, others not', async () => {
    const { token } = await signUp(server, email)
    server.pass(hour + 1)
    const flow = await openApi(server, 'settings', '', { token })
    assert.equal(
      (
        await submit(
          server,
          'settings',
          flow,
          { method: 'profile', traits: { email, name: { first: 'N' } } },
          { token },
        )
      ).status,
      200,
    )
    const moved = await submit(
      server,
      'settings',
      flow,
      { method: 'profile', traits: { email: `moved-${email}` } },
      { token },
    )
    assert.deepEqual([moved.status, moved.json.error.id], [403, 'session_refresh_required'])
    assert.equal(
      (await server.public('GET', '/sessions/whoami', { token })).json.identity.traits.email,
      email,
    )
  })

  describe('an update of the traits by an app', () => {
    /** An app that has sent one that has to wait. `cookie`: what it was given to go on with. */
    async function waiting() {
      const { id, token } = await signUp(server, email)
      server.pass(hour + 1)
      const flow = await openApi(server, 'settings', '', { token })
      const { status, cookies } = await submit(
        server,
        'settings',
        flow,
        { method: 'profile', traits: { email: `moved-${email}` } },
        { token },
      )
      assert.deepEqual(
        [status, cookies.map((one) => one.split('=')[0])],
        [403, ['ory_kratos_continuity']],
      )
      return { id, token, flow, cookie: cookies[0]?.split(';')[0] ?? '' }
    }
    const addressOf = async (id: string) =>
      (await server.store.identities.find(id))?.identity.traits['email']
    const resume = (flow: { id: string }, token: string, cookie: string) =>
      server.public('GET', `/self-service/settings?flow=${flow.id}`, { token, headers: { cookie } })
    const fresh = async (person = email) =>
      (await signIn(server, person)).json.session_token as string

    it('is finished when the same person has signed in again, once', async () => {
      const { id, flow, cookie } = await waiting()
      const token = await fresh()
      const done = await resume(flow, token, cookie)
      assert.deepEqual(
        [done.status, done.json.state, await addressOf(id)],
        [200, 'success', `moved-${email}`],
      )
      const ended = done.cookies.filter((one) => /^ory_kratos_continuity=.*Max-Age=0/.test(one))
      assert.equal(ended.length, 2)
      await submit(server, 'settings', flow, { method: 'profile', traits: { email } }, { token })
      await resume(flow, token, cookie)
      assert.equal(await addressOf(id), email)
    })

    it('may be sent again instead, with that cookie and with no other', async () => {
      const { id, flow, cookie } = await waiting()
      const again = async (cookies: string) =>
        submit(
          server,
          'settings',
          flow,
          { method: 'profile', traits: { email: `moved-${email}` } },
          { token: await fresh(), headers: { cookie: cookies } },
        )
      for (const cookies of [`${cookie}; other=1`, 'ory_kratos_session=x', `x${cookie}`]) {
        const refused = await again(cookies)
        assert.deepEqual(
          [refused.status, messageIds(refused.json).includes(4000001), await addressOf(id)],
          [400, true, email],
        )
      }
      assert.deepEqual([(await again(cookie)).status, await addressOf(id)], [200, `moved-${email}`])
    })

    it('is not finished before that, nor for somebody else, nor in another flow, nor with other cookies or none', async () => {
      const { id, token, flow, cookie } = await waiting()
      assert.equal((await resume(flow, token, cookie)).status, 403)
      const stranger = await signUp(server, `stranger-${email}`)
      assert.equal(
        (await resume(flow, stranger.token, cookie)).json.error.id,
        'security_identity_mismatch',
      )
      const own = await fresh(),
        other = await openApi(server, 'settings', '', { token: own })
      for (const [of, cookies] of [
        [other, cookie],
        [flow, 'ory_kratos_continuity=x'],
        [flow, ''],
        [flow, `${cookie}; other=1`],
      ] as const)
        await resume(of, own, cookies)
      assert.equal(await addressOf(id), email)
    })

    it('is not finished by a browser of the same person, who is signed in there by a cookie', async () => {
      const { id, flow, cookie } = await waiting()
      const jar = await signedInBrowser(server, email)
      jar.store([cookie])
      await come(flow, jar)
      assert.equal(await addressOf(id), email)
    })
  })

  it('the update of a browser is finished when the same person has come back', async () => {
    await signUp(server, email)
    const jar = await signedInBrowser(server, email)
    server.pass(hour + 1)
    const flow = await openSpa(server, 'settings', jar)
    const asked = await submitForm(server, 'settings', flow, jar, {
      method: 'password',
      password: better,
    })
    assert.deepEqual([asked.status, asked.location], [303, loginUrl(flow)])
    const signedIn = await again(jar, flow)
    assert.equal(signedIn.location, settingsUrl(flow))
    const finished = await come(flow, jar)
    assert.deepEqual(
      [finished.status, finished.location],
      [303, `http://127.0.0.1:4455/settings?flow=${flow.id}`],
    )
    assert.equal((await signIn(server, email, better)).status, 200)
    assert.equal(jar.get('ory_kratos_continuity'), undefined)
  })

  it('a single-page app gets the same by 403', async () => {
    await signUp(server, email)
    const jar = await signedInBrowser(server, email)
    server.pass(hour + 1)
    const flow = await openSpa(server, 'settings', jar)
    const { status, json } = await submitSpa(server, 'settings', flow, jar, {
      method: 'profile',
      traits: { email: `moved-${email}` },
    })
    assert.deepEqual(
      [status, json.error.id, json.redirect_browser_to],
      [403, 'session_refresh_required', loginUrl(flow)],
    )
    await again(jar, flow)
    await come(flow, jar)
    assert.equal(
      (await server.public('GET', '/sessions/whoami', { jar })).json.identity.traits.email,
      `moved-${email}`,
    )
  })

  it('an update is finished once', async () => {
    await signUp(server, email)
    const jar = await signedInBrowser(server, email)
    server.pass(hour + 1)
    const flow = await openSpa(server, 'settings', jar)
    await submitForm(server, 'settings', flow, jar, { method: 'password', password: better })
    const continuity = jar.get('ory_kratos_continuity')
    await again(jar, flow)
    await come(flow, jar)
    const changedBack = await submitForm(server, 'settings', flow, jar, {
      method: 'password',
      password,
    })
    assert.equal(changedBack.status, 303)
    jar.store([`ory_kratos_continuity=${continuity}; Path=/`])
    await come(flow, jar)
    assert.equal((await signIn(server, email)).status, 200)
  })

  it('nothing is finished before the person has signed in again, nor without the cookie of that browser', async () => {
    await signUp(server, email)
    const jar = await signedInBrowser(server, email)
    server.pass(hour + 1)
    const flow = await openSpa(server, 'settings', jar)
    await submitForm(server, 'settings', flow, jar, { method: 'password', password: better })
    assert.equal((await come(flow, jar)).location, loginUrl(flow))
    await again(jar, flow)
    jar.store(['ory_kratos_continuity=; Max-Age=0'])
    assert.equal((await come(flow, jar)).location, `http://127.0.0.1:4455/settings?flow=${flow.id}`)
    assert.equal((await signIn(server, email)).status, 200)
  })

  it('an update waits for a quarter of an hour', async () => {
    await signUp(server, email)
    const jar = await signedInBrowser(server, email)
    server.pass(hour + 1)
    const flow = await openSpa(server, 'settings', jar)
    await submitForm(server, 'settings', flow, jar, { method: 'password', password: better })
    server.pass(15 * 60_000)
    await again(jar, flow)
    await come(flow, jar)
    assert.equal((await signIn(server, email)).status, 200)
  })

  it('an update that turns out to be wrong comes back as the form', async () => {
    await signUp(server, email)
    const jar = await signedInBrowser(server, email)
    server.pass(hour + 1)
    const flow = await openSpa(server, 'settings', jar)
    await submitForm(server, 'settings', flow, jar, { method: 'password', password: 'qqq' })
    await again(jar, flow)
    assert.equal((await come(flow, jar)).location, `http://127.0.0.1:4455/settings?flow=${flow.id}`)
    const { json } = await server.public('GET', `/self-service/settings/flows?id=${flow.id}`, {
      jar,
    })
    assert.deepEqual(
      json.ui.nodes.flatMap((node: any) => node.messages.map((one: any) => one.id)),
      [4000032],
    )
  })

  it('the new password does not lie in the database while the update waits', async () => {
    await signUp(server, email)
    const jar = await signedInBrowser(server, email)
    server.pass(hour + 1)
    const flow = await openSpa(server, 'settings', jar)
    await submitForm(server, 'settings', flow, jar, { method: 'password', password: better })
    const stored = JSON.stringify(await server.store.flows.find('settings', flow.id))
    assert.match(stored, /kept_update/)
    assert.doesNotMatch(stored, /another-Good/)
    const continuity = jar.get('ory_kratos_continuity') ?? assert.fail('there is no such cookie')
    assert.equal(stored.includes(continuity), false)
  })
})
