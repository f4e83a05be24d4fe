// What ends a session of the console, what its operator may do, and for what a new proof is needed.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { mayDo, roles, type Role } from '#operators/role.ts'
import { leastRoles } from '../support/admin-rights.ts'
import { entriesOf } from '../support/audit.ts'
import { addressOf, sendForm, startConsoleWorld, type ConsoleWorld } from '../support/console.ts'
import type { Jar } from '../support/jar.ts'
import {
  arrive,
  confirm,
  csrfIn,
  enterConsole,
  giveRole,
  pathOf,
  press,
  startOperator,
  statusOf,
  withOperators,
  type Operator,
} from '../support/operators.ts'
import { consoleRoutesOf, type ServedRoute } from '../support/served-routes.ts'
import { startServer, type TestServer } from '../support/server.ts'

const html = { accept: 'text/html' }
const minute = 60_000
const has = (method: string) => (one: ServedRoute) => one.methods.includes(method)
const token = 't'.repeat(20)
const bearer = { headers: { authorization: `Bearer ${token}` } }
const configured = { pallas: { admin: { tokens: [token] } } }

describe('a session of the console', () => {
  let server: TestServer, boss: Operator
  before(async () => {
    server = await startServer(withOperators(configured), { dev: false })
    boss = await startOperator(server, 'boss@example.org')
  })
  after(() => server.close())

  let people = 0
  /** A new operator in the console. */
  async function somebody(role: Role = 'admin'): Promise<Operator> {
    const operator = await startOperator(server, `operator-${++people}@example.org`, role)
    assert.equal((await enterConsole(server, operator.jar)).status, 200)
    return operator
  }
  const admin = (method: string, path: string, json?: unknown) =>
    server.admin(method, path, { ...bearer, ...(json === undefined ? {} : { json }) })
  const setState = (id: string, value: string) =>
    admin('PATCH', `/admin/identities/${id}`, [{ op: 'replace', path: '/state', value }])

  const ends: Readonly<Record<string, (who: Operator) => Promise<unknown>>> = {
    'the role is taken': ({ id }) => admin('DELETE', `/admin/pallas/operators/${id}`),
    'the account is disabled': ({ id }) => setState(id, 'inactive'),
    'the account is deleted': ({ id }) => admin('DELETE', `/admin/identities/${id}`),
    'an administrator ends the sessions': ({ id }) =>
      admin('DELETE', `/admin/identities/${id}/sessions`),
    'its operator signs out of the public pages': async ({ jar }) => {
      const { json } = await server.public('GET', '/self-service/logout/browser', { jar })
      return server.public('GET', pathOf(json.logout_url), { jar })
    },
    'its operator ends all other sessions elsewhere': (who) =>
      server.public('DELETE', '/sessions', { token: who.token }),
    'its operator signs out of the console': async ({ jar }) => {
      const { text } = await server.admin('GET', '/ui', { ...html, jar })
      const kept = jar.copy()
      const { location, cookies } = await sendForm(server, '/ui/sign-out', jar, {
        csrf_token: csrfIn(text),
      })
      assert.equal(location, '/ui/signed-out')
      assert.match(cookies.join(), /pallas_console_session=ended; Path=\/; .*Max-Age=0/)
      assert.equal(await statusOf(server, jar, location), 200)
      // NOTE whoever has a copy of the cookie has nothing
      jar.store(kept.header.split('; '))
    },
    'another one is begun in its browser': async ({ jar }) => {
      const kept = jar.copy()
      assert.equal((await enterConsole(server, jar)).status, 200)
      assert.equal(await statusOf(server, jar), 200)
      jar.store(kept.header.split('; '))
    },
  }
  for (const [what, end] of Object.entries(ends))
    it(`ends at once when ${what}`, async () => {
      const who = await somebody()
      assert.equal(await statusOf(server, who.jar), 200)
      await end(who)
      assert.equal(await statusOf(server, who.jar), 401)
      assert.equal(await statusOf(server, who.jar, '/ui/mailbox'), 401)
    })

  it('ends with all others when its operator changes the password elsewhere', async (t) => {
    const hooks = [{ hook: 'revoke_active_sessions' }]
    const after = { password: { hooks } }
    const settings = { selfservice: { flows: { settings: { after } } } }
    const other = await startServer(withOperators({ ...configured, ...settings }), { dev: false })
    t.after(() => other.close())
    const who = await startOperator(other, 'ada@example.org')
    assert.equal((await enterConsole(other, who.jar)).status, 200)
    const elsewhere = { token: who.token }
    const flow = (await other.public('GET', '/self-service/settings/api', elsewhere)).json
    const json = { method: 'password', password: 'another-horse-77-Battery' }
    const changed = await other.public('POST', `/self-service/settings?flow=${flow.id}`, {
      json,
      ...elsewhere,
    })
    assert.equal(changed.status, 200, changed.text)
    assert.equal(await statusOf(other, who.jar), 401)
  })

  it('ends when nothing was asked for in half an hour, and after twelve hours', async () => {
    const { jar } = await somebody()
    server.pass(30 * minute - 1)
    assert.equal(await statusOf(server, jar), 200)
    server.pass(30 * minute - 1)
    assert.equal(await statusOf(server, jar), 200)
    server.pass(30 * minute)
    assert.equal(await statusOf(server, jar), 401)

    const busy = (await somebody()).jar
    for (let passed = 25; passed < 12 * 60; passed += 25) {
      server.pass(25 * minute)
      assert.equal(await statusOf(server, busy), 200, `${passed} minutes`)
    }
    server.pass(20 * minute - 1)
    assert.equal(await statusOf(server, busy), 200)
    server.pass(1)
    assert.equal(await statusOf(server, busy), 401)
  })

  it('is written once a minute at most, however much is asked for', async () => {
    const { jar } = await somebody()
    let notes = 0
    const { noteSeen } = server.store.consoleSessions
    Object.assign(server.store.consoleSessions, {
      noteSeen: (...all: Parameters<typeof noteSeen>) => (notes++, noteSeen(...all)),
    })
    for (let asked = 0; asked < 13; asked++) {
      await statusOf(server, jar)
      server.pass(minute / 6)
    }
    Object.assign(server.store.consoleSessions, { noteSeen })
    assert.ok(notes <= 2, `${notes}`)
  })

  it('has what is done in it recorded with its operator', async () => {
    const who = await somebody('support')
    const { text } = await server.admin('GET', `/ui/people/${boss.id}/sessions`, {
      ...html,
      jar: who.jar,
    })
    const entries = await entriesOf(server, async () => {
      const form = { csrf_token: csrfIn(text) }
      await sendForm(server, `/ui/people/${boss.id}/sessions/end`, who.jar, form)
      await sendForm(server, '/ui/sign-out', who.jar, form)
    })
    const actor = { kind: 'operator', id: who.id, name: undefined, right: 'support' }
    assert.deepEqual(
      entries.map((one) => [one.action, one.actor]),
      [
        ['sessions.revoked', actor],
        ['console.signed-out', actor],
      ],
    )
  })

  it('does not take the role from the last administrator', async (t) => {
    const small = await startServer(withOperators(configured), { dev: false })
    t.after(() => small.close())
    const last = await startOperator(small, 'ada@example.org')
    await enterConsole(small, last.jar)
    const page = await small.admin('GET', `/ui/people/${last.id}`, { ...html, jar: last.jar })
    const form = { csrf_token: csrfIn(page.text), state: 'inactive' }
    for (const what of ['delete', 'state'])
      assert.equal(
        (await sendForm(small, `/ui/people/${last.id}/${what}`, last.jar, form)).status,
        409,
      )
  })
})

