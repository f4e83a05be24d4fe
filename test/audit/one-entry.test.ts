// 16, item 3: what changes an account, a credential or a session makes exactly one entry of the audit
// trail, and so does a look at what is secret; what changes none of these, or is refused, makes none.
// Every operation of every edition is tried that is in its table of routes.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { actions } from '#audit/entry.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { pressButton, visitPage } from '../support/button-page.ts'
import { changesBetween, openRows } from '../support/database-rows.ts'
import { sqliteDatabases, type TestDatabase } from '../support/databases.ts'
import { adminPlacesOf, hasRoute, offers, routesOf } from '../support/edition-features.ts'
import { clientOf, editions, flowIn, type EditionClient } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { mailTo } from '../support/mail.ts'
import { openOther } from '../support/other-connection.ts'
import {
  openApi,
  password,
  proveAddress,
  signIn as signInByApp,
  signUp,
  submit,
} from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

/** What people and administrators change. */
const guarded = ['pallas_identities', 'pallas_credentials', 'pallas_sessions', 'pallas_lookups']

/** What is in tables of routes and changes none of these. */
const changesNothing = [
  / \/sessions\/whoami$/,
  /\*$/,
  /^public \w+ \/(?:identities|admin|recovery|courier)/,
  /^admin \w+ \/(?:schemas|self-service)/,
  /^public GET \/self-service\/login\/(?:api|browser)$/,
  /\/verification\/flows$/,
  /^public GET \/self-service\/(?:login|registration)$/,
  /\/verification\/:via\/complete$/,
  /\/(?:recovery|verification)\/methods\/link$/,
  /\/test-login-flows$|\/login\/test$/,
]
/** Tried in what-follows.test.ts, for it needs a provider. */
const withProvider = /oidc|token-exchange/

type Seen = {
  readonly side: 'public' | 'admin'
  readonly method: string
  readonly path: string
  readonly status: number
  readonly actions: readonly string[]
  readonly changed: boolean
}

