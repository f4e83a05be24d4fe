import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { html, navigation } from '../../support/button-page.ts'
import { stepUp } from '../../support/factors.ts'
import { Jar } from '../../support/jar.ts'
import { codeFor, mailTo, otherThan } from '../../support/mail.ts'
import {
  messageIds,
  openApi,
  openSpa,
  password,
  signIn,
  submit,
  submitForm,
  submitSpa,
} from '../../support/people.ts'
import { owner, withSecondCodes } from '../../support/second-codes.ts'
import { mergeDeep, startServer, type TestServer } from '../../support/server.ts'

const aal2 = '?aal=aal2'
let people = 0
const newEmail = () => `ada-${++people}@example.org`
const newPhone = () => `+49170${1_000_000 + ++people}`

const names = (flow: any): string[] =>
  (flow.ui.nodes ?? []).map((node: any) => `${node.group}:${node.attributes.name}`)
const offered = (flow: any): string[] =>
  (flow.ui.nodes ?? [])
    .filter((node: any) => node.attributes.name === 'address')
    .map((node: any) => node.attributes.value)
const tokenOf = async (server: TestServer, email: string): Promise<string> =>
  (await signIn(server, email)).json.session_token
/** A browser that has given the first factor. */
async function half(server: TestServer, email: string): Promise<Jar> {
  const jar = new Jar()
  const fields = { method: 'password', identifier: email, password }
  await submitSpa(server, 'login', await openSpa(server, 'login', jar), jar, fields)
  return jar
}
const strength = async (server: TestServer, call: { token?: string; jar?: Jar }) => {
  const { status, json } = await server.public('GET', '/sessions/whoami', call)
  return status === 200
    ? [
        json.authenticator_assurance_level,
        ...json.authentication_methods.map((one: any) => `${one.method} ${one.aal}`),
      ]
    : [json.error.id]
}
const both = ['aal2', 'password aal1', 'code aal2']