describe('the operators of the console', () => {
  let world: ConsoleWorld, server: TestServer, pages: readonly string[], forms: readonly string[]
  const jars = new Map<Role, Jar>()
  before(async () => {
    world = await startConsoleWorld(withOperators())
    server = world.server
    const routes = consoleRoutesOf(server.app.admin)
    pages = routes.filter(has('GET')).map(({ path }) => path)
    forms = routes.filter(has('POST')).map(({ path }) => path)
    for (const role of roles) {
      const { jar, id } = await startOperator(server, `${role}@example.org`, role)
      await enterConsole(server, jar)
      await giveRole(server, id, role)
      jars.set(role, jar)
    }
  })
  after(() => server.close())
  const jarOf = (role: Role) => jars.get(role) ?? assert.fail(role)
  const open = (path: string, role: Role) =>
    server.admin('GET', addressOf(path, world.ids), { ...html, jar: jarOf(role) })

  it('may do what their role may, and are offered that and nothing else', async () => {
    const needed = leastRoles('POST')
    let offered = 0
    for (const role of roles) {
      const csrf_token = csrfIn((await open('/ui', role)).text)
      for (const path of forms) {
        const url = addressOf(path, world.ids)
        // NOTE a form of another browser does nothing, whoever sends it
        const { status, text } = await sendForm(server, url, jarOf(role), { csrf_token: 'x' })
        assert.equal(status, 403, url)
        const isAllowed = mayDo(role, needed(path))
        assert.equal(/needs the role/.test(text), !isAllowed, `${role} ${path}`)
        if (!isAllowed) assert.match(text, /you have the role/, path)
      }
      assert.ok(csrf_token !== '', role)
      for (const path of pages) {
        const { status, text } = await open(path, role)
        if (status === 403) {
          assert.match(text, /needs the role/, path)
          continue
        }
        assert.equal(status, 200, `${role} ${path}`)
        for (const [form = '', action = ''] of text.matchAll(/<form[^>]*\saction="([^"]*)"[^>]*>/g))
          if (/method="post"/i.test(form)) {
            const row = forms.find((one) => patternOf(one).test(action)) ?? assert.fail(action)
            assert.ok(mayDo(role, needed(row)), `${role} is offered ${action} at ${path}`)
            offered++
          }
        for (const [, href = ''] of text.matchAll(/<a[^>]*\shref="(\/ui[^"?#]*)/g))
          if (patternsOf(pages).some((one) => one.test(href)))
            assert.ok(
              (await server.admin('GET', href, { ...html, jar: jarOf(role) })).status !== 403,
              `${role} is offered ${href} at ${path}`,
            )
      }
    }
    assert.ok(offered > 30, `${offered} forms`)
  })

  it('have another role from the next request on', async () => {
    const { jar, id } = await startOperator(server, 'changing@example.org', 'viewer')
    await enterConsole(server, jar)
    const send = async () => {
      const { text } = await server.admin('GET', '/ui', { ...html, jar })
      const form = { csrf_token: csrfIn(text) }
      return (await sendForm(server, `/ui/sessions/${id}/end`, jar, form)).status
    }
    assert.equal(await send(), 403)
    await giveRole(server, id, 'support')
    assert.equal(await send(), 404)
    await giveRole(server, id, 'viewer')
    assert.equal(await send(), 403)
  })

  /** Others may be as well. */
  const dangerous = [
    '/ui/operators',
    '/ui/operators/:id/remove',
    '/ui/operators/:id/role',
    '/ui/operators/tokens',
    '/ui/operators/tokens/:id/revoke',
    '/ui/jobs',
    '/ui/people/:id/credentials',
    '/ui/people/:id/delete',
    '/ui/people/:id/factors/reset',
    '/ui/people/:id/impersonation',
    '/ui/people/:id/recovery',
    '/ui/people/:id/state',
    '/ui/people/new',
  ]

  it('prove again who they are for what is dangerous, a quarter of an hour after the last time', async () => {
    const { jar, email } = await startOperator(server, 'stale@example.org')
    await enterConsole(server, jar)
    const missing = '99999999-9999-4999-8999-999999999999'
    const sendAll = async () => {
      const { text } = await server.admin('GET', '/ui', { ...html, jar })
      const form = { csrf_token: csrfIn(text), by: 'code', state: 'inactive', type: 'totp' }
      const refused = []
      for (const path of forms.filter((one) => one !== '/ui/sign-out')) {
        const url = addressOf(path, world.ids, missing)
        const { status, text: said } = await sendForm(server, url, jar, form)
        if (status === 403) {
          assert.match(said, /Confirm that it is you/, path)
          refused.push(path)
        }
      }
      return refused.toSorted()
    }
    server.pass(14 * minute)
    const signedInAt = server.now()
    assert.deepEqual(await sendAll(), [])
    server.pass(minute)
    const refused = await sendAll()
    for (const path of dangerous) assert.ok(refused.includes(path), path)
    assert.ok(!refused.includes('/ui/sessions/:id/end'))

    const url = `/ui/people/${world.ids.people}`
    const { text } = await server.admin('GET', url, { ...html, jar })
    const form = { csrf_token: csrfIn(text), state: 'inactive' }
    const referer = { referer: `http://127.0.0.1:4434${url}` }
    const stopped = await sendForm(server, `${url}/state`, jar, form, referer)
    assert.match(stopped.text, /Nothing is done yet/)
    const link = /<a\s+class="button[^>]*href="([^"]+)"/.exec(stopped.text)?.[1]
    const begin = await server.admin('GET', pathOf(link), { ...html, jar })
    const asked = await server.public('GET', pathOf(begin.location), { ...html, jar })
    assert.match(asked.location ?? '', /login\/browser\?.*refresh=true/)
    await confirm(server, jar, email)
    const shown = await server.public('GET', pathOf(begin.location), { ...html, jar })
    const sent = { url: pathOf(begin.location), csrf: csrfIn(shown.text) }
    const arrived = await arrive(server, jar, (await press(server, jar, sent)).location)
    const back = /content="0; url=([^"]+)"/.exec(arrived.text)?.[1] ?? ''
    assert.equal(back, `${url}?done=signed-in-again`)
    const page = await server.admin('GET', back, { ...html, jar })
    assert.match(page.text, /role="status"[^]*is not done/)
    assert.match(page.text, /Active/)
    assert.deepEqual(await sendAll(), [])
    assert.ok(server.now() > signedInAt)
  })

  it('prove it before the page that asks whether to delete', async () => {
    const { jar } = await startOperator(server, 'asked@example.org')
    await enterConsole(server, jar)
    const at = addressOf('/ui/people/:id/delete', world.ids)
    assert.equal(await statusOf(server, jar, at), 200)
    server.pass(15 * minute)
    const { status, text } = await server.admin('GET', at, { ...html, jar })
    assert.equal(status, 403)
    assert.ok(text.includes(encodeURIComponent(`${at}?done=signed-in-again`)), text)
    const program = await server.admin('GET', at, { jar })
    assert.deepEqual([program.status, program.json.error.id], [403, 'session_refresh_required'])
  })

  it('do not become fresh by a code that an old session was given', async () => {
    const { jar } = await startOperator(server, 'old@example.org')
    server.pass(20 * minute)
    await enterConsole(server, jar)
    const at = addressOf('/ui/people/:id/delete', world.ids)
    assert.equal(await statusOf(server, jar, at), 403)
    assert.equal(await statusOf(server, jar), 200)
  })
})

const patternOf = (path: string) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`)
const patternsOf = (paths: readonly string[]) => paths.map(patternOf)
