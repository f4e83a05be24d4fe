import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  addressOf,
  openConsole,
  sendForm,
  startConsoleWorld,
  type ConsoleWorld,
} from '../support/console.ts'
import { Jar } from '../support/jar.ts'
import { signUp } from '../support/people.ts'
import { consoleRoutesOf, type ServedRoute } from '../support/served-routes.ts'
import { startServer } from '../support/server.ts'

const missing = '99999999-9999-4999-8999-999999999999'
const has = (method: string) => (one: ServedRoute) => one.methods.includes(method)

describe('the console', () => {
  let world: ConsoleWorld, pages: readonly ServedRoute[], forms: readonly ServedRoute[]
  let token: string
  const jar = new Jar()
  before(async () => {
    world = await startConsoleWorld()
    const routes = consoleRoutesOf(world.server.app.admin)
    pages = routes.filter(has('GET'))
    forms = routes.filter(has('POST'))
    const opened = await openConsole(world.server, `/ui/people/${world.ids.people}`, jar)
    token = opened.token ?? assert.fail('a page without a token')
  })
  after(() => world.server.close())

  const rowOf = (id: string) => openConsole(world.server, `/ui/people/${id}`, jar)
  const send = (path: string, form: Readonly<Record<string, string>> = {}) =>
    sendForm(world.server, `/ui${path}`, jar, { csrf_token: token, ...form })
  const identity = async (id: string) =>
    (await world.server.admin('GET', `/admin/identities/${id}`)).json

  it('shows every page, which runs and loads nothing but its own', async () => {
    assert.ok(pages.length >= 12, `${pages.length} pages`)
    for (const { path } of pages) {
      const url = addressOf(path, world.ids)
      const { status, text, headers } = await openConsole(world.server, url, jar)
      assert.equal(status, 200, url)
      const policy = String(headers['content-security-policy'])
      assert.match(policy, /^default-src 'none'; style-src 'self'/, url)
      const ofScripts = [...policy.matchAll(/(?:script|connect)-src ([^;]*)/g)].map(
        ([, from]) => from,
      )
      const scripts = [...text.matchAll(/<script[^>]*>[^<]*/g)].map(([script]) => script)
      if (text.includes('<iframe')) assert.deepEqual([ofScripts, scripts], [[], []], url)
      else assert.deepEqual(ofScripts, ["'self'", "'self'"], url)
      for (const script of scripts)
        assert.match(script, /^<script type="module" src="\/ui\/assets\/console-\w+\.js">$/, url)
      assert.doesNotMatch(policy, /https?:|unsafe-eval|script-src[^;]*unsafe/, url)
      assert.doesNotMatch(text, /<object|<embed|<img|\son\w+=/i, url)
      for (const [, address = ''] of text.matchAll(
        /<(?:link|form)[^>]*\s(?:href|action)="([^"]*)"/g,
      ))
        assert.match(address, /^(\/ui|data:image\/svg)/, url)
      assert.equal(text.match(/<h1/g)?.length, 1, url)
      assert.match(String(headers['cache-control']), /no-store/, url)
    }
  })

  it('answers 404 with a page for what is not there', async () => {
    const about = [...pages, ...forms].filter(({ path }) => path.includes(':id'))
    for (const { path, methods } of about)
      for (const id of [missing, 'x']) {
        const url = addressOf(path, world.ids, id)
        const fields = {
          csrf_token: token,
          by: 'code',
          via: 'email',
          verified: 'true',
          state: 'active',
          role: 'viewer',
        }
        const { status, text } = methods.includes('GET')
          ? await openConsole(world.server, url, jar)
          : await sendForm(world.server, url, jar, fields)
        if (methods.includes('GET') && methods.includes('POST'))
          assert.equal((await sendForm(world.server, url, jar, fields)).status, 404, `POST ${url}`)
        assert.equal(status, 404, `${methods.join()} ${url}`)
        assert.match(text, /<h1>/, url)
      }
  })

  it('refuses every form that was forged', async () => {
    assert.ok(forms.length >= 12, `${forms.length} forms`)
    const { server, ids } = world
    const before = await identity(ids.people)
    for (const { path } of forms) {
      const url = addressOf(path, ids)
      const own = { csrf_token: token }
      const forged = {
        'without a token': sendForm(server, url, jar, {}),
        'with the token of another browser': sendForm(server, url, new Jar(), own),
        'with a token that is none': sendForm(server, url, jar, { csrf_token: 'x' }),
        'of another site': sendForm(server, url, jar, own, { 'sec-fetch-site': 'cross-site' }),
        'of another port': sendForm(server, url, jar, own, { 'sec-fetch-site': 'same-site' }),
        'of another origin': server.admin('POST', url, {
          form: own,
          jar,
          accept: 'text/html',
          headers: { origin: 'http://127.0.0.1:4433' },
        }),
      }
      for (const [how, sent] of Object.entries(forged))
        assert.equal((await sent).status, 403, `${url} ${how}`)
    }
    assert.deepEqual(await identity(ids.people), before)
  })

  it('finds people by words, in an order, page by page, and keeps all of it in the address', async () => {
    const { server } = world
    for (let at = 0; at < 51; at++)
      await server.admin('POST', '/admin/identities', {
        json: { schema_id: 'default', traits: { email: `many-${at}@example.org` } },
      })
    const found = await openConsole(server, '/ui/people?q=ada', jar)
    assert.match(found.text, /Ada Lovelace/)
    assert.match(found.text, /value="ada"/)
    assert.doesNotMatch(found.text, /many-/)
    const first = await openConsole(server, '/ui/people?q=many&state=active&sort=created_at', jar)
    assert.match(first.text, /51 people/)
    const next = /rel="next" href="([^"]+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&')
    assert.match(next ?? '', /^\/ui\/people\?q=many&state=active&sort=created_at&after=/)
    const second = await openConsole(server, next ?? '', jar)
    assert.equal(second.text.match(/<th scope="row">/g)?.length, 1)
    assert.doesNotMatch(second.text, /rel="next"/)
    assert.match((await openConsole(server, '/ui/people?q=nobody', jar)).text, /Nobody was found/)
  })

  it('changes traits by the form of the schema, and says what is wrong beside the field', async () => {
    const { people: id } = world.ids
    const wrong = await send(`/people/${id}/traits`, {
      'traits.email': 'x',
      'traits.name.first': 'A',
    })
    assert.equal(wrong.status, 400)
    assert.match(wrong.text, /id="f-traits-email"[^>]*value="x"[^>]*aria-invalid="true"/)
    const taken = await send(`/people/${id}/traits`, { 'traits.email': 'many-1@example.org' })
    assert.equal(taken.status, 400)
    assert.match(taken.text, /belongs to another identity/)
    const saved = await send(`/people/${id}/traits`, {
      'traits.email': 'ada@example.org',
      'traits.name.first': 'Augusta',
    })
    assert.deepEqual([saved.status, saved.location], [303, `/ui/people/${id}?done=saved`])
    assert.match((await openConsole(world.server, saved.location ?? '', jar)).text, /role="status"/)
    assert.deepEqual((await identity(id)).traits, {
      email: 'ada@example.org',
      name: { first: 'Augusta' },
    })
  })

  it('verifies addresses, disables and enables accounts', async () => {
    const { people: id } = world.ids
    for (const verified of [false, true]) {
      await send(`/people/${id}/addresses`, {
        via: 'email',
        value: 'ada@example.org',
        verified: String(verified),
      })
      assert.equal((await identity(id)).verifiable_addresses[0].verified, verified)
      const sent = await send(`/people/${id}/verification`, { address: 'ada@example.org' })
      assert.equal(sent.status, verified ? 400 : 303)
    }
    for (const state of ['inactive', 'active']) {
      await send(`/people/${id}/state`, { state })
      assert.equal((await identity(id)).state, state)
    }
    assert.equal((await send(`/people/${id}/state`, { state: 'x' })).status, 400)
  })

  it('makes a recovery code and a link, shown in that one answer', async () => {
    const { people: id } = world.ids
    const code = await send(`/people/${id}/recovery`, { by: 'code' })
    assert.equal(code.status, 200)
    const secret = /class="secret-once"[^>]*>\s*(\d{6})\s*</.exec(code.text)?.[1]
    assert.ok(secret !== undefined)
    const link = await send(`/people/${id}/recovery`, { by: 'link' })
    assert.match(link.text, /self-service\/recovery\?flow=[^&]+&amp;token=/)
    assert.doesNotMatch(
      (await openConsole(world.server, `/ui/people/${id}/sign-in`, jar)).text,
      new RegExp(secret),
    )
  })

  it('ends one session, and all of a person', async () => {
    const { token: another, id } = await signUp(world.server, 'grace@example.org')
    const whoami = () => world.server.public('GET', '/sessions/whoami', { token: another })
    const [session] = (await world.server.admin('GET', `/admin/identities/${id}/sessions`)).json
    const one = await send(`/sessions/${session.id}/end`, { back: 'person' })
    assert.equal(one.location, `/ui/people/${id}/sessions?done=session-ended`)
    assert.equal((await whoami()).status, 401)
    const all = await send(`/people/${world.ids.people}/sessions/end`)
    assert.equal(all.status, 303)
    const left = await world.server.admin(
      'GET',
      `/admin/identities/${world.ids.people}/sessions?active=true`,
    )
    assert.deepEqual(left.json, [])
  })

  it('removes a sign-in method as the API does, not the last one', async () => {
    const { people: id } = world.ids
    const last = await send(`/people/${id}/credentials`, { type: 'password' })
    assert.equal(last.status, 400)
    assert.match(last.text, /last way in which the identity can sign in/)
    assert.equal((await send(`/people/${id}/credentials`, { type: 'totp' })).status, 404)
  })

  it('announces a reset of second factors, and cancels it', async () => {
    const { json } = await world.server.admin('POST', '/admin/identities', {
      json: {
        schema_id: 'default',
        traits: { email: 'factors@example.org' },
        credentials: {
          totp: {
            config: {
              totp_url: 'otpauth://totp/a:b?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=a',
            },
          },
        },
      },
    })
    const path = `/people/${json.id}`
    assert.match((await rowOf(`${json.id}/sign-in`)).text, /Authenticator app/)
    assert.equal((await send(`${path}/factors/reset`)).status, 303)
    assert.match((await rowOf(`${json.id}/sign-in`)).text, /Cancel the reset/)
    assert.equal((await send(`${path}/factors/cancel`)).status, 303)
    assert.doesNotMatch((await rowOf(`${json.id}/sign-in`)).text, /Cancel the reset/)
    assert.equal((await send(`${path}/devices/forget`)).status, 303)
  })

  it('makes a call of the outbox again', async () => {
    const { status, location } = await send(`/outbox/${world.ids.outbox}/replay`)
    assert.deepEqual([status, location], [303, '/ui/outbox?done=replayed'])
    assert.equal((await world.server.admin('GET', '/admin/pallas/outbox')).json[0].status, 'queued')
  })

  it('shows a mail in a frame in which nothing runs, opens or is sent', async () => {
    const { text } = await openConsole(world.server, `/ui/messages/${world.ids.messages}`, jar)
    assert.match(text, /<iframe[^>]*\ssandbox=""/)
  })

  it('asks before it deletes', async () => {
    const { id } = await signUp(world.server, 'gone@example.org')
    assert.match((await rowOf(`${id}/delete`)).text, /Delete for good/)
    assert.equal((await identity(id)).id, id)
    assert.equal((await send(`/people/${id}/delete`)).location, '/ui/people?done=deleted')
    assert.equal((await rowOf(id)).status, 404)
  })

  it('is on the admin listener only', async () => {
    for (const { path } of pages)
      assert.ok(
        [303, 404].includes(
          (await world.server.public('GET', addressOf(path, world.ids))).status,
        ) || path === '/ui/sessions',
        path,
      )
  })
})

