// 19, item 3: whoever says that something was not them is signed out everywhere, with everybody else,
// and gets back in by a recovery; they are told, and the audit trail has it.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { entriesOf } from '../../support/audit.ts'
import type { Jar } from '../../support/jar.ts'
import { mailTo } from '../../support/mail.ts'
import { password, signedInBrowser, signIn, signUp } from '../../support/people.ts'
import { mergeDeep, startServer, type TestServer } from '../../support/server.ts'

const path = '/pallas/account/activity'
const pages = 'http://127.0.0.1:4433/ui'
const recovering = (enabled: boolean) => ({
  selfservice: { flows: { recovery: { enabled, ui_url: `${pages}/recovery`, use: 'code' } } },
  pallas: { second_factor: { remember: '30d' } },
})
const html = 'text/html'

describe('somebody who says that something was not them', () => {
  let server: TestServer
  before(async () => (server = await startServer(recovering(true))))
  after(() => server.close())

  let count = 0
  /** Signed in by an app when they signed up, by a browser, and by somebody else. */
  async function somebody() {
    const person = await signUp(server, `person-${++count}@example.org`)
    const jar = await signedInBrowser(server, person.email)
    const other = (await signIn(server, person.email)).json.session_token
    return { ...person, jar, other }
  }
  const isSignedIn = async (call: { token?: string; jar?: Jar }) =>
    (await server.public('GET', '/sessions/whoami', call)).status === 200
  const entryIn = async (token: string, action: string): Promise<any> =>
    (await server.public('GET', path, { token })).json.entries.find(
      (one: any) => one.action === action,
    )
  /** The link of the newest entry on the page, and the token of the form behind it. */
  async function secondLook(jar: Jar) {
    const { text } = await server.public('GET', '/ui/activity', { jar, accept: html })
    const [, link = ''] = /href="[^"]*(\/ui\/not-me\?entry=[0-9a-f-]{36})"/.exec(text) ?? []
    const look = await server.public('GET', link, { jar, accept: html })
    const [, token = ''] = /name="csrf_token" value="([^"]+)"/.exec(look.text) ?? []
    return { link, token, look }
  }

  it('is asked again, is signed out everywhere, and gets to a recovery of the address', async () => {
    const { id, email, token, jar, other } = await somebody()
    const { link, token: csrf, look } = await secondLook(jar)
    assert.match(look.text, /It was not you\?/)
    assert.ok(await isSignedIn({ jar }))
    let done
    const made = await entriesOf(server, async () => {
      const form = { csrf_token: csrf, report: 'true' }
      done = await server.public('POST', link, { jar, form, accept: html })
    })
    assert.equal(done!.status, 200)
    for (const call of [{ token }, { token: other }, { jar }])
      assert.equal(await isSignedIn(call), false)
    assert.deepEqual(
      made.map(({ action, actor, target, fields, count: ended }) => [
        action,
        actor.id,
        target.id,
        fields.map((field) => field.replace(/[0-9a-f-]{36}/, '…')),
        ended,
      ]),
      [['activity.reported', id, id, ['entries.…', 'sessions', 'remembered_devices'], 3]],
    )
    const [, recovery = ''] =
      /href="http:\/\/127\.0\.0\.1:4433(\/ui\/recovery\?flow=[^"]+)"/.exec(done!.text) ?? []
    const page = await server.public('GET', recovery, { jar, accept: html })
    assert.match(page.text, new RegExp(`value="${email}"`))
  })

  it('is told at their addresses, and no device is known any more', async () => {
    const { id, email, token } = await somebody()
    const known = async () =>
      (await server.admin('GET', `/admin/pallas/shield?identity_id=${id}`)).json
    assert.ok((await known()).known_devices > 0)
    const { id: entry } = await entryIn(token, 'login.succeeded')
    const { status, json } = await server.public('POST', `${path}/${entry}/not-me`, { token })
    assert.deepEqual(
      [status, json],
      [200, { sessions_ended: 3, recovery_url: `${pages}/recovery` }],
    )
    assert.equal((await known()).known_devices, 0)
    const told = (await mailTo(server, email)).at(-1)
    assert.equal(told?.template_type, 'activity_reported_valid')
    assert.match(told.text, /not done by you/)
  })

  it('needs the token of the form, or of the list, in a browser', async () => {
    const { jar, token } = await somebody()
    const { link } = await secondLook(jar)
    const form = { csrf_token: 'x', report: 'true' }
    const forged = await server.public('POST', link, { jar, form })
    assert.notEqual(forged.status, 200)
    const { json } = await server.public('GET', path, { jar })
    const act = `${path}/${json.entries[0].id}/not-me`
    assert.equal(
      (await server.public('POST', act, { jar })).json.error.id,
      'security_csrf_violation',
    )
    assert.ok(await isSignedIn({ token }))
    const { status, cookies } = await server.public('POST', act, {
      jar,
      json: { csrf_token: json.csrf_token },
    })
    assert.equal(status, 200)
    assert.ok(
      cookies.some((one) => /^\w*session=/.test(one) && /max-age=0|1970/i.test(one)),
      cookies.join(', '),
    )
    assert.equal(await isSignedIn({ token }), false)
  })

  it('cannot report what is not theirs, what is harmless, and what is not there', async () => {
    const one = await somebody(),
      other = await somebody()
    const ids = [
      (await entryIn(other.token, 'login.succeeded')).id,
      (await entryIn(one.token, 'identity.created')).id,
      '01a19ebc-0688-45f1-98da-d33a86af557d',
      'nonsense',
    ]
    for (const id of ids) {
      const { status } = await server.public('POST', `${path}/${id}/not-me`, { token: one.token })
      assert.equal(status, 404)
    }
    for (const { token } of [one, other]) assert.ok(await isSignedIn({ token }))
    assert.equal((await server.public('POST', `${path}/${ids[0]}/not-me`)).status, 401)
  })

  it('sees afterwards that it was reported', async () => {
    const { email, token } = await somebody()
    const { id } = await entryIn(token, 'login.succeeded')
    await server.public('POST', `${path}/${id}/not-me`, { token })
    const again = (await signIn(server, email, password)).json.session_token
    const entry = await entryIn(again, 'activity.reported')
    assert.deepEqual(
      [entry.by, entry.count, entry.changes, entry.can_be_reported],
      ['person', 3, [], false],
    )
  })

  it('is told whom to ask where there is no recovery, and reports a session without a trail', async () => {
    const off = mergeDeep(recovering(false), { pallas: { audit: { enabled: false } } })
    server.reconfigure(off)
    const { jar, other, token } = await somebody()
    const stranger = await somebody()
    const { id: theirs } = await entryIn(stranger.token, 'login.succeeded')
    assert.equal((await server.public('POST', `${path}/${theirs}/not-me`, { token })).status, 404)
    for (const one of [token, stranger.token]) assert.ok(await isSignedIn({ token: one }))
    const { link, token: csrf } = await secondLook(jar)
    const form = { csrf_token: csrf, report: 'true' }
    const { status, text } = await server.public('POST', link, { jar, form, accept: html })
    assert.equal(status, 200)
    assert.match(text, /ask those who run this service/)
    for (const one of [token, other]) assert.equal(await isSignedIn({ token: one }), false)
    server.reconfigure({})
  })
})
