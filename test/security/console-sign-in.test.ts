// How operators get into the console, and what does not lead there.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sha256 } from '#crypto/tokens.ts'
import { entriesOf } from '../support/audit.ts'
import { navigation } from '../support/button-page.ts'
import { addTotp } from '../support/factors.ts'
import { Jar } from '../support/jar.ts'
import {
  arrive,
  beginSignIn,
  csrfIn,
  enterConsole,
  giveRole,
  giveSecondFactor,
  pathOf,
  press,
  startOperator,
  statusOf,
  withOperators,
  type Operator,
} from '../support/operators.ts'
import { signedInBrowser, signUp } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const html = { accept: 'text/html' }

describe('the sign-in to the console', () => {
  let server: TestServer, ada: Operator
  before(async () => {
    server = await startServer(withOperators(), { dev: false })
    ada = await startOperator(server, 'ada@example.org')
  })
  after(() => server.close())

  it('leads from a page to the public pages and back to it, and is recorded', async () => {
    const jar = ada.jar.copy()
    const asked = await server.admin('GET', '/ui/people?q=ada', { ...html, jar })
    assert.equal(asked.status, 401)
    const links = [...asked.text.matchAll(/<a\s+class="button[^>]*href="([^"]+)"/g)]
    assert.equal(links.length, 1)
    assert.doesNotMatch(asked.text, /<form|<nav/)
    const begin = await server.admin('GET', pathOf(links[0]?.[1]), { ...html, jar })
    const shown = await server.public('GET', pathOf(begin.location), { ...html, jar })
    assert.match(shown.text, /Continue to the console as ada@example\.org/)
    assert.match(
      String(shown.headers['content-security-policy']),
      /form-action [^;]*http:\/\/127\.0\.0\.1:4434/,
    )

    const sent = { url: pathOf(begin.location), csrf: csrfIn(shown.text) }
    const entries = await entriesOf(server, async () => {
      const { status, location } = await press(server, jar, sent)
      assert.equal(status, 303)
      const arrived = await arrive(server, jar, location)
      assert.equal(arrived.status, 200)
      assert.match(arrived.text, /http-equiv="refresh" content="0; url=\/ui\/people\?q=ada"/)
      const session = arrived.cookies.find((one) => one.startsWith('pallas_console_session='))
      assert.match(session ?? '', /; HttpOnly; SameSite=Strict$/)
      assert.doesNotMatch(session ?? '', /Max-Age|Expires/)
      assert.ok(arrived.cookies.some((one) => one.startsWith('pallas_console_csrf=')))
    })
    const actor = { kind: 'operator', id: ada.id, name: undefined, right: 'admin' }
    assert.deepEqual(
      entries.map((one) => [one.action, one.actor, one.target.id]),
      [['console.signed-in', actor, ada.id]],
    )
    const { status, text } = await server.admin('GET', '/ui/people', { ...html, jar })
    assert.equal(status, 200)
    assert.match(text, /class="who"[^]*ada@example\.org[^]*admin[^]*Sign out/)
  })

  it('gives a cookie that is for https only where the console is', async (t) => {
    const urls = { admin: { base_url: 'https://admin.example.org' } }
    const secure = await startServer(withOperators({ serve: urls }), { dev: false })
    t.after(() => secure.close())
    const { jar } = await startOperator(secure, 'ada@example.org')
    const { cookies, status } = await enterConsole(secure, jar)
    assert.equal(status, 200)
    for (const cookie of cookies) assert.match(cookie, /; Secure/)
  })

  it('leads to no other place than a page of the console', async () => {
    for (const to of [
      'https://evil.example.org/ui',
      '//evil.example.org/ui',
      '/\\evil.example.org',
      '/ui/../admin/identities',
      '/uiuiui',
      '/ui/sign-in?to=/ui',
      '/ui/sign-out',
      'javascript:alert(1)',
      'ui',
      '',
    ]) {
      const { text } = await enterConsole(server, ada.jar.copy(), { to })
      assert.match(text, /content="0; url=\/ui"/, to)
    }
  })

  it('does nothing at a form that was forged', async () => {
    const begun = await beginSignIn(server, ada.jar)
    const other = await beginSignIn(server, (await startOperator(server, 'eve@example.org')).jar)
    for (const csrf of ['', 'x', other.csrf])
      assert.equal((await press(server, ada.jar, { ...begun, csrf })).status, 403)
    const { csrf } = begun
    assert.equal((await press(server, ada.jar, { url: '/ui/console', csrf })).status, 400)
  })

  it('gives a code that works once, also when it is used twice at the same moment', async () => {
    const jar = ada.jar.copy()
    const { location } = await press(server, jar, await beginSignIn(server, jar))
    const answers = await Promise.all(
      [1, 2, 3].map(() => arrive(server, jar.copy(), location).then(({ status }) => status)),
    )
    assert.deepEqual(
      answers.toSorted((a, b) => a - b),
      [200, 401, 401],
    )
    assert.equal((await arrive(server, jar.copy(), location)).status, 401)
  })

  it('gives a code that works for a minute', async () => {
    for (const [ms, expected] of [
      [59_999, 200],
      [60_000, 401],
    ] as const) {
      const jar = ada.jar.copy()
      const { location } = await press(server, jar, await beginSignIn(server, jar))
      server.pass(ms)
      assert.equal((await arrive(server, jar, location)).status, expected, `${ms}`)
    }
  })

  it('gives a code that works in the browser only that has asked, and is over when another tries', async () => {
    const eve = await startOperator(server, 'mallory@example.org')
    const planted = await press(server, eve.jar, await beginSignIn(server, eve.jar))
    for (const victim of [new Jar(), ada.jar.copy()]) {
      await beginSignIn(server, victim)
      assert.equal((await arrive(server, victim, planted.location)).status, 401)
      assert.equal(await statusOf(server, victim), 401)
    }
    assert.equal((await arrive(server, eve.jar, planted.location)).status, 401)
  })

  it('is not opened by what is not a code, and says how to begin again', async () => {
    for (const code of ['', 'x', 'x'.repeat(300), '%00']) {
      const at = `/ui/sign-in/done?code=${code}&to=/ui/people`
      const { status, text } = await server.admin('GET', at, { ...html, jar: ada.jar.copy() })
      assert.equal(status, 401, code)
      assert.match(text, /href="http:\/\/127\.0\.0\.1:4434\/ui\/sign-in\?to=%2Fui"/)
    }
  })

  it('comes back from another site, which can do nothing else there', async () => {
    const jar = ada.jar.copy()
    const { location } = await press(server, jar, await beginSignIn(server, jar))
    const headers = navigation('cross-site')
    const call = { ...html, headers, jar }
    assert.equal((await server.admin('GET', '/ui', call)).status, 403)
    assert.equal((await server.admin('GET', pathOf(location), call)).status, 200)
    assert.equal((await server.admin('POST', '/ui/sign-out', call)).status, 403)
  })

  it('is of nobody without a session, a role or a second factor', async () => {
    const nobody = await beginSignIn(server, new Jar())
    const back = `return_to=${encodeURIComponent('http://127.0.0.1:4433/ui/console?challenge=')}`
    assert.match(nobody.location ?? '', /self-service\/login\/browser\?/)
    assert.ok(nobody.location?.includes(back))

    await signUp(server, 'some@example.org')
    const some = await signedInBrowser(server, 'some@example.org')
    const stranger = await beginSignIn(server, some)
    assert.equal(stranger.status, 403)
    assert.match(stranger.text, /some@example\.org, who is no operator/)
    assert.doesNotMatch(stranger.text, /4434/)

    const { id, token } = await signUp(server, 'new@example.org')
    await giveRole(server, id, 'viewer')
    const jar = await signedInBrowser(server, 'new@example.org')
    const bare = await beginSignIn(server, jar)
    assert.equal(bare.status, 403)
    assert.match(bare.text, /self-service\/settings\/browser\?return_to=/)
    const csrf = csrfIn((await server.public('GET', '/ui/sessions', { ...html, jar })).text)
    assert.equal((await press(server, jar, { ...bare, csrf })).status, 403)

    const secret = await addTotp(server, token)
    const half = await beginSignIn(server, jar)
    assert.match(half.location ?? '', /login\/browser\?.*aal=aal2/)
    await giveSecondFactor(server, jar, secret)
    assert.equal((await enterConsole(server, jar)).status, 200)
    assert.equal(await statusOf(server, jar), 200)
  })

  it('is of nobody who is there in the place of a person, also when that one gets a role', async (t) => {
    const pallas = { impersonation: { enabled: true }, operators: { require_second_factor: false } }
    const open = await startServer(withOperators({ pallas }))
    t.after(() => open.close())
    const { id } = await signUp(open, 'person@example.org')
    const made = await open.admin('POST', `/admin/pallas/identities/${id}/impersonation`, {
      json: { reason: 'ticket 4711' },
    })
    const jar = new Jar()
    const url = pathOf(made.json.url)
    const { text } = await open.public('GET', url, { ...html, jar })
    const form = { csrf_token: csrfIn(text), open: 'true' }
    assert.equal((await open.public('POST', url, { ...html, form, jar })).status, 303)
    await giveRole(open, id, 'admin')
    const begun = await beginSignIn(open, jar)
    assert.equal(begun.status, 403)
    assert.equal((await press(open, jar, { ...begun, csrf: csrfIn(text) })).status, 403)
  })

  it('leaves no code and no token in the database or the log', async () => {
    const jar = ada.jar.copy()
    const { location } = await press(server, jar, await beginSignIn(server, jar))
    const code = new URL(location ?? '').searchParams.get('code') ?? ''
    assert.ok(code.length >= 43)
    await arrive(server, jar, location)
    const token = `ory_st_${jar.get('pallas_console_session')?.slice(3)}`
    assert.equal(await server.store.consoleSessions.findByToken(token), undefined)
    assert.ok(await server.store.consoleSessions.findByToken(sha256(token)))
    assert.ok(!server.log.join('').includes(code))
    assert.ok(!server.log.join('').includes(token))
  })

  it('opens nothing but the console', async () => {
    const jar = ada.jar.copy()
    await enterConsole(server, jar)
    const value = jar.get('pallas_console_session') ?? ''
    for (const path of ['/admin/identities', '/admin/pallas/tokens', '/v0.7/identities'])
      assert.equal(await statusOf(server, jar, path), 401, path)
    const token = `ory_st_${value.slice(3)}`
    const headers = { authorization: `Bearer ${token}` }
    assert.equal((await server.admin('GET', '/ui', { headers })).status, 401)
    assert.equal((await server.public('GET', '/sessions/whoami', { token })).status, 401)
    const wrong = new Jar()
    const own = jar.header.match(/\w*kratos_session=([^;]+)/)?.[1] ?? ''
    wrong.store([`pallas_console_session=${own}`])
    assert.equal(await statusOf(server, wrong), 401)
  })

  it('needs no second factor where the configuration says so', async (t) => {
    const pallas = { operators: { require_second_factor: false } }
    const plain = await startServer(withOperators({ pallas }), { dev: false })
    t.after(() => plain.close())
    const { id } = await signUp(plain, 'new@example.org')
    await giveRole(plain, id, 'viewer')
    const jar = await signedInBrowser(plain, 'new@example.org')
    assert.equal((await enterConsole(plain, jar)).status, 200)
    assert.equal(await statusOf(plain, jar), 200)
    plain.reconfigure({ pallas: { operators: { require_second_factor: true } } })
    assert.equal(await statusOf(plain, jar), 401)
  })
})

it('in development, the console is open until somebody is an operator', async (t) => {
  const server = await startServer(withOperators())
  t.after(() => server.close())
  assert.equal(await statusOf(server, new Jar()), 200)
  const { id } = await signUp(server, 'ada@example.org')
  const json = { identity_id: id, role: 'viewer' }
  assert.equal((await server.admin('POST', '/admin/pallas/operators', { json })).status, 200)
  assert.equal(await statusOf(server, new Jar()), 401)
  assert.equal(await statusOf(server, new Jar(), '/admin/identities'), 200)
  assert.equal((await server.admin('DELETE', `/admin/pallas/operators/${id}`)).status, 204)
  server.pass(1000)
  assert.equal(await statusOf(server, new Jar()), 200)
})
