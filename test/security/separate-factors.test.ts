// A mailbox or a phone never counts as two factors of one session.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { Jar } from '../support/jar.ts'
import { codeFor } from '../support/mail.ts'
import { messageIds, openApi, openSpa, submit, submitSpa } from '../support/people.ts'
import { owner, withAddresses, withSecondCodes } from '../support/second-codes.ts'
import { mergeDeep, startServer, type TestServer } from '../support/server.ts'

/** Codes as the first factor. */
const first = mergeDeep(withAddresses, {
  selfservice: {
    methods: {
      link: { enabled: true },
      code: { enabled: true, passwordless_enabled: true, mfa_enabled: false },
    },
    flows: { recovery: { enabled: true, use: 'code' } },
  },
})
/** The same server with codes as the second factor. */
const second = mergeDeep(withSecondCodes, {
  selfservice: { methods: { code: { passwordless_enabled: false } } },
})
const aal2 = '?aal=aal2'
const offered = (flow: any): string[] =>
  (flow.ui.nodes ?? [])
    .filter((node: any) => node.attributes.name === 'address')
    .map((node: any) => node.attributes.value)
const sentTo = (flow: any): string | undefined =>
  flow.ui.nodes?.find((node: any) => node.attributes.name === 'identifier')?.attributes.value
let people = 0

describe('a code as the second factor', () => {
  let server: TestServer, email: string, other: string, phone: string, id: string
  before(async () => {
    server = await startServer(first)
  })
  after(() => server.close())
  beforeEach(async () => {
    people++
    server.reconfigure({})
    ;[email, other] = [`one-${people}@example.org`, `two-${people}@example.org`]
    phone = `+49170${2_000_000 + people}`
    id = await owner(server, { email, other, phone })
  })
  const level = async (call: { token?: string; jar?: Jar }) => {
    const { status, json } = await server.public('GET', '/sessions/whoami', call)
    return status === 200 ? json.authenticator_assurance_level : json.error.id
  }

  /** Signs in by a code to an address; from then on codes are the second factor. */
  async function byCode(address: string): Promise<string> {
    const flow = await openApi(server, 'login')
    await submit(server, 'login', flow, { method: 'code', identifier: address })
    const code = await codeFor(server, address)
    const fields = { method: 'code', identifier: address, code }
    const { json } = await submit(server, 'login', flow, fields)
    server.reconfigure(second)
    return json.session_token
  }

  for (const kind of ['email', 'phone'] as const)
    it(`goes to other addresses than the first (${kind})`, async () => {
      const used = kind === 'email' ? email : phone
      const token = await byCode(used)
      const flow = await openApi(server, 'login', aal2, { token })
      assert.deepEqual(
        offered(flow),
        [email, other, phone].filter((one) => one !== used),
      )
      const send = (fields: object) =>
        submit(server, 'login', flow, { method: 'code', ...fields }, { token })
      assert.deepEqual(messageIds((await send({ address: used })).json), [4010010])
      await send({ address: other })
      assert.equal((await send({ code: await codeFor(server, other) })).status, 200)
      assert.equal(await level({ token }), 'aal2')
    })

  it('does not count for another session of the person, whose first step was that address', async () => {
    const token = await byCode(email)
    const same = await openApi(server, 'login', `${aal2}&via=other`, { token })
    assert.equal(sentTo(same), other)
    const code = await codeFor(server, other)
    server.reconfigure({})
    const again = await byCode(other)
    const fields = { method: 'code', code }
    const refused = await submit(server, 'login', same, fields, { token: again })
    assert.deepEqual([refused.status, messageIds(refused.json)], [400, [4000001]])
    assert.equal(await level({ token: again }), 'session_aal2_required')
    assert.equal((await submit(server, 'login', same, fields, { token })).status, 200)
  })

  it('does not count after sessions that do not say which address it was', async () => {
    const token = await byCode(email)
    const [session] = await server.store.sessions.list({ identityId: id }, { limit: 1 })
    assert.ok(session)
    const methods = session.session.methods.map((one) => {
      const { address, ...rest } = one
      assert.ok(address)
      return rest
    })
    await server.store.sessions.update({ ...session.session, methods })
    assert.deepEqual(offered(await openApi(server, 'login', aal2, { token })), [])
  })

  const settings = async (jar: Jar) =>
    (await server.public('GET', '/self-service/settings/browser', { jar })).status

  for (const [by, counting] of [
    ['email', () => [phone]],
    ['phone', () => [email, other]],
  ] as const)
    it(`comes in another way than what recovered the account (${by})`, async () => {
      server.reconfigure(second)
      const used = by === 'email' ? email : phone
      const jar = new Jar()
      const flow = await openSpa(server, 'recovery', jar)
      await submitSpa(server, 'recovery', flow, jar, { method: 'code', email: used })
      const code = await codeFor(server, used)
      await submitSpa(server, 'recovery', flow, jar, { method: 'code', code })
      assert.equal(await level({ jar }), 'session_aal2_required')
      assert.equal(await settings(jar), 403)
      const step = await openSpa(server, 'login', jar, aal2)
      const expected = counting()
      if (expected.length > 1) {
        assert.deepEqual(offered(step), expected)
        await submitSpa(server, 'login', step, jar, { method: 'code', address: expected[0] })
      } else assert.equal(sentTo(step), expected[0])
      const mailed = await codeFor(server, expected[0] ?? '')
      await submitSpa(server, 'login', step, jar, { method: 'code', code: mailed })
      assert.equal(await level({ jar }), 'aal2')
      assert.equal(await settings(jar), 200)
    })

  it('is the only mailbox: whoever recovers by it gets no further, unless an administrator helps', async () => {
    server.reconfigure(second)
    const mine = `only-${people}@example.org`
    const owned = await owner(server, { email: mine })
    const jar = new Jar()
    const flow = await openSpa(server, 'recovery', jar)
    await submitSpa(server, 'recovery', flow, jar, { method: 'code', email: mine })
    const code = await codeFor(server, mine)
    await submitSpa(server, 'recovery', flow, jar, { method: 'code', code })
    const step = await openSpa(server, 'login', jar, aal2)
    assert.deepEqual([offered(step), sentTo(step)], [[], undefined])
    for (const fields of [{ address: mine }, { identifier: mine }, {}])
      assert.equal(
        (await submitSpa(server, 'login', step, jar, { method: 'code', ...fields })).status,
        400,
      )
    assert.equal(await settings(jar), 403)

    const { json } = await server.admin('POST', '/admin/recovery/code', {
      json: { identity_id: owned },
    })
    const helped = new Jar()
    const id = new URL(json.recovery_link).searchParams.get('flow') ?? ''
    const shown = await server.public('GET', `/self-service/recovery/flows?id=${id}`, {
      jar: helped,
    })
    await submitSpa(server, 'recovery', shown.json, helped, {
      method: 'code',
      code: json.recovery_code,
    })
    const next = await openSpa(server, 'login', helped, aal2)
    assert.equal(sentTo(next), mine)
    await submitSpa(server, 'login', next, helped, {
      method: 'code',
      code: await codeFor(server, mine),
    })
    assert.equal(await settings(helped), 200)
  })
})
