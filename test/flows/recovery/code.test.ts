import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { codeFor, mailTo, otherThan } from '../../support/mail.ts'
import { Jar } from '../../support/jar.ts'
import {
  messageIds,
  nodeValue,
  openApi,
  openSpa,
  signedInBrowser,
  signIn,
  signUp,
  submit,
  submitForm,
  submitSpa,
} from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

describe('recovery by code', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      selfservice: {
        flows: {
          recovery: { enabled: true, after: { hooks: [{ hook: 'revoke_active_sessions' }] } },
          settings: { privileged_session_max_age: '15m' },
        },
      },
    })
  })
  after(() => server.close())

  /** A browser that has asked for a code for this address. */
  async function asked(email: string): Promise<{ jar: Jar; flow: any }> {
    const jar = new Jar(),
      opened = await openSpa(server, 'recovery', jar)
    const { json } = await submitSpa(server, 'recovery', opened, jar, { method: 'code', email })
    return { jar, flow: json }
  }

  it('a fresh flow asks for an address', async () => {
    const flow = await openApi(server, 'recovery')
    assert.equal(flow.state, 'choose_method')
    assert.equal(flow.active, 'code')
    assert.deepEqual(
      flow.ui.nodes.map((node: any) => node.attributes.name),
      ['csrf_token', 'email', 'method'],
    )
  })

  it('a browser gets in by the code, and is led to settings with a session that is good for a new password', async () => {
    await signUp(server, 'browser@example.org')
    const { jar, flow } = await asked('browser@example.org')
    assert.equal(flow.state, 'sent_email')
    const done = await submitForm(server, 'recovery', flow, jar, {
      method: 'code',
      code: await codeFor(server, 'browser@example.org'),
    })
    assert.equal(done.status, 303)
    assert.match(done.location ?? '', /^http:\/\/127\.0\.0\.1:4455\/settings\?flow=/)
    const whoami = await server.public('GET', '/sessions/whoami', { jar })
    assert.deepEqual(
      whoami.json.authentication_methods.map((one: any) => [one.method, one.aal]),
      [['code_recovery', 'aal1']],
    )
    const settings = (
      await server.public(
        'GET',
        `/self-service/settings/flows?id=${new URL(done.location ?? '').searchParams.get('flow')}`,
        { jar },
      )
    ).json
    assert.deepEqual(messageIds(settings), [1060001])
    const changed = await submitSpa(server, 'settings', settings, jar, {
      method: 'password',
      password: 'a-new-Secret-for-settings-5',
    })
    assert.equal(changed.status, 200)
    assert.equal(
      (await signIn(server, 'browser@example.org', 'a-new-Secret-for-settings-5')).status,
      200,
    )
  })

  it('a single-page app is told where to go, and its anti-forgery secret changes', async () => {
    await signUp(server, 'spa@example.org')
    const { jar, flow } = await asked('spa@example.org')
    const secret = jar.get('csrf_token')
    const { status, json } = await submitSpa(server, 'recovery', flow, jar, {
      method: 'code',
      code: await codeFor(server, 'spa@example.org'),
    })
    assert.equal(status, 422)
    assert.equal(json.error.id, 'browser_location_change_required')
    assert.match(json.redirect_browser_to, /settings\?flow=/)
    assert.notEqual(jar.get('csrf_token'), secret)
  })

  it('an app gets a session token besides', async () => {
    await signUp(server, 'app@example.org')
    const flow = await openApi(server, 'recovery')
    await submit(server, 'recovery', flow, { method: 'code', email: 'app@example.org' })
    const { status, json, cookies } = await submit(server, 'recovery', flow, {
      method: 'code',
      code: await codeFor(server, 'app@example.org'),
    })
    assert.equal(status, 422)
    assert.deepEqual(cookies, [])
    const token = json.continue_with.find(
      (one: any) => one.action === 'set_ory_session_token',
    ).ory_session_token
    assert.equal((await server.public('GET', '/sessions/whoami', { token })).status, 200)
  })

  it('the address is verified by it', async () => {
    const { id } = await signUp(server, 'proved@example.org')
    const { jar, flow } = await asked('proved@example.org')
    await submitSpa(server, 'recovery', flow, jar, {
      method: 'code',
      code: await codeFor(server, 'proved@example.org'),
    })
    const [address] = (await server.admin('GET', `/admin/identities/${id}`)).json
      .verifiable_addresses
    assert.deepEqual([address.verified, address.status], [true, 'completed'])
  })

  it('other sessions end where the configuration says so', async () => {
    const { token } = await signUp(server, 'thief@example.org')
    const { jar, flow } = await asked('thief@example.org')
    await submitSpa(server, 'recovery', flow, jar, {
      method: 'code',
      code: await codeFor(server, 'thief@example.org'),
    })
    assert.equal((await server.public('GET', '/sessions/whoami', { token })).status, 401)
    assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 200)
  })

  it('a wrong code is said to be wrong, and the right one is good afterwards', async () => {
    await signUp(server, 'typo@example.org')
    const { jar, flow } = await asked('typo@example.org')
    const code = await codeFor(server, 'typo@example.org')
    const wrong = await submitSpa(server, 'recovery', flow, jar, {
      method: 'code',
      code: otherThan(code),
    })
    assert.equal(wrong.status, 200)
    assert.deepEqual(messageIds(wrong.json), [4060006])
    assert.equal(
      (
        await submitSpa(server, 'recovery', flow, jar, {
          method: 'code',
          code: ` ${code.slice(0, 3)} ${code.slice(3)}`,
        })
      ).status,
      422,
    )
  })

  it('a code that is sent again makes the one before worthless', async () => {
    await signUp(server, 'again@example.org')
    const { jar, flow } = await asked('again@example.org')
    const first = await codeFor(server, 'again@example.org')
    assert.equal(nodeValue(flow, 'email'), 'again@example.org')
    await submitSpa(server, 'recovery', flow, jar, { method: 'code', email: 'again@example.org' })
    const second = await codeFor(server, 'again@example.org')
    if (first !== second)
      assert.deepEqual(
        messageIds(
          (await submitSpa(server, 'recovery', flow, jar, { method: 'code', code: first })).json,
        ),
        [4060006],
      )
    assert.equal(
      (await submitSpa(server, 'recovery', flow, jar, { method: 'code', code: second })).status,
      422,
    )
  })

  it('a flow that is over leads to a new one', async () => {
    await signUp(server, 'over@example.org')
    const flow = await openApi(server, 'recovery')
    await submit(server, 'recovery', flow, { method: 'code', email: 'over@example.org' })
    const code = await codeFor(server, 'over@example.org')
    await submit(server, 'recovery', flow, { method: 'code', code })
    const again = await submit(server, 'recovery', flow, { method: 'code', code })
    assert.equal(again.status, 303)
    const fresh = await server.public(
      'GET',
      new URL(again.location ?? '').pathname + new URL(again.location ?? '').search,
    )
    assert.equal(fresh.json.state, 'choose_method')
    assert.deepEqual(messageIds(fresh.json), [4060001])
  })

  it('an expired flow leads to a new one', async () => {
    const { jar, flow } = await asked('late@example.org')
    server.pass(3_600_001)
    const answer = await submitForm(server, 'recovery', flow, jar, {
      method: 'code',
      code: '123456',
    })
    assert.equal(answer.status, 303)
    const id = new URL(answer.location ?? '').searchParams.get('flow')
    assert.deepEqual(
      messageIds(
        (await server.public('GET', `/self-service/recovery/flows?id=${id}`, { jar })).json,
      ),
      [4060005],
    )
  })

  it('what is missing or malformed is said at its field', async () => {
    const flow = await openApi(server, 'recovery')
    for (const [sent, id] of [
      [{ method: 'code' }, 4000002],
      [{ method: 'code', email: 'nobody' }, 4000040],
      [{ email: 'a@example.org' }, 4010005],
      [{ method: 'telepathy' }, 4010005],
    ] as const) {
      const { status, json } = await submit(server, 'recovery', flow, sent)
      assert.equal(status, 400)
      assert.deepEqual(messageIds(json), [id])
    }
  })

  it('a deactivated account is not recovered, and its owner gets no message', async () => {
    const { id } = await signUp(server, 'inactive@example.org')
    const { json } = await server.admin('GET', `/admin/identities/${id}`)
    await server.admin('PUT', `/admin/identities/${id}`, {
      json: { schema_id: json.schema_id, traits: json.traits, state: 'inactive' },
    })
    const before = (await mailTo(server, 'inactive@example.org')).length
    const { flow } = await asked('inactive@example.org')
    assert.equal(flow.state, 'sent_email')
    assert.equal((await mailTo(server, 'inactive@example.org')).length, before)
  })

  it('a form says only what is wrong with it this time', async () => {
    const flow = await openApi(server, 'recovery')
    const said = async (body: object) =>
      messageIds((await submit(server, 'recovery', flow, body)).json)
    const all = [
      await said({ method: 'code', email: 'nobody' }),
      await said({ method: 'code', email: 'nobody' }),
      await said({}),
      await said({}),
      await said({ method: 'code' }),
    ]
    assert.deepEqual(all, [[4000040], [4000040], [4010005], [4010005], [4000002]])
  })

  it('somebody signed in is sent home instead', async () => {
    await signUp(server, 'inside@example.org')
    const jar = await signedInBrowser(server, 'inside@example.org')
    const html = await server.public('GET', '/self-service/recovery/browser', {
      jar,
      accept: 'text/html',
    })
    assert.deepEqual([html.status, html.location], [302, 'http://127.0.0.1:4455/'])
    assert.equal(
      (await server.public('GET', '/self-service/recovery/browser', { jar })).json.error.id,
      'session_already_available',
    )
  })

  it('where it is switched off it can be neither started nor shown nor submitted, as a verification', async () => {
    const off = await startServer()
    for (const kind of ['recovery', 'verification'])
      for (const [method, path, asJson] of [
        ['GET', 'api', 400],
        ['GET', 'browser', 400],
        ['GET', 'flows', 400],
        // as published, the flow is looked for first
        ['POST', '', 404],
      ] as const) {
        const at = `/self-service/${kind}${path === '' ? '' : `/${path}`}`
        const query = path === 'flows' ? 'id' : 'flow'
        const url = `${at}?${query}=00000000-0000-4000-8000-000000000000`
        const body = method === 'POST' ? { json: { method: 'code', email: 'a@example.org' } } : {}
        // a body in JSON is answered in JSON
        for (const accept of method === 'POST'
          ? ['application/json']
          : ['application/json', 'text/html']) {
          const { status, location } = await off.public(method, url, { ...body, accept })
          if (accept === 'application/json') assert.equal(status, asJson, url)
          else assert.match(location ?? `${status}`, /\/error\?id=/, url)
        }
      }
    await off.close()
  })
})

describe('recovery that tells apps how to go on', () => {
  it('an app gets token and settings in the answer', async () => {
    const server = await startServer({
      selfservice: { flows: { recovery: { enabled: true } } },
      feature_flags: { use_continue_with_transitions: true },
    })
    await signUp(server, 'flag@example.org')
    const flow = await openApi(server, 'recovery')
    await submit(server, 'recovery', flow, { method: 'code', email: 'flag@example.org' })
    const { status, json } = await submit(server, 'recovery', flow, {
      method: 'code',
      code: await codeFor(server, 'flag@example.org'),
    })
    assert.equal(status, 200)
    assert.equal(json.state, 'passed_challenge')
    assert.deepEqual(
      json.continue_with.map((one: any) => one.action),
      ['set_ory_session_token', 'show_settings_ui'],
    )
    await server.close()
  })
})