describe('login with a code as the second factor, with one address', () => {
  let server: TestServer, email: string, id: string, token: string
  before(async () => {
    server = await startServer(withSecondCodes)
  })
  after(() => server.close())
  beforeEach(async () => {
    email = newEmail()
    id = await owner(server, { email })
    token = await tokenOf(server, email)
  })

  it('is asked of whoever has an address, proved or not, by whoami and the settings', async () => {
    const plain = newEmail()
    await server.admin('POST', '/admin/identities', {
      json: {
        schema_id: 'default',
        traits: { email: plain },
        credentials: { password: { config: { password } } },
      },
    })
    for (const one of [email, plain]) {
      const token = await tokenOf(server, one)
      for (const url of ['/sessions/whoami', '/self-service/settings/api', '/sessions']) {
        const { status, json } = await server.public('GET', url, { token })
        assert.deepEqual([status, json.error.id], [403, 'session_aal2_required'], url)
      }
    }
  })

  it('is sent at once, and names the address', async () => {
    const flow = await openApi(server, 'login', aal2, { token })
    assert.deepEqual([flow.state, messageIds(flow)], ['sent_email', [1010014]])
    const { label } = flow.ui.nodes[0].meta
    assert.deepEqual(
      [flow.ui.nodes[0].attributes.name, label.id, label.context],
      ['identifier', 1010023, { address: email, channel: 'email' }],
    )
    assert.equal((await mailTo(server, email)).at(-1)?.template_type, 'login_code_valid')
  })

  it('raises the session of an app, which then may change what it likes', async () => {
    const { status, json } = await stepUpByMail()
    assert.deepEqual([status, json.session_token], [200, token])
    assert.deepEqual(await strength(server, { token }), both)
    assert.equal((await server.public('GET', '/self-service/settings/api', { token })).status, 200)
  })

  it('raises the session of a browser, and of a page without scripts', async () => {
    for (const send of [submitSpa, submitForm]) {
      const jar = await half(server, email)
      const flow = await openSpa(server, 'login', jar, aal2)
      const code = await codeFor(server, email)
      assert.ok(
        [200, 303].includes(
          (await send(server, 'login', flow, jar, { method: 'code', code })).status,
        ),
      )
      assert.deepEqual(await strength(server, { jar }), both)
    }
  })

  it('tells nobody which address was proved, beyond that it was', async () => {
    const { text } = await stepUpByMail()
    const [one] = (await server.admin('GET', `/admin/identities/${id}/sessions`)).json
    for (const shown of [text, JSON.stringify(one)]) assert.ok(!shown.includes('email:'), shown)
    assert.deepEqual(Object.keys(one.authentication_methods[1]), ['method', 'aal', 'completed_at'])
  })

  it('does not pass with a wrong code, that of another flow, or a used one', async () => {
    const flow = await openApi(server, 'login', aal2, { token })
    const code = await codeFor(server, email)
    const other = await openApi(server, 'login', aal2, { token: await tokenOf(server, email) })
    const send = (to: any, text: string) =>
      submit(server, 'login', to, { method: 'code', code: text }, { token })
    assert.deepEqual(messageIds((await send(flow, otherThan(code))).json), [4010008])
    assert.equal((await send(other, code)).status, 400)
    assert.equal((await send(flow, code)).status, 200)
    assert.equal((await send(flow, code)).status, 400)
  })

  it('is not checked any more after so many wrong ones in one flow', async () => {
    const flow = await openApi(server, 'login', aal2, { token })
    const code = await codeFor(server, email)
    const send = (text: string) =>
      submit(server, 'login', flow, { method: 'code', code: text }, { token })
    for (let tries = 0; tries < 5; tries++)
      assert.deepEqual(messageIds((await send(otherThan(code))).json), [4010008])
    assert.notEqual((await send(code)).status, 200)
    assert.deepEqual(await strength(server, { token }), ['session_aal2_required'])
  })

  it('expires, and the flow with it, which asks before it sends another', async () => {
    const flow = await openApi(server, 'login', aal2, { token })
    const code = await codeFor(server, email)
    server.pass(3_600_001)
    const { status, json } = await submit(
      server,
      'login',
      flow,
      { method: 'code', code },
      { token },
    )
    assert.equal(status, 410)
    const fresh = (
      await server.public('GET', `/self-service/login/flows?id=${json.use_flow_id}`, { token })
    ).json
    assert.deepEqual([offered(fresh), fresh.state], [[email], 'choose_method'])
  })

  it('is sent again, and the newer one counts', async () => {
    const flow = await openApi(server, 'login', aal2, { token })
    const first = await codeFor(server, email)
    const resent = await submit(
      server,
      'login',
      flow,
      { method: 'code', resend: 'code' },
      { token },
    )
    assert.deepEqual(messageIds(resent.json), [1010014])
    const second = await codeFor(server, email)
    const send = (code: string) =>
      submit(server, 'login', flow, { method: 'code', code }, { token })
    assert.deepEqual(messageIds((await send(first)).json), [4010008])
    assert.equal((await send(second)).status, 200)
  })

  it('confirms a session that has it, by the first factor or by the second', async () => {
    await stepUpByMail()
    server.pass(60_000)
    const again = await openApi(server, 'login', '?aal=aal2&refresh=true', { token })
    const code = await codeFor(server, email)
    assert.equal(
      (await submit(server, 'login', again, { method: 'code', code }, { token })).status,
      200,
    )
    assert.deepEqual(await strength(server, { token }), [...both, 'code aal2'])
    const first = await openApi(server, 'login', '?refresh=true', { token })
    assert.ok(!names(first).some((name) => name.startsWith('code:')))
  })

  it('is no way in by itself, and belongs to whoever is signed in', async () => {
    const plain = await openApi(server, 'login')
    const refused = await submit(server, 'login', plain, { method: 'code', identifier: email })
    assert.deepEqual(messageIds(refused.json), [4010002])
    const flow = await openApi(server, 'login', aal2, { token })
    const code = await codeFor(server, email)
    const mine = newEmail()
    await owner(server, { email: mine })
    const other = await tokenOf(server, mine)
    const stolen = await submit(server, 'login', flow, { method: 'code', code }, { token: other })
    assert.deepEqual([stolen.status, stolen.json.error.id], [403, 'security_identity_mismatch'])
    const none = await submit(server, 'login', flow, { method: 'code', code })
    assert.deepEqual([none.status, none.json.error.id], [401, 'session_aal1_required'])
  })

  it('does not count once the address is not theirs any more', async () => {
    const flow = await openApi(server, 'login', aal2, { token })
    const code = await codeFor(server, email)
    await server.admin('PUT', `/admin/identities/${id}`, {
      json: { schema_id: 'default', state: 'active', traits: { email: `moved-${email}` } },
    })
    const { json } = await submit(server, 'login', flow, { method: 'code', code }, { token })
    assert.deepEqual(messageIds(json), [4010008])
  })

  it('counts wrong ones with those of all second factors of the account', async () => {
    const limited = await startServer(
      mergeDeep(withSecondCodes, {
        pallas: { shield: { second_factor: { tries: 3, refill: '15m' } } },
      }),
    )
    await owner(limited, { email })
    const token = await tokenOf(limited, email)
    for (let tries = 0; tries < 3; tries++) {
      const { json } = await stepUp(limited, token, { method: 'code', code: 'no' })
      assert.deepEqual(messageIds(json), [4010008])
      await mailTo(limited, email)
    }
    const flow = await openApi(limited, 'login', aal2, { token })
    const sent = await codeFor(limited, email)
    const send = (code: string) =>
      submit(limited, 'login', flow, { method: 'code', code }, { token })
    assert.equal(sent.length, 12, 'a longer code is sent, which cannot be guessed')
    assert.deepEqual(messageIds((await send('000000')).json), [4000038])
    assert.equal((await send(sent)).status, 200, 'so that its owner is not kept out')
    await limited.close()
  })

  it('is not sent at once when too many messages were asked for: the form says so', async () => {
    const limited = await startServer(
      mergeDeep(withSecondCodes, {
        pallas: {
          trusted_proxies: ['127.0.0.1'],
          shield: { network_messages: { tries: 2, refill: '1h' } },
        },
      }),
    )
    await owner(limited, { email })
    const token = await tokenOf(limited, email)
    const call = { token, headers: { 'x-forwarded-for': '203.0.113.9' } }
    for (let sent = 0; sent < 2; sent++) await openApi(limited, 'login', aal2, call)
    const flow = await openApi(limited, 'login', aal2, call)
    assert.deepEqual([flow.state, offered(flow)], ['choose_method', [email]])
    assert.equal(messageIds(flow).length, 1)
    await limited.close()
  })

  it('is not sent at once where another site, a HEAD or a prefetch asks', async () => {
    const referer = 'https://evil.example.org/'
    for (const kind of ['browser', 'api'])
      for (const [method, headers] of [
        ['GET', { ...navigation('cross-site'), referer }],
        ['HEAD', navigation('none')],
        ['GET', { ...navigation('none'), 'sec-purpose': 'prefetch' }],
      ] as const) {
        const jar = await half(server, email)
        const url = `/self-service/login/${kind}${aal2}`
        await server.public(method, url, { jar, accept: html, headers })
        assert.deepEqual(await mailTo(server, email), [])
      }
    const jar = await half(server, email)
    const opened = await server.public('GET', `/self-service/login/browser${aal2}`, {
      jar,
      headers: { ...navigation('cross-site'), referer },
    })
    assert.deepEqual(offered(opened.json), [email])
    await openSpa(server, 'login', jar, aal2)
    assert.equal((await mailTo(server, email)).length, 1)
  })

  async function stepUpByMail() {
    const flow = await openApi(server, 'login', aal2, { token })
    const code = await codeFor(server, email)
    return submit(server, 'login', flow, { method: 'code', code }, { token })
  }
})

