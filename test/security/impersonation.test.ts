// 16, item 5: support opens a session of a person for a reason and a short time; it is marked, changes
// no credential and no address, is shown to the person, and stands in the audit trail with both.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { entriesOf } from '../support/audit.ts'
import { openConsole, sendForm } from '../support/console.ts'
import { clientOf, editions } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { openSpa, password, signedInBrowser, signUp, submitSpa } from '../support/people.ts'
import { withKeys } from '../support/keys.ts'
import { mergeDeep, startServer, type Answer, type TestServer } from '../support/server.ts'

const on = mergeDeep(withKeys(false), {
  selfservice: {
    methods: {
      totp: { enabled: true, config: { issuer: 'Example' } },
      lookup_secret: { enabled: true },
      passkey: { enabled: true },
    },
    flows: { recovery: { enabled: true }, verification: { enabled: true } },
  },
  pallas: { impersonation: { enabled: true } },
})
const reason = 'ticket 4711: the invoice page is empty'

const begin = (server: TestServer, id: string, body: object = { reason }, call: object = {}) =>
  server.admin('POST', `/admin/pallas/identities/${id}/impersonation`, { json: body, ...call })

/** Presses the button of the page behind the link. */
async function open(server: TestServer, { json: { url } }: Answer, jar = new Jar()) {
  const { pathname, search } = new URL(url)
  const page = await server.public('GET', pathname + search, { jar, accept: 'text/html' })
  const [, token = ''] = /name="csrf_token" value="([^"]+)"/.exec(page.text) ?? []
  const answer = await server.public('POST', pathname + search, {
    jar,
    accept: 'text/html',
    form: { csrf_token: token, open: 'true' },
  })
  return { jar, page, answer }
}

