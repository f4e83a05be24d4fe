// 19, item 5: people delete their own accounts, after a second look and with a time to change their mind.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { entriesOf } from '../../support/audit.ts'
import { openConsole, sendForm } from '../../support/console.ts'
import { addTotp, withFactors } from '../../support/factors.ts'
import { Jar } from '../../support/jar.ts'
import { codeFor, mailTo } from '../../support/mail.ts'
import { openApi, openSpa, signIn, signedInBrowser, signUp, submit } from '../../support/people.ts'
import { mergeDeep, startServer, type TestServer } from '../../support/server.ts'

const day = 24 * 3_600_000
const account = '/pallas/account/deletion'
const receiver = 'https://receiver.example/x'
const on = mergeDeep(withFactors, {
  selfservice: {
    flows: { recovery: { enabled: true, use: 'code' } },
    methods: { code: { enabled: true } },
  },
  session: { lifespan: '2400h' },
  pallas: {
    deletion: { enabled: true },
    notices: { enabled: false },
    events: { web_hooks: [{ url: receiver }] },
  },
})
let people = 0

describe('leaving', () => {
  let server: TestServer, email: string, id: string, token: string
  before(async () => {
    server = await startServer(on, { fetch: async () => new Response(null, { status: 204 }) })
  })
  after(() => server.close())
  beforeEach(async () => {
    server.reconfigure({})
    ;({ email, id, token } = await signUp(server, `ada-${++people}@example.org`))
  })

  const ask = (session = token) =>
    server.public('POST', account, { json: { confirm: true }, token: session })
  const waiting = () => server.admin('GET', `/admin/pallas/identities/${id}/deletion`)
  const exists = async () => (await server.admin('GET', `/admin/identities/${id}`)).status === 200
  const mails = async () => (await mailTo(server, email)).map((one) => one.template_type)
  const topics = async () =>
    (await server.admin('GET', `/admin/pallas/outbox?identity_id=${id}`)).json.map(
      (one: { topic: string }) => one.topic,
    )
  const confirmed = async () => (await signIn(server, email)).json.session_token as string

  it('waits for the grace period, signs out everywhere, and tells the person, receivers and administrators', async () => {
    const other = await confirmed()
    const [entry] = await entriesOf(server, async () => assert.equal((await ask()).status, 200))
    assert.deepEqual([entry?.action, entry?.actor.kind], ['deletion.requested', 'person'])
    for (const each of [token, other])
      assert.equal((await server.public('GET', '/sessions/whoami', { token: each })).status, 401)
    const { json } = await waiting()
    assert.equal(Date.parse(json.due_at) - Date.parse(json.requested_at), 14 * day)
    assert.equal(json.requested_by, 'person')
    assert.ok((await mails()).includes('deletion_requested_valid'))
    assert.ok((await topics()).includes('identity.deletion_requested'))
    const { json: all } = await server.admin('GET', '/admin/pallas/deletions')
    assert.ok(all.deletions.some((one: { identity_id: string }) => one.identity_id === id))
  })

  it('reminds before the end, deletes at the end, and says so', async () => {
    const { text } = await ask()
    server.pass(11 * day)
    await server.app.deletions.drain()
    await server.app.deletions.drain()
    assert.deepEqual(
      (await mails()).filter((one) => one === 'deletion_soon_valid'),
      ['deletion_soon_valid'],
      text,
    )
    assert.ok(await exists())
    server.pass(3 * day)
    await server.app.deletions.drain()
    assert.equal(await exists(), false)
    assert.deepEqual(await mails(), ['account_deleted_valid'])
    assert.deepEqual(await topics(), ['identity.deleted'])
    const stone = await server.store.tombstones.find(id)
    assert.equal(stone?.erasedBy, 'server')
  })

  it('is not carried out early by a clock that was set back, nor twice by two at once', async () => {
    await ask()
    server.pass(13 * day)
    await server.app.deletions.drain()
    assert.ok(await exists())
    server.pass(2 * day)
    const [deletion] = await server.store.deletions.due(server.now(), 10)
    assert.ok(deletion)
    await Promise.all([server.app.deletions.drain(), server.app.deletions.drain()])
    assert.equal(await exists(), false)
    assert.equal((await mails()).filter((one) => one === 'account_deleted_valid').length, 1)
  })

  it('is undone by signing in', async () => {
    await ask()
    const [entry] = await entriesOf(server, () => signIn(server, email))
    assert.deepEqual([entry?.action, entry?.fields.includes('deletion')], ['login.succeeded', true])
    assert.equal((await waiting()).status, 404)
    assert.ok((await mails()).includes('deletion_cancelled_valid'))
    assert.ok((await topics()).includes('identity.deletion_cancelled'))
    server.pass(20 * day)
    await server.app.deletions.drain()
    assert.ok(await exists())
  })

  it('is undone by a recovery', async () => {
    await ask()
    await mails()
    const flow = await openApi(server, 'recovery')
    await submit(server, 'recovery', flow, { method: 'code', email })
    await submit(server, 'recovery', flow, { method: 'code', code: await codeFor(server, email) })
    assert.equal((await waiting()).status, 404)
  })

  it('is begun and cancelled by administrators, too', async () => {
    const url = `/admin/pallas/identities/${id}/deletion`
    assert.equal((await server.admin('POST', url)).json.requested_by, 'administrator')
    assert.equal((await server.admin('DELETE', url)).status, 204)
    assert.equal((await server.admin('DELETE', url)).status, 404)
  })

  it('needs a session, a confirmation, and one that was confirmed lately', async () => {
    assert.equal((await server.public('POST', account, { json: { confirm: true } })).status, 401)
    const unconfirmed = await server.public('POST', account, { json: {}, token })
    assert.equal(unconfirmed.json.error.id, 'deletion_not_confirmed')
    server.pass(2 * 3_600_000)
    const { status, json } = await ask()
    assert.deepEqual([status, json.error.id], [403, 'session_refresh_required'])
    assert.equal((await waiting()).status, 404)
  })

  it('needs the second factor where there is one', async () => {
    await addTotp(server, token)
    const { status, json } = await ask(await confirmed())
    assert.deepEqual([status, json.error.id], [403, 'session_aal2_required'])
  })

  it('is not possible where it is switched off, nor for the last administrator', async () => {
    await server.admin('POST', '/admin/pallas/operators', {
      json: { identity_id: id, role: 'admin' },
    })
    assert.equal((await ask()).json.error.id, 'last_admin_operator')
    server.reconfigure({ pallas: { deletion: { enabled: false } } })
    assert.equal((await ask()).status, 404)
    await server.store.operators.remove(id)
  })

  it('happens at once without a grace period', async () => {
    server.reconfigure({ pallas: { deletion: { grace: '0d' } } })
    assert.equal((await ask()).status, 204)
    assert.equal(await exists(), false)
    assert.equal((await server.store.tombstones.find(id))?.erasedBy, 'person')
  })

  it('leaves identifiers taken for the configured time, and nothing but their digests', async () => {
    server.reconfigure({ pallas: { deletion: { grace: '0d', identifiers_free_after: '30d' } } })
    await ask()
    const again = async () => {
      const flow = await openApi(server, 'registration')
      const answer = await submit(server, 'registration', flow, {
        method: 'password',
        password: 'another-horse-88-Battery',
        traits: { email },
      })
      return answer.status
    }
    assert.equal(await again(), 400)
    server.pass(31 * day)
    assert.equal(await again(), 200)
  })

  it('needs the anti-forgery token of a browser', async () => {
    const jar = await signedInBrowser(server, email)
    const call = { json: { confirm: true }, jar }
    assert.equal(
      (await server.public('POST', account, call)).json.error.id,
      'security_csrf_violation',
    )
    const page = await server.public('GET', '/ui/leave', { jar, accept: 'text/html' })
    const csrf = /name="csrf_token" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    const answer = await server.public('POST', account, {
      ...call,
      headers: { 'x-csrf-token': csrf },
    })
    assert.equal(answer.status, 200)
  })

  it('has a page that works without scripts: it asks for the box, and says until when', async () => {
    const jar = await signedInBrowser(server, email)
    const settings = await openSpa(server, 'settings', jar)
    const shown = await server.public('GET', `/ui/settings?flow=${settings.id}`, {
      jar,
      accept: 'text/html',
    })
    assert.match(shown.text, /href="[^"]*\/ui\/leave"/)
    const page = await server.public('GET', '/ui/leave', { jar, accept: 'text/html' })
    const csrf = /name="csrf_token" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    const send = (form: Record<string, string>) =>
      server.public('POST', '/ui/leave', { form, jar, accept: 'text/html' })
    assert.equal((await send({ confirm: 'true' })).status, 403)
    assert.equal((await send({ csrf_token: csrf })).status, 400)
    assert.equal((await waiting()).status, 404)
    const done = await send({ csrf_token: csrf, confirm: 'true' })
    assert.equal(done.status, 200)
    assert.match(done.text, /sign in before then/)
    assert.equal((await waiting()).status, 200)
    const later = await server.public('GET', '/ui/leave', { jar: new Jar(), accept: 'text/html' })
    assert.match(later.location ?? '', /self-service\/login\/browser/)
  })

  it('lets somebody confirm who they are on the way to the page', async () => {
    const jar = await signedInBrowser(server, email)
    server.pass(2 * 3_600_000)
    const { location } = await server.public('GET', '/ui/leave', { jar, accept: 'text/html' })
    const { searchParams } = new URL(location ?? '')
    assert.equal(searchParams.get('refresh'), 'true')
    assert.match(searchParams.get('return_to') ?? '', /\/ui\/leave$/)
  })

  it('shows administrators in the console until when somebody can stay, with a button', async () => {
    const jar = new Jar()
    const at = `/ui/people/${id}`
    const press = async (form: string) => {
      const { token: csrf = '' } = await openConsole(server, at, jar)
      await sendForm(server, `${at}/${form}`, jar, { csrf_token: csrf })
      return (await openConsole(server, at, jar)).text
    }
    assert.match(await press('deletion'), /will be deleted on/)
    assert.equal((await waiting()).status, 200)
    assert.doesNotMatch(await press('deletion/cancel'), /will be deleted on/)
    assert.equal((await waiting()).status, 404)
  })
})
