import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { pressButton, visitPage } from '../../support/button-page.ts'
import { codeFor, linkFor, mailTo, otherThan } from '../../support/mail.ts'
import { Jar } from '../../support/jar.ts'
import {
  messageIds,
  nodeValue,
  openApi,
  openSpa,
  signUp,
  submit,
  submitForm,
  submitSpa,
} from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const addressOf = async (server: TestServer, id: string) =>
  (await server.admin('GET', `/admin/identities/${id}`)).json.verifiable_addresses[0]

describe('verification by code', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      selfservice: {
        flows: {
          verification: {
            enabled: true,
            after: { default_browser_return_url: 'http://127.0.0.1:4455/verified' },
          },
        },
      },
    })
  })
  after(() => server.close())

  it('begins with the registration: a message is sent and the address is marked', async () => {
    const { json, id } = await signUp(server, 'new@example.org')
    assert.equal(json.identity.verifiable_addresses[0].status, 'sent')
    assert.equal((await addressOf(server, id)).status, 'sent')
    const [mail] = await mailTo(server, 'new@example.org')
    assert.equal(mail?.template_type, 'verification_code_valid')
    assert.match(mail?.codes[0] ?? '', /^\d{6}$/)
  })

  for (const how of ['at once', 'after the flow has expired', 'by the button'])
    it(`a link that is opened again says that the address is confirmed (${how})`, async () => {
      const email = `again-${how.replaceAll(' ', '-')}@example.org`
      await signUp(server, email)
      const link = await linkFor(server, email, 'verification')
      const { searchParams } = new URL(link, 'http://nowhere')
      const open = async (url: string) => {
        const jar = new Jar()
        const answer =
          how === 'by the button'
            ? await pressButton(server, url, await visitPage(server, url, jar), jar)
            : await server.public('GET', url, { jar, accept: 'text/html' })
        const id = new URL(answer.location ?? '').searchParams.get('flow')
        const flow = await server.public('GET', `/self-service/verification/flows?id=${id}`, {
          jar,
        })
        return [flow.json.state, ...messageIds(flow.json)]
      }
      await submit(
        server,
        'verification',
        { id: searchParams.get('flow') ?? '' },
        {
          method: 'code',
          code: searchParams.get('code'),
        },
      )
      if (how === 'after the flow has expired') server.pass(24 * 3_600_000)
      assert.deepEqual(await open(link), ['choose_method', 4070002])
      // only who has the right link is told
      const wrong = link.replace(/code=\d+/, `code=${otherThan(searchParams.get('code') ?? '')}`)
      assert.deepEqual((await open(wrong)).includes(4070002), false)
    })

  it('the code of that message verifies the address in the flow that its link names', async () => {
    const { id } = await signUp(server, 'linked@example.org')
    const flowId =
      new URLSearchParams(
        (await linkFor(server, 'linked@example.org', 'verification')).split('?')[1],
      ).get('flow') ?? ''
    const { status, json } = await submit(
      server,
      'verification',
      { id: flowId },
      { method: 'code', code: await codeFor(server, 'linked@example.org') },
    )
    assert.equal(status, 200)
    assert.equal(json.state, 'passed_challenge')
    assert.deepEqual(messageIds(json), [1080002])
    assert.deepEqual([json.ui.method, json.ui.action], ['GET', 'http://127.0.0.1:4455/verified'])
    const address = await addressOf(server, id)
    assert.deepEqual([address.verified, address.status], [true, 'completed'])
  })

  it('the code that an app was sent is taken from a browser, whatever it sends along; nothing else is', async () => {
    const code = (text: string) => ({ method: 'code', code: text })
    const browsers = {
      form: (fields: Record<string, string>) => ({ form: fields, accept: 'text/html' }),
      json: (fields: Record<string, string>) => ({ json: fields }),
      origin: (fields: Record<string, string>) => ({
        json: fields,
        headers: { origin: 'http://127.0.0.1:4455' },
      }),
    }
    for (const [name, call] of Object.entries(browsers)) {
      const email = `app-${name}@example.org`
      const { id } = await signUp(server, email)
      const link = await linkFor(server, email, 'verification')
      const url = `/self-service/verification?flow=${new URLSearchParams(link.split('?')[1]).get('flow')}`
      const jar = new Jar()
      await openSpa(server, 'login', jar)
      const right = await codeFor(server, email)
      for (const fields of [{ method: 'code', email }, code(''), code(otherThan(right))]) {
        await server.public('POST', url, { jar, ...call(fields) })
        assert.equal((await addressOf(server, id)).verified, false)
      }
      await server.public('POST', url, { jar, ...call(code(right)) })
      assert.equal((await addressOf(server, id)).verified, true, name)
    }
  })

  it('the link of an app goes on in the browser that opens it', async () => {
    const { email, id } = await signUp(server, 'from-app@example.org')
    const jar = new Jar()
    const html = { jar, accept: 'text/html' }
    await server.public('GET', await linkFor(server, email, 'verification'), html)
    const link = new URL(await linkFor(server, email, 'verification'), 'http://nowhere')
    const flowId = link.searchParams.get('flow') ?? ''
    const fetched = `/self-service/verification/flows?id=${flowId}`
    const { json: flow } = await server.public('GET', fetched, { jar })
    assert.equal(flow.type, 'api')
    const form = { method: 'code', code: nodeValue(flow, 'code') }
    await submitForm(server, 'verification', flow, jar, {
      ...form,
      csrf_token: nodeValue(flow, 'csrf_token'),
    })
    assert.equal((await addressOf(server, id)).verified, true)
  })

  for (const body of [{ code: '' }, {}])
    it(`tells what is missing until the code is right (${JSON.stringify(body)})`, async () => {
      const flow = await openApi(server, 'verification')
      const send = (fields: object) =>
        submit(server, 'verification', flow, { method: 'code', ...fields })
      await send({ email: 'nobody-here@example.org' })
      await send({ code: '12345' })
      assert.deepEqual(messageIds((await send(body)).json), [4070006, 4000002])
      assert.deepEqual(messageIds((await send({ code: '12345' })).json), [4070006, 4000002])
    })

  it('the link fills the code in for whoever opens it, and verifies nothing by itself', async () => {
    const jar = new Jar(),
      opener = new Jar()
    const { id } = await signUp(server, 'prefilled@example.org')
    assert.equal((await mailTo(server, 'prefilled@example.org')).length, 1)
    const flow = await openSpa(server, 'verification', jar)
    await submitSpa(server, 'verification', flow, jar, {
      method: 'code',
      email: 'prefilled@example.org',
    })
    const code = await codeFor(server, 'prefilled@example.org')
    const opened = await server.public(
      'GET',
      await linkFor(server, 'prefilled@example.org', 'verification'),
      { jar: opener, accept: 'text/html' },
    )
    assert.equal(opened.location, `http://127.0.0.1:4455/verification?flow=${flow.id}`)
    assert.equal((await addressOf(server, id)).verified, false)
    const shown = (
      await server.public('GET', `/self-service/verification/flows?id=${flow.id}`, { jar: opener })
    ).json
    assert.equal(nodeValue(shown, 'code'), code)
    assert.equal(
      (
        await submitSpa(server, 'verification', shown, opener, {
          method: 'code',
          code: nodeValue(shown, 'code'),
        })
      ).json.state,
      'passed_challenge',
    )
    assert.equal((await addressOf(server, id)).verified, true)
  })

  it('what was wrong before stays on the form until the address is left out or it is sent rightly', async () => {
    const flow = await openApi(server, 'verification')
    const said = async (body: object) =>
      messageIds((await submit(server, 'verification', flow, body)).json)
    const malformed = { method: 'code', email: 'nobody' }
    assert.deepEqual(
      [await said(malformed), await said(malformed)],
      [[4000040], [4000040, 4000040]],
    )
    assert.deepEqual(
      [
        await said({ method: 'code', email: '' }),
        await said(malformed),
        await said({ method: 'code' }),
      ],
      [[4000002], [4000002, 4000040], [4000002]],
    )
    assert.deepEqual(
      [await said({}), await said({ method: 'telepathy' }), await said(malformed)],
      [[4010006], [4010006, 4010006], [4010006, 4010006, 4000040]],
    )
    for (let times = 0; times < 50; times++) await submit(server, 'verification', flow, malformed)
    assert.equal((await said(malformed)).length, 22)
    assert.deepEqual(await said({ method: 'code', email: 'somebody@example.org' }), [1080003])
  })

  it('a browser is sent back to its form for every step, and shown where to go on', async () => {
    await signUp(server, 'browser@example.org')
    assert.equal((await mailTo(server, 'browser@example.org')).length, 1)
    const jar = new Jar(),
      flow = await openSpa(
        server,
        'verification',
        jar,
        `?return_to=${encodeURIComponent('http://127.0.0.1:4455/welcome')}`,
      )
    const sent = await submitForm(server, 'verification', flow, jar, {
      method: 'code',
      email: 'browser@example.org',
    })
    assert.deepEqual(
      [sent.status, sent.location],
      [303, `http://127.0.0.1:4455/verification?flow=${flow.id}`],
    )
    await submitForm(server, 'verification', flow, jar, {
      method: 'code',
      code: await codeFor(server, 'browser@example.org'),
    })
    const { json } = await server.public('GET', `/self-service/verification/flows?id=${flow.id}`, {
      jar,
    })
    assert.equal(
      json.ui.nodes.find((node: any) => node.attributes.id === 'continue').attributes.href,
      'http://127.0.0.1:4455/welcome',
    )
  })

  it('a wrong code is said to be wrong, an empty one to be missing', async () => {
    await signUp(server, 'typo@example.org')
    assert.equal((await mailTo(server, 'typo@example.org')).length, 1)
    const flow = await openApi(server, 'verification')
    await submit(server, 'verification', flow, { method: 'code', email: 'typo@example.org' })
    const wrong = await submit(server, 'verification', flow, {
      method: 'code',
      code: otherThan(await codeFor(server, 'typo@example.org')),
    })
    assert.deepEqual([wrong.status, messageIds(wrong.json)], [200, [4070006]])
    const empty = await submit(server, 'verification', flow, { method: 'code', code: '' })
    assert.deepEqual([empty.status, messageIds(empty.json)], [400, [4070006, 4000002]])
  })

  it('a flow that is over names a new one', async () => {
    await signUp(server, 'over@example.org')
    assert.equal((await mailTo(server, 'over@example.org')).length, 1)
    const flow = await openApi(server, 'verification')
    await submit(server, 'verification', flow, { method: 'code', email: 'over@example.org' })
    const code = await codeFor(server, 'over@example.org')
    await submit(server, 'verification', flow, { method: 'code', code })
    const again = await submit(server, 'verification', flow, { method: 'code', code })
    assert.deepEqual([again.status, again.json.error.id], [410, 'self_service_flow_replaced'])
    assert.equal(
      (await server.public('GET', `/self-service/verification/flows?id=${again.json.use_flow_id}`))
        .json.state,
      'choose_method',
    )
  })

  it('a changed address is verified anew, the old one is forgotten', async () => {
    const { token, id } = await signUp(server, 'before@example.org')
    const flow = await openApi(server, 'settings', '', { token })
    const { status, json } = await submit(
      server,
      'settings',
      flow,
      { method: 'profile', traits: { email: 'after@example.org' } },
      { token },
    )
    assert.equal(status, 200, JSON.stringify(json))
    assert.equal((await addressOf(server, id)).status, 'sent')
    const flowId =
      new URLSearchParams(
        (await linkFor(server, 'after@example.org', 'verification')).split('?')[1],
      ).get('flow') ?? ''
    await submit(
      server,
      'verification',
      { id: flowId },
      { method: 'code', code: await codeFor(server, 'after@example.org') },
    )
    const address = await addressOf(server, id)
    assert.deepEqual([address.value, address.verified], ['after@example.org', true])
  })

  it('a code for an address that has been changed meanwhile verifies nothing', async () => {
    const { token, id } = await signUp(server, 'old@example.org')
    const flowId =
      new URLSearchParams(
        (await linkFor(server, 'old@example.org', 'verification')).split('?')[1],
      ).get('flow') ?? ''
    const code = await codeFor(server, 'old@example.org')
    await submit(
      server,
      'settings',
      await openApi(server, 'settings', '', { token }),
      { method: 'profile', traits: { email: 'other@example.org' } },
      { token },
    )
    await submit(server, 'verification', { id: flowId }, { method: 'code', code })
    const address = await addressOf(server, id)
    assert.deepEqual([address.value, address.verified], ['other@example.org', false])
  })
})

