import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import {
  addTotp,
  codeAt,
  nodeNames,
  nodeOf,
  period,
  secretIn,
  withFactors,
} from '../../support/factors.ts'
import {
  messageIds,
  openApi,
  openSpa,
  signUp,
  signedInBrowser,
  submit,
  submitForm,
} from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const setup = ['totp_qr', 'totp_secret_key', 'totp_code', 'method']

describe('settings of an authenticator app', () => {
  let server: TestServer,
    people = 0,
    email: string,
    id: string,
    token: string
  before(async () => {
    server = await startServer(withFactors)
  })
  after(() => server.close())
  beforeEach(async () => {
    email = `ada-${++people}@example.org`
    ;({ id, token } = await signUp(server, email))
  })
  const open = () => openApi(server, 'settings', '', { token })
  const send = (flow: any, json: object) =>
    submit(server, 'settings', flow, { method: 'totp', ...json }, { token })
  const configOf = async () =>
    (await server.admin('GET', `/admin/identities/${id}?include_credential=totp`)).json.credentials
      .totp

  it('a change of any kind makes another secret; a mistake, or codes that are shown, does not', async () => {
    const flow = await open()
    const steps: readonly (readonly [fields: object, isChange: boolean])[] = [
      [{ method: 'password', password: 'short' }, false],
      [{ totp_code: '000000' }, false],
      [{ method: 'lookup_secret', lookup_secret_regenerate: true }, false],
      [{ method: 'lookup_secret', lookup_secret_confirm: true }, true],
      [{ method: 'profile', traits: { email, name: { first: 'Ada' } } }, true],
      [{ method: 'profile', traits: { email: 'none' } }, false],
      [{ method: 'password', password: 'Qm7#lantern-orbit' }, true],
    ]
    let secret = secretIn(flow)
    for (const [fields, isChange] of steps) {
      const { json, text } = await send(flow, fields)
      assert.equal(json.state === 'success' && messageIds(json).includes(1050001), isChange, text)
      assert.equal(secretIn(json) !== secret, isChange, JSON.stringify(fields))
      secret = secretIn(json)
    }
    assert.deepEqual(
      messageIds((await send(flow, { totp_code: codeAt(secretIn(flow), server.now()) })).json),
      [4000008],
    )
    const { json } = await send(flow, { totp_code: codeAt(secret, server.now()) })
    assert.deepEqual(messageIds(json), [1050001])
  })

  it('the form shows a secret as a picture and as text, the same whenever it is looked at', async () => {
    const flow = await open()
    assert.deepEqual(nodeNames(flow, 'totp'), setup)
    const { src, width, height } = nodeOf(flow, 'totp_qr').attributes
    const png = Buffer.from(src.replace('data:image/png;base64,', ''), 'base64')
    assert.deepEqual(
      [width, height, png.readUInt32BE(16), png.readUInt32BE(20)],
      [256, 256, 256, 256],
    )
    assert.match(secretIn(flow), /^[A-Z2-7]{32}$/)
    const again = await server.public('GET', `/self-service/settings/flows?id=${flow.id}`, {
      token,
    })
    assert.equal(secretIn(again.json), secretIn(flow))
    assert.notEqual(secretIn(await open()), secretIn(flow))
  })

  it('a right code sets the app up, and proves the second factor', async () => {
    const flow = await open()
    const { status, json } = await send(flow, { totp_code: codeAt(secretIn(flow), server.now()) })
    assert.deepEqual(
      [status, json.state, messageIds(json), nodeNames(json, 'totp')],
      [200, 'success', [1050001], ['totp_unlink']],
    )
    const { json: me } = await server.public('GET', '/sessions/whoami', { token })
    assert.deepEqual(
      [me.authenticator_assurance_level, me.authentication_methods.map((one: any) => one.method)],
      ['aal2', ['password', 'totp']],
    )
  })

  it('a wrong code and a missing one are said beside the field, and nothing is set up', async () => {
    const flow = await open()
    const wrong = await send(flow, { totp_code: '000000' })
    assert.deepEqual(
      [
        wrong.status,
        nodeOf(wrong.json, 'totp_code').messages.map((one: any) => one.id),
        wrong.json.ui.messages,
      ],
      [400, [4000008], undefined],
    )
    const missing = await send(flow, {})
    assert.deepEqual(
      [messageIds(missing.json), secretIn(missing.json)],
      [[4000002], secretIn(flow)],
    )
    assert.equal(await configOf(), undefined)
  })

  it('an administrator sees the address of the app', async () => {
    const secret = await addTotp(server, token)
    const { identifiers, config } = await configOf()
    const url = new URL(config.totp_url)
    assert.deepEqual(
      [
        identifiers,
        url.protocol,
        url.host,
        url.searchParams.get('issuer'),
        url.searchParams.get('secret'),
      ],
      [[id], 'otpauth:', 'totp', 'Example', secret],
    )
    assert.equal(decodeURIComponent(url.pathname), `/Example:${email}`)
    assert.equal(
      (await server.admin('GET', `/admin/identities/${id}`)).json.credentials.totp.config,
      undefined,
    )
  })

  it('the app is removed by its button, which need not name the method, and a new secret is shown', async () => {
    const secret = await addTotp(server, token)
    const flow = await open()
    const { status, json } = await submit(
      server,
      'settings',
      flow,
      { totp_unlink: 'true' },
      { token },
    )
    assert.deepEqual([status, messageIds(json), nodeNames(json, 'totp')], [200, [1050001], setup])
    assert.notEqual(secretIn(json), secret)
    assert.deepEqual(messageIds((await send(flow, { totp_unlink: true })).json), [4000002])
    const next = await send(flow, { totp_code: codeAt(secretIn(json), server.now()) })
    assert.equal(next.status, 200)
  })

  it('a second app is not set up beside the first', async () => {
    const other = await open()
    await addTotp(server, token)
    server.pass(period)
    const { status, json } = await send(other, { totp_code: codeAt(secretIn(other), server.now()) })
    assert.deepEqual([status, messageIds(json)], [400, [4000001]])
  })

  it('of two apps set up at the same moment one holds', async () => {
    const flows = [await open(), await open()]
    const answers = await Promise.all(
      flows.map((flow) => send(flow, { totp_code: codeAt(secretIn(flow), server.now()) })),
    )
    // NOTE the other one comes too late: by then there is a second factor, and it has not been given
    assert.deepEqual(
      answers.map(({ status }) => status === 200).toSorted((a, b) => Number(a) - Number(b)),
      [false, true],
    )
    assert.ok(answers.every(({ status }) => status < 500))
    const held = flows[answers.findIndex(({ status }) => status === 200)]
    assert.equal(
      new URL((await configOf()).config.totp_url).searchParams.get('secret'),
      secretIn(held),
    )
  })

  it('a browser sets the app up and removes it by forms', async () => {
    const jar = await signedInBrowser(server, email)
    const flow = await openSpa(server, 'settings', jar)
    const page = `http://127.0.0.1:4455/settings?flow=${flow.id}`
    assert.equal(
      (
        await submitForm(server, 'settings', flow, jar, {
          method: 'totp',
          totp_code: codeAt(secretIn(flow), server.now()),
        })
      ).location,
      page,
    )
    assert.notEqual(await configOf(), undefined)
    assert.equal(
      (await submitForm(server, 'settings', flow, jar, { totp_unlink: 'true' })).location,
      page,
    )
    assert.equal(await configOf(), undefined)
  })

  it('a flow that was opened at the same moment by many shows one secret to all', async () => {
    const flow = await open()
    const stored = await server.store.flows.find('settings', flow.id)
    assert.ok(stored)
    await server.store.flows.update({ ...stored, memory: {} })
    const shown = await Promise.all(
      Array.from({ length: 5 }, () =>
        server.public('GET', `/self-service/settings/flows?id=${flow.id}`, { token }),
      ),
    )
    assert.equal(new Set(shown.map(({ json }) => secretIn(json))).size, 1)
  })

  it('a very long name does not stand in the way', async () => {
    const long = await signUp(
      server,
      `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(50)}.example.org`,
    )
    assert.deepEqual(
      nodeNames(await openApi(server, 'settings', '', { token: long.token }), 'totp'),
      setup,
    )
  })
})