describe('a session that support opens', () => {
  let server: TestServer
  before(async () => (server = await startServer(on)))
  after(() => server.close())

  let count = 0
  const somebody = () => signUp(server, `person-${++count}@example.org`, { name: { first: 'Ada' } })
  async function opened() {
    const person = await somebody()
    const { jar, answer } = await open(server, await begin(server, person.id))
    assert.equal(answer.status, 303, answer.text)
    return { person, jar }
  }
  const isSignedIn = async (jar: Jar) =>
    (await server.public('GET', '/sessions/whoami', { jar })).status === 200

  it('is refused by default', async () => {
    const other = await startServer()
    const { id } = await signUp(other, 'person@example.org')
    const { status, json } = await begin(other, id)
    assert.deepEqual([status, json.error.id], [403, 'impersonation_disabled'])
    await other.close()
  })

  it('needs a reason that is one, and an account that can have a session', async () => {
    const { id } = await somebody()
    for (const body of [{}, { reason: '  x  ' }, { reason: 'x'.repeat(301) }])
      assert.equal((await begin(server, id, body)).status, 400, JSON.stringify(body))
    assert.equal((await begin(server, '00000000-0000-4000-8000-000000000000')).status, 404)
    assert.equal((await begin(server, 'nobody')).status, 404)
    await server.admin('PATCH', `/admin/identities/${id}`, {
      json: [{ op: 'replace', path: '/state', value: 'inactive' }],
    })
    assert.equal((await begin(server, id)).status, 409)
  })

  it('opens by the button alone, once, within a minute, while the account is there', async () => {
    const { id } = await somebody()
    const link = await begin(server, id)
    assert.equal(link.status, 201)
    const first = await open(server, link)
    assert.equal(
      first.page.cookies.some((one) => one.startsWith('ory_kratos_session')),
      false,
    )
    assert.equal(first.answer.status, 303)
    assert.equal(await isSignedIn(first.jar), true)
    const again = await open(server, link)
    assert.deepEqual([again.answer.status, await isSignedIn(again.jar)], [410, false])
    const late = await begin(server, id)
    server.pass(60_000)
    assert.equal((await open(server, late)).answer.status, 410)
    const forged = await begin(server, id)
    const { pathname, search } = new URL(forged.json.url)
    const sent = await server.public('POST', pathname + search, {
      jar: new Jar(),
      accept: 'text/html',
      form: { open: 'true' },
    })
    assert.equal(sent.status, 403)
    await server.admin('PATCH', `/admin/identities/${id}`, {
      json: [{ op: 'replace', path: '/state', value: 'inactive' }],
    })
    assert.equal((await open(server, forged)).answer.status, 409)
  })

  it('lasts 15 minutes, whatever is asked for', async () => {
    const { jar } = await opened()
    const { json } = await server.public('GET', '/sessions/whoami', { jar })
    assert.equal(Date.parse(json.expires_at) - server.now(), 15 * 60_000)
    const extended = await server.admin('PATCH', `/admin/sessions/${json.id}/extend`)
    assert.equal(extended.status, 403)
    const flow = await openSpa(server, 'login', jar, '?refresh=true')
    const confirmed = await submitSpa(server, 'login', flow, jar, {
      method: 'password',
      identifier: json.identity.traits.email,
      password,
    })
    assert.equal(confirmed.status, 403, confirmed.text)
    server.pass(15 * 60_000 - 1)
    assert.equal(await isSignedIn(jar), true)
    server.pass(1)
    assert.equal(await isSignedIn(jar), false)
  })

  for (const edition of editions)
    it(`is told to whoever asks whose session it is (${edition.name})`, async () => {
      const at = clientOf(server, edition)
      const { jar, person } = await opened()
      const { status, headers } = await at.whoami({ jar })
      assert.equal(status, 200)
      assert.ok(headers['x-pallas-impersonated-by'])
      const own = await signedInBrowser(server, person.email)
      assert.equal((await at.whoami({ jar: own })).headers['x-pallas-impersonated-by'], undefined)
    })

  it('changes no credential and no address, by none of the forms of the settings', async () => {
    const { jar, person } = await opened()
    const before = await accountOf(person.id)
    const flow = await openSpa(server, 'settings', jar)
    const buttons = flow.ui.nodes.filter(
      ({ attributes: { type, name } }: any) =>
        type === 'submit' && name !== undefined && name !== 'method',
    )
    const groups = new Set<string>(flow.ui.nodes.map((node: any) => node.group))
    groups.delete('default')
    groups.delete('profile')
    assert.ok(groups.size > 4, [...groups].join())
    const forms = [
      ...[...groups].map((method) => ({
        method,
        password: 'another-Horse-88-battery',
        totp_code: '123456',
        lookup_secret_regenerate: true,
      })),
      ...buttons.map(({ attributes: { name, value } }: any) => ({ [name]: value ?? true })),
      { method: 'profile', traits: { email: 'other@example.org', name: { first: 'Ada' } } },
    ]
    for (const fields of forms) {
      const { status, text } = await submitSpa(server, 'settings', flow, jar, fields)
      assert.equal(status, 403, `${JSON.stringify(fields)}: ${text}`)
      assert.match(text, /session_of_support/)
    }
    assert.deepEqual(await accountOf(person.id), before)
    const name = { method: 'profile', traits: { email: person.email, name: { first: 'Grace' } } }
    const changed = await submitSpa(server, 'settings', flow, jar, name)
    assert.equal(changed.status, 200, changed.text)
  })

  it('is shown to the person with its reason, and is no device of theirs', async () => {
    const { person } = await opened()
    const jar = await signedInBrowser(server, person.email)
    const { text } = await server.public('GET', '/ui/sessions', { jar, accept: 'text/html' })
    assert.match(text, /Opened by support: ticket 4711/)
  })

  it('is marked on every page', async () => {
    const { jar } = await opened()
    const own = await signedInBrowser(server, (await somebody()).email)
    const flowOf = async (kind: 'settings' | 'verification' | 'login', browser: Jar) =>
      `${kind}?flow=${(await openSpa(server, kind, browser, kind === 'login' ? '?refresh=true' : '')).id}`
    const pages: readonly ((browser: Jar) => Promise<string>)[] = [
      async () => 'welcome',
      async () => 'sessions',
      async () => 'error?id=nothing',
      async () => 'support-session?code=x',
      (browser) => flowOf('settings', browser),
      (browser) => flowOf('verification', browser),
      (browser) => flowOf('login', browser),
    ]
    for (const pageOf of pages) {
      const mark = async (browser: Jar) => {
        const page = await pageOf(browser)
        const call = { jar: browser, accept: 'text/html' }
        const { text } = await server.public('GET', `/ui/${page}`, call)
        assert.match(text, /<main class="card">/, page)
        return text.includes('You are support')
      }
      assert.deepEqual([await mark(jar), await mark(own)], [true, false])
    }
  })

  it('is recorded: who made it, who opened it, and what they did, for whom', async () => {
    const person = await somebody()
    const token = await server.admin('POST', '/admin/pallas/tokens', {
      json: { name: 'sue of support', role: 'support' },
    })
    const headers = { authorization: `Bearer ${token.json.token}` }
    const entries = await entriesOf(server, async () => {
      const { jar } = await open(server, await begin(server, person.id, { reason }, { headers }))
      await server.public('DELETE', '/sessions', { jar })
    })
    assert.deepEqual(
      entries.map(({ action, actor, target }) => [action, actor.name, actor.right, target.id]),
      [
        ['impersonation.begun', 'sue of support', 'support', person.id],
        ['impersonation.opened', 'sue of support', 'impersonation', person.id],
        ['sessions.revoked', 'sue of support', 'impersonation', person.id],
      ],
    )
    await server.admin('DELETE', `/admin/pallas/tokens/${token.json.id}`)
  })

  it('is begun in the console as well', async () => {
    const { id } = await somebody()
    const jar = new Jar()
    const page = await openConsole(server, `/ui/people/${id}/sign-in`, jar)
    assert.match(page.text, /See what this person sees/)
    const form = { csrf_token: page.token ?? '', reason }
    const answer = await sendForm(server, `/ui/people/${id}/impersonation`, jar, form)
    assert.equal(answer.status, 200)
    const [, url = ''] = />(http[^<]+support-session[^<]+)</.exec(answer.text) ?? []
    assert.equal((await open(server, { ...answer, json: { url } })).answer.status, 303, url)
  })

  it('is none of an operator', async () => {
    const { id } = await somebody()
    await server.admin('POST', '/admin/pallas/operators', {
      json: { identity_id: id, role: 'viewer' },
    })
    const { status, json } = await begin(server, id)
    assert.deepEqual([status, json.error.id], [403, 'operator_account'])
    await server.admin('DELETE', `/admin/pallas/operators/${id}`)
  })

  it('does not lead to the console, also when its owner becomes an operator', async () => {
    const { jar, person } = await opened()
    const own = await signedInBrowser(server, person.email)
    const { id } = await accountOf(person.id)
    const operators = '/admin/pallas/operators'
    await server.admin('POST', operators, { json: { identity_id: id, role: 'admin' } })
    const visit = async (browser: Jar) => {
      const challenge = 'x'.repeat(43)
      const url = `/ui/console?challenge=${challenge}&to=/ui`
      const { text } = await server.public('GET', url, { jar: browser, accept: 'text/html' })
      return text.includes('cannot sign in to the console')
    }
    assert.deepEqual([await visit(jar), await visit(own)], [true, false])
    await server.admin('DELETE', `${operators}/${id}`)
  })

  async function accountOf(id: string) {
    const { json } = await server.admin('GET', `/admin/identities/${id}`)
    return json
  }
})
