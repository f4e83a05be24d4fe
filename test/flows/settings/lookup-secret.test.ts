import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import {
  addLookup,
  codesIn,
  nodeNames,
  nodeOf,
  stepUp,
  withFactors,
} from '../../support/factors.ts'
import {
  messageIds,
  openApi,
  openSpa,
  signIn,
  signUp,
  signedInBrowser,
  submit,
  submitForm,
} from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const none = ['lookup_secret_regenerate']
const made = ['lookup_secret_codes', 'lookup_secret_confirm']
const confirmed = ['lookup_secret_reveal', 'lookup_secret_disable']
const revealed = ['lookup_secret_codes', 'lookup_secret_disable', 'lookup_secret_regenerate']

describe('settings of backup codes', () => {
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
  const open = (by = token) => openApi(server, 'settings', '', { token: by })
  const send = (flow: any, ...buttons: string[]) =>
    submit(
      server,
      'settings',
      flow,
      {
        method: 'lookup_secret',
        ...Object.fromEntries(buttons.map((one) => [`lookup_secret_${one}`, true])),
      },
      { token },
    )
  const shown = (flow: any) => nodeNames(flow, 'lookup_secret')

  it('twelve codes are made, shown last on the form, and in force once they are confirmed', async () => {
    const flow = await open()
    assert.deepEqual(shown(flow), none)
    const { status, json } = await send(flow, 'regenerate')
    assert.deepEqual(
      [status, json.state, shown(json), json.ui.nodes.at(-1).attributes.name],
      [200, 'show_form', made, 'lookup_secret_confirm'],
    )
    const codes = codesIn(json)
    assert.equal(new Set(codes).size, 12)
    for (const code of codes) assert.match(code, /^[a-z0-9]{8}$/)
    assert.equal(nodeOf(json, 'lookup_secret_codes').attributes.text.text, codes.join(', '))
    assert.equal(
      (await server.admin('GET', `/admin/identities/${id}`)).json.credentials.lookup_secret,
      undefined,
    )
    const done = await send(flow, 'confirm')
    assert.deepEqual(
      [done.status, messageIds(done.json), shown(done.json)],
      [200, [1050001], confirmed],
    )
    assert.equal(
      (await server.public('GET', '/sessions/whoami', { token })).json
        .authenticator_assurance_level,
      'aal2',
    )
    assert.equal(
      (
        await stepUp(server, (await signIn(server, email)).json.session_token, {
          method: 'lookup_secret',
          lookup_secret: codes[0],
        })
      ).status,
      200,
    )
  })

  it('they are shown again when asked for, those used with the time of it', async () => {
    const codes = await addLookup(server, token)
    await stepUp(server, (await signIn(server, email)).json.session_token, {
      method: 'lookup_secret',
      lookup_secret: codes[0],
    })
    const { json } = await send(await open(), 'reveal')
    assert.deepEqual(shown(json), revealed)
    const { id: list, context } = nodeOf(json, 'lookup_secret_codes').attributes.text
    assert.deepEqual(
      [list, context.secrets.map((one: any) => one.id)],
      [1050015, [1050014, ...Array(11).fill(1050009)]],
    )
    assert.deepEqual(context.secrets[0].context, {
      used_at: new Date(server.now()).toISOString(),
      used_at_unix: Math.floor(server.now() / 1000),
    })
    assert.equal(context.secrets[1].context.secret, codes[1])
  })

  it('new ones take the place of the old ones when they are confirmed, not before', async () => {
    const old = await addLookup(server, token)
    const flow = await open()
    const fresh = codesIn((await send(flow, 'regenerate')).json)
    const use = async (code: string | undefined) =>
      (
        await stepUp(server, (await signIn(server, email)).json.session_token, {
          method: 'lookup_secret',
          lookup_secret: code,
        })
      ).status
    assert.deepEqual([await use(fresh[0]), await use(old[0])], [400, 200])
    await send(flow, 'confirm')
    assert.deepEqual([await use(fresh[0]), await use(old[1])], [200, 400])
  })

  it('they are turned off, and codes that were shown do not come back', async () => {
    const flow = await open()
    await send(flow, 'regenerate')
    await send(flow, 'confirm')
    const { status, json } = await send(flow, 'disable')
    assert.deepEqual([status, shown(json)], [200, none])
    assert.equal(
      (await server.admin('GET', `/admin/identities/${id}`)).json.credentials.lookup_secret,
      undefined,
    )
    assert.deepEqual(messageIds((await send(flow, 'confirm')).json), [4000001])
  })

  it('there is nothing to show or to confirm where there are none', async () => {
    const flow = await open()
    for (const button of ['reveal', 'confirm']) {
      const { status, json } = await send(flow, button)
      assert.deepEqual([status, messageIds(json), shown(json)], [400, [4000001], none], button)
    }
    assert.equal((await send(flow, 'disable')).status, 200)
    assert.deepEqual(messageIds((await send(flow)).json), [4010004])
  })

  it('what was asked for by one session is not shown to another of the same person', async () => {
    const flow = await open()
    await send(flow, 'regenerate')
    const other = (await signIn(server, email)).json.session_token
    assert.deepEqual(
      shown(
        (await server.public('GET', `/self-service/settings/flows?id=${flow.id}`, { token: other }))
          .json,
      ),
      none,
    )
    const confirm = await submit(
      server,
      'settings',
      flow,
      { method: 'lookup_secret', lookup_secret_confirm: true },
      { token: other },
    )
    assert.deepEqual([confirm.status, messageIds(confirm.json)], [400, [4000001]])
  })

  it('a browser presses buttons, which need not name the method', async () => {
    const jar = await signedInBrowser(server, email)
    const flow = await openSpa(server, 'settings', jar)
    const page = `http://127.0.0.1:4455/settings?flow=${flow.id}`
    for (const [button, after] of [
      ['regenerate', made],
      ['confirm', confirmed],
      ['reveal', revealed],
      ['disable', none],
    ] as const) {
      assert.equal(
        (await submitForm(server, 'settings', flow, jar, { [`lookup_secret_${button}`]: 'true' }))
          .location,
        page,
      )
      assert.deepEqual(
        shown(
          (await server.public('GET', `/self-service/settings/flows?id=${flow.id}`, { jar })).json,
        ),
        after,
        button,
      )
    }
  })
})