describe('login with a code as the second factor, with several addresses', () => {
  let server: TestServer, email: string, other: string, phone: string, token: string
  before(async () => {
    server = await startServer(withSecondCodes)
  })
  after(() => server.close())
  beforeEach(async () => {
    ;[email, other, phone] = [newEmail(), newEmail(), newPhone()]
    await owner(server, { email, other, phone, name: 'Ada' })
    token = await tokenOf(server, email)
  })
  const open = (query = '') => openApi(server, 'login', aal2 + query, { token })
  const send = (flow: any, fields: object) =>
    submit(server, 'login', flow, { method: 'code', ...fields }, { token })

  it('sends nothing before one is chosen', async () => {
    const flow = await open()
    assert.deepEqual([flow.state, messageIds(flow)], ['choose_method', [1010004]])
    assert.deepEqual(offered(flow), [email, other, phone])
    assert.deepEqual(await mailTo(server, email), [])
  })

  it('goes to each of them, by mail and by text message', async () => {
    for (const address of [email, other, phone]) {
      const token = await tokenOf(server, email)
      const flow = await openApi(server, 'login', aal2, { token })
      const chosen = await submit(server, 'login', flow, { method: 'code', address }, { token })
      assert.deepEqual([chosen.status, chosen.json.state], [400, 'sent_email'])
      const code = await codeFor(server, address)
      await submit(server, 'login', flow, { method: 'code', code }, { token })
      assert.deepEqual(await strength(server, { token }), both, address)
    }
  })

  it('takes the button alone, as a page without scripts sends it', async () => {
    const jar = await half(server, email)
    const flow = await openSpa(server, 'login', jar, aal2)
    await submitForm(server, 'login', flow, jar, { address: phone })
    const code = await codeFor(server, phone)
    assert.equal(
      (await submitForm(server, 'login', flow, jar, { method: 'code', identifier: phone, code }))
        .status,
      303,
    )
    assert.deepEqual(await strength(server, { jar }), both)
  })

  it('may go to another one afterwards, and then only the newer code counts', async () => {
    const flow = await open()
    await send(flow, { address: email })
    const first = await codeFor(server, email)
    await send(flow, { address: phone })
    const second = await codeFor(server, phone)
    assert.deepEqual(messageIds((await send(flow, { code: first })).json), [4010008])
    assert.equal((await send(flow, { code: second })).status, 200)
  })

  it('goes to no address of another person, and to none that is missing or made up', async () => {
    const strange = newEmail()
    await owner(server, { email: strange })
    for (const fields of [{ address: strange }, { address: 'x' }, { identifier: strange }, {}]) {
      const flow = await open()
      const { status, json } = await send(flow, fields)
      assert.deepEqual(
        [status, json.state, messageIds(json)],
        [400, 'choose_method', [4010010]],
        JSON.stringify(fields),
      )
    }
    assert.deepEqual(await mailTo(server, strange), [])
  })

  it('goes to the address in the trait that `via` names', async () => {
    for (const [trait, address] of [
      ['phone', phone],
      ['other', other],
    ] as const) {
      const flow = await open(`&via=${trait}`)
      assert.equal(flow.state, 'sent_email')
      assert.equal((await mailTo(server, address)).length, 1)
    }
    for (const trait of ['none', 'spare', 'constructor', '', 'a.b'].filter(Boolean)) {
      const { status } = await server.public('GET', `/self-service/login/api${aal2}&via=${trait}`, {
        token,
      })
      assert.equal(status, 400, trait)
    }
    const flow = await open('&via=name')
    assert.deepEqual([names(flow), flow.state], [[], 'choose_method'])
  })
})