describe('the audit trail', () => {
  let server: TestServer, database: TestDatabase, rows: ReturnType<typeof openRows>
  const seen: Seen[] = []
  let made = 0
  const fresh = () => `person-${made++}@example.org`

  /** Sees each request, with what it has changed and recorded. */
  function watched(plain: TestServer): TestServer {
    const watch =
      (side: 'public' | 'admin'): TestServer['public'] =>
      async (method, url, call) => {
        const known = rows.read(),
          ids = new Set((await entries()).map(({ id }) => id))
        const answer = await plain[side](method, url, call)
        const { changed, added } = changesBetween(known, rows.read())
        seen.push({
          side,
          method,
          path: url.replace(/\?.*$/, ''),
          status: answer.status,
          actions: (await entries()).filter(({ id }) => !ids.has(id)).map(({ action }) => action),
          changed: [...changed, ...added].some((table) => guarded.includes(table)),
        })
        return answer
      }
    return { ...plain, public: watch('public'), admin: watch('admin') }
  }
  // NOTE failed sign-ins are recorded a little later than the request that they are of
  const entries = async () =>
    (await server.store.audit.list({}, { limit: 10_000 })).filter(
      ({ action }) => action !== 'login.failed',
    )
  const last = async () => (await entries())[0] ?? assert.fail('no entry')

  before(async () => {
    database = await sqliteDatabases.fresh()
    await up(database.dsn)
    const plain = await startServer(
      {
        selfservice: {
          methods: {
            link: { enabled: true },
            code: { enabled: true },
            lookup_secret: { enabled: true },
          },
          flows: {
            recovery: { enabled: true, use: 'link' },
            verification: { enabled: true, use: 'link' },
          },
        },
      },
      { store: await createStore({ dsn: database.dsn, sqlite: { synchronous: 'NORMAL' } }) },
    )
    rows = openRows(database.dsn.replace(/^sqlite:\/\/|\?.*$/g, ''))
    server = plain
    server = watched(plain)
  })
  after(async () => {
    rows.close()
    await server.close()
    await database.drop()
  })

  for (const edition of editions)
    describe(`of ${edition.name}`, () => {
      let at: EditionClient
      before(() => (at = clientOf(server, edition)))
      const adminPlace = () => adminPlacesOf(edition).at(-1) ?? edition.adminMount
      const admin = (method: string, path: string, json?: object) =>
        server.admin(method, adminPlace() + path, json ? { json } : {})
      const has = (
        method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
        path: string,
        side: 'public' | 'admin' = 'admin',
      ) => hasRoute(edition, side, method, path)
      const described = (email: string) => ({ [edition.schemaKey]: 'default', traits: { email } })
      const create = async () => (await admin('POST', '/identities', described(fresh()))).json.id
      const lastOf = async (action: string, id: string | undefined) => {
        const { action: found, target } = await last()
        assert.deepEqual([found, target.id], [action, id])
      }

      it('administrators make, change and delete identities', async () => {
        const id = await create()
        await lastOf('identity.created', id)
        await admin('PUT', `/identities/${id}`, described(fresh()))
        await lastOf('identity.updated', id)
        assert.deepEqual((await last()).fields.includes('traits.email'), true)
        if (has('PATCH', '/identities/:id')) {
          await admin('PATCH', `/identities/${id}`, [
            { op: 'replace', path: '/state', value: 'inactive' },
          ] as object)
          assert.deepEqual((await last()).fields, ['state'])
        }
        if (has('PATCH', '/identities'))
          await admin('PATCH', '/identities', { identities: [{ create: described(fresh()) }] })
        await admin('DELETE', `/identities/${id}`)
        await lastOf('identity.deleted', id)
        await admin('DELETE', `/identities/${id}`)
        await admin('POST', '/identities', { nonsense: true })
      })

      it('administrators look at and remove credentials, and hand out recoveries', async () => {
        const { id } = await signUp(server, fresh())
        if (has('POST', '/recovery/link')) {
          await admin('POST', '/recovery/link', { identity_id: id })
          await lastOf('recovery.handed-out', id)
        }
        if (has('POST', '/recovery/code'))
          await admin('POST', '/recovery/code', { identity_id: id })
        if (!has('DELETE', '/identities/:id/credentials/:type')) return
        await admin('GET', `/identities/${id}?include_credential=password`)
        await lastOf('credential.revealed', id)
        await admin('GET', `/identities?include_credential=password&ids=${id}`)
        await lastOf('credential.revealed', undefined)
        const { json } = await admin('POST', '/identities', {
          ...described(fresh()),
          credentials: {
            password: { config: { password } },
            oidc: { config: { providers: [{ provider: 'acme', subject: 'ada' }] } },
          },
        })
        await admin('DELETE', `/identities/${json.id}/credentials/oidc?identifier=acme:ada${made}`)
        await admin('DELETE', `/identities/${json.id}/credentials/oidc?identifier=acme:ada`)
        await lastOf('credential.changed', json.id)
        await admin('DELETE', `/identities/${json.id}`)
      })

      it('administrators queue messages again', async () => {
        if (!has('POST', '/courier/messages/:id/requeue')) return
        const email = fresh()
        await signUp(server, email)
        await mailTo(server, email)
        const other = await openOther('sqlite', database.dsn)
        await other.run("UPDATE pallas_messages SET status = 'abandoned', due_at = NULL")
        const [message] = await other.run('SELECT id FROM pallas_messages LIMIT 1')
        await other.close()
        await admin('POST', `/courier/messages/${String(message?.['id'])}/requeue`)
        await lastOf('message.requeued', String(message?.['id']))
        await admin('POST', `/courier/messages/${String(message?.['id'])}/requeue`)
      })

      it('administrators extend and end sessions', async () => {
        if (!has('DELETE', '/sessions/:id')) return
        const { id, token, email } = await signUp(server, fresh())
        const { json } = await server.public('GET', '/sessions/whoami', { token })
        server.pass(1000)
        await admin('PATCH', `/sessions/${json.id}/extend`)
        await lastOf('session.extended', id)
        await admin('DELETE', `/sessions/${json.id}`)
        await lastOf('session.revoked', id)
        await admin('DELETE', `/sessions/${json.id}`)
        await admin('DELETE', `/identities/${id}/sessions`)
        await lastOf('sessions.revoked', id)
        if (has('POST', '/sessions')) {
          await signInByApp(server, email)
          await admin('POST', '/sessions', { action: 'disable', identities: [id] })
          const { action, fields, count } = await last()
          assert.deepEqual([action, fields, count], ['sessions.revoked', [`identities.${id}`], 1])
          await admin('POST', '/sessions', { action: 'disable', identities: [id] })
        }
      })

      it('people sign up, in and out', async () => {
        const email = fresh()
        const jar = await at.signUp(email)
        const { json } = await at.whoami({ jar })
        await lastOf('identity.created', json.identity.id)
        assert.equal((await last()).actor.kind, 'anonymous')
        const second = new Jar()
        await at.signIn(email, second)
        await lastOf('login.succeeded', json.identity.id)
        assert.deepEqual((await last()).actor, {
          kind: 'person',
          id: json.identity.id,
          name: undefined,
          right: 'password',
        })
        await signOut(second)
        assert.equal((await last()).action, 'session.revoked')
        await at
          .signIn(email, new Jar(), {})
          .then(() => lastOf('login.succeeded', json.identity.id))
        if (has('DELETE', '/sessions', 'public')) {
          await server.public('DELETE', `${at.mount}/sessions`, { jar })
          if ((await last()).action !== 'sessions.revoked') await endByToken(email)
        }
        if (has('DELETE', '/sessions/:id', 'public')) {
          const app = await signIn(email)
          const { json: other } = await server.public('GET', '/sessions/whoami', { token: app })
          await server.public('DELETE', `${at.mount}/sessions/${other.id}`, { jar })
          await lastOf('session.revoked', json.identity.id)
        }
        if (has('DELETE', '/self-service/logout/api', 'public')) await endByToken(email)
      })

      const signIn = async (identifier: string): Promise<string> => {
        const flow = await openApi(server, 'login')
        const answer = await submit(server, 'login', flow, {
          method: 'password',
          identifier,
          password,
        })
        return answer.json.session_token
      }
      async function endByToken(email: string): Promise<void> {
        const token = await signIn(email)
        const path = has('DELETE', '/self-service/logout/api', 'public')
          ? '/self-service/logout/api'
          : '/sessions'
        await server.public('DELETE', at.mount + path, { json: { session_token: token } })
        assert.equal((await last()).action, 'session.revoked')
      }
      async function signOut(jar: Jar): Promise<void> {
        if (!has('GET', '/self-service/logout', 'public')) {
          const path = `${at.mount}/self-service/browser/flows/logout`
          await server.public('GET', path, { jar, accept: 'text/html' })
          if (!has('POST', '/self-service/browser/flows/logout', 'public')) return
          const again = await at.signUp(fresh())
          const page = await visitPage(server, path, again, 'cross-site')
          await pressButton(server, path, page, again)
          return
        }
        const offer = await server.public('GET', `${at.mount}/self-service/logout/browser`, { jar })
        const token = String(offer.json.logout_token)
        await server.public('GET', `${at.mount}/self-service/logout?token=${token}`, {
          jar,
          accept: 'text/html',
        })
      }

      it('people change their traits and their password', async () => {
        const jar = await at.signUp(fresh())
        const { json } = await at.whoami({ jar })
        const flow = await at.open('settings', jar)
        await at.send('settings', flow, 'profile', jar, { 'traits.email': fresh() })
        await lastOf('identity.updated', json.identity.id)
        const next = await at.open('settings', jar)
        await at.send('settings', next, 'password', jar, { password: 'another-Good-one-77!' })
        await lastOf('credential.changed', json.identity.id)
        assert.ok((await last()).fields.includes('credentials.password'))
        assert.deepEqual((await last()).actor.right, 'session')
      })

      for (const how of ['called', 'pressed'] as const)
        it(`people confirm addresses and recover accounts by a link that is ${how}`, async () => {
          const email = fresh()
          const jar = await at.signUp(email)
          const { json } = await at.whoami({ jar })
          if (at.kinds.includes('verification')) {
            await followLink(email, jar, how)
            await lastOf('address.verified', json.identity.id)
          }
          if (!at.kinds.includes('recovery') || !offers(edition, 'link')) return
          await proveAddress(server, json.identity.id)
          const other = new Jar()
          await at.send('recovery', await at.open('recovery', other), 'link', other, { email })
          await followLink(email, other, how)
          await lastOf('recovery.succeeded', json.identity.id)
        })
      async function followLink(email: string, jar: Jar, how: 'called' | 'pressed'): Promise<void> {
        const link = (await mailTo(server, email))
          .flatMap(({ links }) => links)
          .findLast((one) => /token=|confirm/.test(one))
        const path = pathOf(link)
        if (how === 'called') {
          await server.public('GET', path, { jar, accept: 'text/html' })
          return
        }
        const page = await visitPage(server, path, jar)
        await pressButton(server, path, page, jar)
      }

      for (const method of ['password', 'profile'] as const)
        it(`people go on with a change (${method}) once they have confirmed who they are`, async () => {
          const email = fresh()
          const jar = await at.signUp(email)
          server.pass(3 * 3_600_000)
          const flow = await at.open('settings', jar)
          const fields = { password: 'yet-another-Good-one-77!' }
          const asked = await at.send(
            'settings',
            flow,
            method,
            jar,
            method === 'password' ? fields : { 'traits.email': fresh() },
          )
          const place = pathOf(asked.location)
          const login = await server.public('GET', place, { jar, accept: 'text/html' })
          const id = flowIn(login) ?? ''
          const shown = await at.read('login', id, { jar })
          const done = await at.send('login', shown, 'password', jar, {
            [at.identifier]: email,
            password,
          })
          await server.public('GET', pathOf(done.location), { jar, accept: 'text/html' })
          assert.match((await last()).action, /^(?:credential\.changed|identity\.updated)$/)
        })
      const pathOf = (location: string | undefined) => {
        const { pathname, search } = new URL(location ?? assert.fail('nowhere'))
        return pathname + search
      }

      it('people confirm and recover by code', async () => {
        if (!offers(edition, 'code') || !has('POST', '/self-service/recovery', 'public')) return
        const flows = { recovery: { use: 'code' }, verification: { use: 'code' } }
        server.reconfigure({ selfservice: { flows } })
        try {
          const email = fresh()
          const jar = await at.signUp(email)
          for (const kind of ['verification', 'recovery'] as const) {
            const used = kind === 'recovery' ? new Jar() : jar
            await mailTo(server, email)
            server.pass(120_000)
            const flow = await at.open(kind, used)
            await at.send(kind, flow, 'code', used, { email })
            const code = (await mailTo(server, email)).at(-1)?.codes[0] ?? ''
            const next = await at.read(kind, flow.id, { jar: used })
            await at.send(kind, next, 'code', used, { code })
            assert.match((await last()).action, /^(?:address\.verified|recovery\.succeeded)$/)
          }
        } finally {
          server.reconfigure({})
        }
      })

      it('each operation that changes something was tried and made exactly one entry', () => {
        const lacking: string[] = []
        for (const side of ['public', 'admin'] as const)
          for (const { method, path, options } of routesOf(edition)[side]) {
            if (method === 'GET' && options.getChanges === undefined) continue
            if (method === 'OPTIONS' || withProvider.test(path)) continue
            const row = `${side} ${method} ${path}`
            if (changesNothing.some((one) => one.test(row))) continue
            const place = side === 'public' ? edition.mount : adminPlace()
            const pattern = new RegExp(`^${place}${path.replaceAll(/:\w+/g, '[^/]+')}$`)
            const tried = seen.some(
              (one) =>
                one.side === side &&
                one.method === method &&
                pattern.test(one.path) &&
                one.actions.length === 1,
            )
            if (!tried) lacking.push(row)
          }
        assert.deepEqual(lacking, [])
      })
    })

  it('made one entry for each change, and none where nothing was changed', () => {
    const looks = [
      'credential.revealed',
      'recovery.handed-out',
      'data.exported',
      'message.requeued',
    ]
    const wrong = seen.filter(({ changed, actions: made1, status }) => {
      const isLook = made1.length === 1 && looks.includes(made1[0] ?? '')
      return (
        made1.length > 1 ||
        (status >= 400 && made1.length > 0) ||
        (!isLook && changed !== (made1.length === 1))
      )
    })
    assert.deepEqual(wrong, [])
    assert.ok(seen.filter(({ actions: made1 }) => made1.length === 1).length > 100)
    assert.ok(seen.every((one) => one.actions.every((name) => actions.some((a) => a === name))))
  })

  it('is whole', async () => {
    const { json } = await server.admin('GET', '/admin/pallas/audit/verification')
    assert.deepEqual([json.whole, json.faults], [true, []])
  })
})