describe('verification that is shown after a registration', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      selfservice: {
        flows: {
          verification: { enabled: true },
          registration: {
            style: 'unified',
            after: { password: { hooks: [{ hook: 'session' }, { hook: 'show_verification_ui' }] } },
          },
        },
      },
    })
  })
  after(() => server.close())

  it('an app is told which flow to show', async () => {
    const { json } = await signUp(server, 'app@example.org')
    const show = json.continue_with.find((one: any) => one.action === 'show_verification_ui')
    assert.equal(show.flow.verifiable_address, 'app@example.org')
    assert.equal(
      (await server.public('GET', `/self-service/verification/flows?id=${show.flow.id}`)).json
        .state,
      'sent_email',
    )
  })

  it('a browser is sent there, can read the flow, and goes on where it asked to after the verification', async () => {
    const jar = new Jar()
    const flow = await openSpa(
      server,
      'registration',
      jar,
      `?return_to=${encodeURIComponent('http://127.0.0.1:4455/home')}&after_verification_return_to=${encodeURIComponent('http://127.0.0.1:4455/verified-home')}`,
    )
    const done = await submitForm(server, 'registration', flow, jar, {
      method: 'password',
      password: 'correct-horse-77-Battery',
      'traits.email': 'web@example.org',
    })
    const id = new URL(done.location ?? '').searchParams.get('flow')
    const shown = await server.public('GET', `/self-service/verification/flows?id=${id}`, { jar })
    assert.equal(shown.status, 200)
    assert.equal(shown.json.return_to, 'http://127.0.0.1:4455/verified-home')
    const { json } = await submitSpa(server, 'verification', shown.json, jar, {
      method: 'code',
      code: await codeFor(server, 'web@example.org'),
    })
    assert.equal(json.ui.action, 'http://127.0.0.1:4455/verified-home')
  })
})