describe('who may use the console', () => {
  const page = { accept: 'text/html' }
  it('everybody on this machine in development mode, and the page says so', async (t) => {
    const server = await startServer()
    t.after(() => server.close())
    const { status, text } = await server.admin('GET', '/ui', page)
    assert.equal(status, 200)
    assert.match(text, /everybody on this machine can use this console/)
  })
  for (const [who, config, dev, headers, expected] of [
    ['nobody outside of development mode', {}, false, {}, 403],
    ['nobody where others reach it', { host: '0.0.0.0', insecure: true }, true, {}, 403],
    ['nobody without the token that is asked for', { tokens: true }, true, {}, 401],
    [
      'whoever brings the token',
      { tokens: true },
      false,
      { authorization: `Bearer ${'t'.repeat(32)}` },
      200,
    ],
  ] as const)
    it(who, async (t) => {
      const { host, insecure, tokens } = {
        host: '127.0.0.1',
        insecure: false,
        tokens: false,
        ...config,
      }
      const server = await startServer(
        {
          serve: { admin: { host } },
          pallas: { admin: { insecure, ...(tokens ? { tokens: ['t'.repeat(32)] } : {}) } },
          ...(dev ? {} : { courier: { smtp: { connection_uri: 'smtp://127.0.0.1:1/' } } }),
        },
        { dev },
      )
      t.after(() => server.close())
      for (const { path } of consoleRoutesOf(server.app.admin).filter(has('GET'))) {
        const url = path.replace(':id', missing)
        const { status, text } = await server.admin('GET', url, { ...page, headers })
        if (expected !== 200) {
          assert.equal(status, expected, url)
          assert.doesNotMatch(text, /<nav/, url)
        } else assert.ok([200, 404].includes(status), url)
      }
    })
})