describe('addresses beside those of the credential', () => {
  const configured = (more: object) =>
    startServer(mergeDeep(withSecondCodes, { selfservice: { methods: { code: more } } }))

  it('are offered only with the fallback, and make nobody need a second factor', async () => {
    for (const isOn of [false, true]) {
      const server = await configured({ config: { missing_credential_fallback_enabled: isOn } })
      const email = newEmail(),
        spare = newEmail()
      const id = await owner(server, { email, spare })
      const token = await tokenOf(server, email)
      const flow = await openApi(server, 'login', aal2, { token })
      assert.deepEqual(
        [flow.state, offered(flow)],
        isOn ? ['choose_method', [email, spare]] : ['sent_email', []],
      )
      const found = await server.store.identities.find(id)
      assert.ok(found)
      await server.store.identities.replace({
        ...found,
        credentials: found.credentials.filter(({ type }) => type !== 'code'),
      })
      assert.deepEqual(await strength(server, { token }), ['aal1', 'password aal1'])
      const bare = await openApi(server, 'login', aal2, { token })
      assert.deepEqual(offered(bare), isOn ? [email, spare] : [])
      await server.close()
    }
  })

  it('are those of a credential in its first format, with the channel that it names', async () => {
    const server = await configured({})
    for (const [type, via, address] of [
      ['email', 'email', newEmail()],
      ['phone', 'sms', newPhone()],
      ['sms', 'sms', newPhone()],
    ] as const) {
      const email = newEmail()
      const id = await owner(server, { email })
      const found = await server.store.identities.find(id)
      assert.ok(found)
      await server.store.identities.replace({
        ...found,
        credentials: found.credentials.map((one) =>
          one.type === 'code'
            ? { ...one, version: 0, identifiers: [address], config: { address_type: type } }
            : one,
        ),
      })
      const token = await tokenOf(server, email)
      const flow = await openApi(server, 'login', aal2, { token })
      const { context } = flow.ui.nodes[0].meta.label
      assert.deepEqual(context, { address, channel: via })
      const code = await codeFor(server, address)
      await submit(server, 'login', flow, { method: 'code', code }, { token })
      assert.deepEqual(await strength(server, { token }), both)
    }
    await server.close()
  })

  it('nobody needs a code while codes are not the second factor', async () => {
    const server = await configured({ mfa_enabled: false })
    const email = newEmail()
    await owner(server, { email })
    const token = await tokenOf(server, email)
    assert.deepEqual(await strength(server, { token }), ['aal1', 'password aal1'])
    assert.deepEqual(names(await openApi(server, 'login', aal2, { token })), [])
    server.reconfigure(withSecondCodes)
    assert.deepEqual(await strength(server, { token }), ['session_aal2_required'])
    await server.close()
  })
})