describe('login of those only who have verified an address', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      selfservice: {
        flows: {
          verification: { enabled: true },
          login: { after: { password: { hooks: [{ hook: 'require_verified_address' }] } } },
        },
      },
    })
  })
  after(() => server.close())

  it('an app is refused with the flow to show, and lets its person in afterwards', async () => {
    await signUp(server, 'app@example.org')
    assert.equal((await mailTo(server, 'app@example.org')).length, 1)
    const credentials = {
      method: 'password',
      identifier: 'app@example.org',
      password: 'correct-horse-77-Battery',
    }
    const refused = await submit(server, 'login', await openApi(server, 'login'), credentials)
    assert.deepEqual(
      [refused.status, refused.json.error.id],
      [403, 'session_verified_address_required'],
    )
    const { flow } = refused.json.error.details.continue_with[0]
    await submit(server, 'verification', flow, {
      method: 'code',
      code: await codeFor(server, 'app@example.org'),
    })
    assert.equal(
      (await submit(server, 'login', await openApi(server, 'login'), credentials)).status,
      200,
    )
  })

  it('a browser is sent to the verification and gets no session', async () => {
    await signUp(server, 'web@example.org')
    const jar = new Jar(),
      flow = await openSpa(server, 'login', jar)
    const { status, location } = await submitForm(server, 'login', flow, jar, {
      method: 'password',
      identifier: 'web@example.org',
      password: 'correct-horse-77-Battery',
    })
    assert.equal(status, 303)
    assert.match(location ?? '', /^http:\/\/127\.0\.0\.1:4455\/verification\?flow=/)
    assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 401)
  })
})
