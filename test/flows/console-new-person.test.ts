// Accounts that operators make in the console, and how their people get in.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openConsole, sendForm } from '../support/console.ts'
import { Jar } from '../support/jar.ts'
import { openApi, submit } from '../support/people.ts'
import { baseConfig, startServer, type TestServer } from '../support/server.ts'

const home = '/ui/people/new'
const more = {
  $id: 'staff',
  type: 'object',
  properties: {
    traits: {
      type: 'object',
      properties: {
        badge: { type: 'integer', title: 'Badge' },
        mail: {
          type: 'string',
          format: 'email',
          title: 'Work address',
          'ory.sh/kratos': { verification: { via: 'email' } },
        },
      },
      required: ['badge'],
    },
  },
}

describe('a new person in the console', () => {
  let server: TestServer, token: string
  const jar = new Jar()
  const send = (form: Readonly<Record<string, string>>) =>
    sendForm(server, home, jar, {
      csrf_token: token,
      schema: 'default',
      state: 'active',
      invite: 'none',
      ...form,
    })
  const made = async (location: string | undefined): Promise<any> => {
    const id = /^\/ui\/people\/([0-9a-f-]{36})\?/.exec(location ?? '')?.[1]
    return (await server.admin('GET', `/admin/identities/${id}`)).json
  }
  const count = async () => (await server.admin('GET', '/admin/identities')).json.length

  before(async () => {
    const url = `base64://${Buffer.from(JSON.stringify(more)).toString('base64')}`
    server = await startServer({
      identity: { schemas: [...baseConfig.identity.schemas, { id: 'staff', url }] },
      selfservice: {
        flows: { recovery: { enabled: true } },
        methods: { code: { enabled: true }, link: { enabled: true } },
      },
    })
    token = (await openConsole(server, home, jar)).token ?? assert.fail('a page without a token')
  })
  after(() => server.close())

  it('is made by the form of the schema that is chosen', async () => {
    assert.match((await openConsole(server, home, jar)).text, /name="traits.email"/)
    const { text } = await openConsole(server, `${home}?schema=staff`, jar)
    assert.match(text, /<option value="staff" selected>/)
    assert.match(text, /name="traits.badge"/)
    const one = await made(
      (
        await send({
          schema: 'staff',
          'traits.badge': '7',
          'traits.mail': 'Seven@Example.org',
          verified: 'true',
          state: 'inactive',
        })
      ).location,
    )
    assert.deepEqual(
      [one.schema_id, one.traits.badge, one.state, one.verifiable_addresses[0].verified],
      ['staff', 7, 'inactive', true],
    )
    const other = await made(
      (await send({ schema: 'staff', 'traits.badge': '8', 'traits.mail': 'b@example.org' }))
        .location,
    )
    assert.deepEqual([other.state, other.verifiable_addresses[0].verified], ['active', false])
    assert.equal((await send({ schema: 'nothing' })).status, 400)
  })

  it('has the password that is given, or none', async () => {
    for (const password of ['', 'a-long-enough-passphrase-77']) {
      const email = `p${password.length}@example.org`
      const { id } = await made((await send({ 'traits.email': email, password })).location)
      assert.ok(id)
      const flow = await openApi(server, 'login')
      const fields = { method: 'password', identifier: email, password: password || 'guess' }
      const signedIn = await submit(server, 'login', flow, fields)
      assert.equal(signedIn.status, password === '' ? 400 : 200)
    }
  })

  it('is not made when something is wrong, which stands beside its field; the rest stays', async () => {
    const before = await count()
    const wrong = await send({
      'traits.email': 'x',
      'traits.name.first': 'Ada',
      password: 'a-long-enough-passphrase-77',
      state: 'inactive',
      verified: 'true',
      invite: 'code',
    })
    assert.equal(wrong.status, 400)
    assert.match(wrong.text, /id="f-traits-email"[^>]*value="x"[^>]*aria-invalid="true"/)
    assert.match(wrong.text, /value="Ada"/)
    assert.match(wrong.text, /<option value="inactive" selected>/)
    assert.match(wrong.text, /<option value="code" selected>/)
    assert.match(wrong.text, /type="checkbox" value="true" checked/)
    assert.doesNotMatch(wrong.text, /passphrase-77/)
    await send({ 'traits.email': 'twice@example.org' })
    assert.match((await send({ 'traits.email': 'twice@example.org' })).text, /belongs to another/)
    assert.equal(await count(), before + 1)
  })

  it('is sent a recovery link, which leads in', async () => {
    const sent = await send({ 'traits.email': 'invited@example.org', invite: 'send' })
    assert.match(sent.location ?? '', /\?done=invited$/)
    const { id } = await made(sent.location)
    await server.app.courier.drain()
    const { json } = await server.admin(
      'GET',
      '/admin/courier/messages?recipient=invited@example.org',
    )
    assert.equal(json.length, 1)
    const link = /http\S+\/self-service\/recovery\?\S+/.exec(json[0].body)?.[0] ?? ''
    const { pathname, search } = new URL(link)
    const person = new Jar()
    const opened = await server.public('GET', pathname + search, {
      jar: person,
      accept: 'text/html',
    })
    assert.match(opened.location ?? '', /settings\?flow=/)
    const { json: session } = await server.public('GET', '/sessions/whoami', { jar: person })
    assert.equal(session.identity.id, id)
    const entries = (await server.admin('GET', `/admin/pallas/audit?target_id=${id}`)).json
    assert.ok(entries.some((one: any) => one.action === 'recovery.sent'))
  })

  it('is given a recovery code or link, shown in that one answer', async () => {
    const code = await send({ 'traits.email': 'code@example.org', invite: 'code' })
    assert.match(code.text, /class="secret-once"[^>]*>\s*\d{6}\s*</)
    const link = await send({ 'traits.email': 'link@example.org', invite: 'link' })
    assert.match(link.text, /class="secret-once long"[^>]*>[^<]*self-service\/recovery\?flow=/)
  })

  it('is made, and the page says so, where nobody can be invited', async () => {
    const before = await count()
    const off = await send({ 'traits.email': 'off@example.org', state: 'inactive', invite: 'send' })
    assert.match(off.text, /The account is made, and nobody is told.*The account is disabled/s)
    const without = await send({ schema: 'staff', 'traits.badge': '9', invite: 'send' })
    assert.match(without.text, /has no address for recovery/)
    assert.equal(await count(), before + 2)
  })

  it('is offered the invitations that are switched on', async () => {
    const offered = async () =>
      [
        ...(await openConsole(server, home, jar)).text.matchAll(
          /<option value="(none|send|link|code)"/g,
        ),
      ].map(([, one]) => one)
    assert.deepEqual(await offered(), ['none', 'send', 'link', 'code'])
    server.reconfigure({ selfservice: { flows: { recovery: { enabled: false } } } })
    assert.deepEqual(await offered(), ['none', 'link', 'code'])
    const sent = await send({ 'traits.email': 'late@example.org', invite: 'send' })
    assert.match(sent.text, /Recovery is switched off/)
  })
})
