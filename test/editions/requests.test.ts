// What the editions with requests promise to browsers and to the pages that serve them.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { mailTo } from '../support/mail.ts'
import { isServed, served } from '../support/served.ts'
import { idIn, Jar, password, requestsAt, messagesIn, valueIn } from '../support/requests.ts'
import { startServer, type TestServer } from '../support/server.ts'

const ui = 'http://127.0.0.1:4455'
const config = {
  selfservice: {
    methods: { link: { enabled: true }, lookup_secret: { enabled: true } },
    flows: {
      verification: { enabled: true, use: 'link' },
      recovery: { enabled: true, use: 'link' },
      settings: { privileged_session_max_age: '10m' },
    },
  },
}

const linksTo = async (server: TestServer, address: string): Promise<readonly string[]> =>
  (await mailTo(server, address)).flatMap(({ links }) => links)

for (const edition of served(['v0.2', 'v0.4'] as const)) {
  describe(`edition ${edition}`, () => {
    let server: TestServer
    let at: ReturnType<typeof requestsAt>
    const again = edition === 'v0.2' ? '?prompt=login' : '?refresh=true'
    before(async () => {
      server = await startServer(config)
      at = requestsAt(server, `/${edition}`)
    })
    after(() => server.close())

    it('a browser signs up, is signed in and is sent home', async () => {
      const jar = new Jar()
      const request = await at.open('registration', jar)
      assert.deepEqual(
        request.methods.password.config.fields.map((one: any) => `${one.name} ${one.type}`),
        [
          'csrf_token hidden',
          'password password',
          'traits.email email',
          'traits.name.first text',
          'traits.name.last text',
        ],
      )
      const { status, location } = await at.send(request, 'password', jar, {
        password,
        'traits.email': 'new@example.org',
      })
      assert.equal(status, 302)
      assert.equal(location, `${ui}/`)
      const { json } = await at.whoami(jar)
      assert.equal(json.identity.traits.email, 'new@example.org')
      assert.match(json.sid, /^[0-9a-f-]{36}$/)
    })

    it('signing up takes JSON with the token in the body or in the header', async () => {
      for (const [email, inBody] of [
        ['json-body@example.org', true],
        ['json-header@example.org', false],
      ] as const) {
        const jar = new Jar()
        const request = await at.open('registration', jar)
        const token = valueIn(request.methods.password.config, 'csrf_token')
        const answer = inBody
          ? await at.send(
              request,
              'password',
              jar,
              {},
              {
                headers: { 'content-type': 'application/json' },
                payload: JSON.stringify({ password, traits: { email }, csrf_token: token }),
                form: undefined as never,
              },
            )
          : await at.send(request, 'password', jar, { password, traits: { email } }, { json: true })
        assert.equal(answer.location, `${ui}/`, email)
      }
    })

    it('signing in takes a form; JSON has no identifier', async () => {
      await at.signUp('by-form@example.org')
      const jar = new Jar(),
        fields = { identifier: 'by-form@example.org', password }
      const request = await at.open('login', jar)
      const { location } = await at.send(request, 'password', jar, fields, { json: true })
      assert.ok(location?.startsWith(`${ui}/login?request=`))
      const shown = await at.read('login', request.id, jar)
      assert.equal(valueIn(shown.methods.password.config, 'identifier'), '')
      assert.equal((await at.send(request, 'password', jar, fields)).location, `${ui}/`)
    })

    it('signing in renews the session cookie and the anti-forgery secret', async () => {
      await at.signUp('in@example.org')
      const jar = new Jar()
      const request = await at.open('login', jar)
      const secret = jar.get('csrf_token')
      assert.equal(
        (await at.send(request, 'password', jar, { identifier: 'in@example.org', password }))
          .location,
        `${ui}/`,
      )
      assert.notEqual(jar.get('csrf_token'), secret)
      assert.equal((await at.whoami(jar)).status, 200)
    })

    it('a program that asks for JSON signs in and gets the session, or the reason in an error', async () => {
      await at.signUp('program@example.org')
      const jar = new Jar()
      const request = await at.open('login', jar)
      const wrong = await at.send(
        request,
        'password',
        jar,
        { identifier: 'program@example.org', password: 'wrong-password' },
        { accept: 'application/json' },
      )
      assert.equal(wrong.status, 400)
      assert.equal(wrong.json.error.code, 400)
      const right = await at.send(
        request,
        'password',
        jar,
        { identifier: 'program@example.org', password },
        { accept: 'application/json' },
      )
      assert.equal(right.json.identity.traits.email, 'program@example.org')
    })

    it('a wrong password and an unknown account are told alike, once for the form', async () => {
      await at.signUp('known@example.org')
      const said = await Promise.all(
        ['known@example.org', 'unknown@example.org'].map(async (identifier) => {
          const jar = new Jar()
          const answer = await at.send(await at.open('login', jar), 'password', jar, {
            identifier,
            password: 'wrong-password',
          })
          return messagesIn(
            (await at.read('login', idIn(answer.location) ?? '', jar)).methods.password.config,
          )
        }),
      )
      assert.equal(said[0]?.length, 1)
      assert.deepEqual(said[0], said[1])
    })

    it('whatever changes something takes the cookie of the browser and a token that fits it: 400 as JSON otherwise, and nothing happens', async () => {
      const jar = new Jar()
      const request = await at.open('registration', jar)
      const fields = { password, 'traits.email': 'forged@example.org' }
      for (const call of [{ form: fields }, { form: { ...fields, csrf_token: 'AAAA' } }])
        assert.equal((await at.send(request, 'password', jar, {}, call)).json.error.code, 400)
      const foreign = new Jar()
      assert.equal((await at.send(request, 'password', foreign, fields)).status, 400)
      assert.ok(foreign.get('csrf_token'), 'the next try can succeed')
      assert.equal(
        (await server.public('POST', `/${edition}/self-service/nothing`, { jar })).status,
        400,
      )
      assert.equal(
        (await server.admin('GET', `/${edition}/identities?limit=500`)).json.some(
          (one: any) => one.traits.email === 'forged@example.org',
        ),
        false,
      )
    })

    it('a request is read by the browser that began it; for any other it does not exist, and neither does one that never was', async () => {
      const jar = new Jar(),
        other = new Jar()
      const request = await at.open('login', jar)
      await at.open('login', other)
      const path = `/${edition}/self-service/browser/flows/requests/login?request=`
      const answers = await Promise.all([
        server.public('GET', path + request.id),
        server.public('GET', path + request.id, { jar: other }),
        server.public('GET', `${path}00000000-0000-4000-8000-000000000000`, { jar }),
        server.public('GET', `${path}nope`, { jar }),
      ])
      assert.deepEqual(
        answers.map(({ status }) => status),
        [403, 403, 403, 403],
      )
    })

    it('a page that reads at the admin listener gets a token that is good in the browser of the request only', async () => {
      await at.signUp('server-page@example.org')
      const jar = new Jar(),
        stranger = new Jar()
      const id = idIn((await at.begin('login', jar)).location) ?? ''
      await at.begin('login', stranger)
      const { json } = await server.admin(
        'GET',
        `/${edition}/self-service/browser/flows/requests/login?request=${id}`,
      )
      const fields = { identifier: 'server-page@example.org', password }
      assert.equal((await at.send(json, 'password', stranger, fields)).status, 400)
      assert.equal((await at.send(json, 'password', jar, fields)).location, `${ui}/`)
    })

    it('an expired request is gone, and what is sent to it leads to a new one that says so', async () => {
      const jar = new Jar()
      const request = await at.open('login', jar)
      server.pass(3_600_001)
      const gone = await server.public(
        'GET',
        `/${edition}/self-service/browser/flows/requests/login?request=${request.id}`,
        { jar },
      )
      assert.equal(gone.status, 410)
      assert.equal(
        gone.json.error.details.redirect_to,
        `http://127.0.0.1:4433/${edition}/self-service/browser/flows/login`,
      )
      const { location } = await at.send(request, 'password', jar, {
        identifier: 'a',
        password: 'b',
      })
      const fresh = await at.read('login', idIn(location) ?? '', jar)
      assert.notEqual(fresh.id, request.id)
      assert.equal(messagesIn(edition === 'v0.2' ? fresh.methods.password.config : fresh).length, 1)
    })

    it('who is signed in is sent home, unless a new proof is asked for, which opens another session in the place of the old', async () => {
      const jar = await at.signUp('again@example.org')
      assert.equal((await at.begin('login', jar)).location, `${ui}/`)
      const before = (await at.whoami(jar)).json.sid,
        old = { cookie: jar.header }
      const request = await at.open('login', jar, again)
      assert.equal(request.forced, true)
      assert.equal(valueIn(request.methods.password.config, 'identifier'), 'again@example.org')
      await at.send(request, 'password', jar, { identifier: 'again@example.org', password })
      assert.notEqual((await at.whoami(jar)).json.sid, before)
      assert.equal(
        (await server.public('GET', `/${edition}/sessions/whoami`, { headers: old })).status,
        401,
      )
    })

    it('an address to return to that is not allowed is refused at the end, on the error page of that browser', async () => {
      await at.signUp('astray@example.org')
      const jar = new Jar()
      const request = await at.open('login', jar, '?return_to=https%3A%2F%2Fevil.example.org%2F')
      const answer = await at.send(request, 'password', jar, {
        identifier: 'astray@example.org',
        password,
      })
      assert.ok(answer.location?.startsWith(`${ui}/error?error=`))
      assert.equal((await at.error(answer, jar)).json.errors[0].code, 400)
      assert.equal((await at.error(answer, new Jar())).status, 403)
    })

    it('signing out ends the session at once', async () => {
      const jar = await at.signUp('out@example.org')
      const kept = { cookie: jar.header }
      assert.equal(
        (await at.visit('/self-service/browser/flows/logout', jar)).location,
        `${ui}/login`,
      )
      assert.equal(
        (await server.public('GET', `/${edition}/sessions/whoami`, { headers: kept })).status,
        401,
      )
    })

    it('settings are for who is signed in: traits and password are changed at paths of their own', async () => {
      assert.equal((await at.begin('settings', new Jar())).location, `${ui}/login`)
      const jar = await at.signUp('settings@example.org')
      const request = await at.open('settings', jar)
      assert.equal(
        (
          await at.send(request, 'profile', jar, {
            'traits.email': 'settings@example.org',
            'traits.name.first': 'Grace',
          })
        ).location,
        `${ui}/settings?request=${request.id}`,
      )
      assert.equal((await at.whoami(jar)).json.identity.traits.name.first, 'Grace')
      await at.send(request, 'password', jar, { password: 'another-Meadow-92-violin' })
      assert.equal(
        (await at.whoami(await signedIn('settings@example.org', 'another-Meadow-92-violin')))
          .status,
        200,
      )
    })

    it('traits sent as JSON with the token in the header are changed as by the form', async () => {
      const jar = await at.signUp('settings-json@example.org')
      const request = await at.open('settings', jar)
      const { status, location } = await at.send(
        request,
        'profile',
        jar,
        { traits: { email: 'settings-json@example.org', name: { first: 'Ada' } } },
        { json: true },
      )
      assert.deepEqual([status, location], [302, `${ui}/settings?request=${request.id}`])
      assert.equal((await at.whoami(jar)).json.identity.traits.name.first, 'Ada')
    })

    it('a new password waits until its owner has signed in again; signing in as somebody else does not release it', async () => {
      const jar = await at.signUp('privileged@example.org')
      await at.signUp('somebody-else@example.org')
      server.pass(11 * 60_000)
      const asked = await at.send(await at.open('settings', jar), 'password', jar, {
        password: 'waiting-Meadow-92-violin',
      })
      const back = new URL(asked.location ?? '')
      assert.equal(back.pathname, `/${edition}/self-service/browser/flows/login`)
      const other = new Jar()
      other.store(jar.header.split('; '))
      await at.send(
        await requestOf(await at.visit(asked.location ?? '', other), other),
        'password',
        other,
        { identifier: 'somebody-else@example.org', password },
      )
      assert.equal(other.get('ory_kratos_session'), jar.get('ory_kratos_session'), 'it is refused')
      assert.equal(
        (await at.whoami(await signedIn('privileged@example.org'))).status,
        200,
        'the old password still works',
      )
      const login = await at.send(
        await requestOf(await at.visit(asked.location ?? '', jar), jar),
        'password',
        jar,
        { identifier: 'privileged@example.org', password },
      )
      await at.visit(login.location ?? '', jar)
      assert.equal(
        (await at.whoami(await signedIn('privileged@example.org', 'waiting-Meadow-92-violin')))
          .status,
        200,
      )
    })

    it('an address is verified by the link of a message, which works once', async () => {
      const jar = await at.signUp('verify@example.org')
      const request = await at.open('verification', jar)
      assert.equal(
        (await at.send(request, undefined, jar, { to_verify: 'verify@example.org' })).location,
        `${ui}/`,
      )
      assert.equal((await at.read('verification', request.id, jar)).success, true)
      const [link = ''] = (await linksTo(server, 'verify@example.org')).slice(-1)
      assert.equal(
        (await server.public('HEAD', new URL(link).pathname)).status,
        200,
        'looking at it does not use it up',
      )
      assert.equal(
        (await at.visit(link, new Jar(), { headers: { 'sec-purpose': 'prefetch' } })).status,
        503,
        'nor does fetching it ahead',
      )
      assert.ok(
        link.startsWith(
          `http://127.0.0.1:4433/${edition}/self-service/browser/flows/verification/email/confirm/`,
        ),
      )
      assert.equal((await at.visit(link, jar)).location, `${ui}/`)
      const { identity } = (await at.whoami(jar)).json
      assert.equal((identity.addresses ?? identity.verifiable_addresses)[0].verified, true)
      assert.ok((await at.visit(link, jar)).location?.startsWith(`${ui}/verification?request=`))
    })

    it('an unknown address is answered as a known one, and a request sends one message only', async () => {
      const jar = new Jar()
      const request = await at.open('verification', jar)
      assert.equal(
        (await at.send(request, undefined, jar, { to_verify: 'nobody@example.org' })).location,
        `${ui}/`,
      )
      const { location } = await at.send(request, undefined, jar, {
        to_verify: 'nobody@example.org',
      })
      const shown = await at.read('verification', idIn(location) ?? '', jar)
      assert.equal(messagesIn(shown.form).length, 1)
    })

    it('verification by anything but email is an error on its page', async () => {
      const jar = new Jar()
      const answer = await at.visit('/self-service/browser/flows/verification/init/sms', jar)
      assert.equal((await at.error(answer, jar)).json.errors[0].code, 400)
    })

    it('an identity cannot be told to be verified, or to have another id, by who signs up', async () => {
      const jar = await at.signUp('claims@example.org', new Jar(), {
        'addresses.0.verified': 'true',
        id: '00000000-0000-4000-8000-000000000000',
        'traits.role': 'admin',
      })
      const { identity } = (await at.whoami(jar)).json
      assert.equal((identity.addresses ?? identity.verifiable_addresses)[0].verified, false)
      assert.deepEqual(identity.traits, { email: 'claims@example.org' })
    })

    it('who has a second factor, which cannot be asked for here, is not let in by the first, and learns where to go', async () => {
      const { id } = (await at.whoami(await at.signUp('two-factors@example.org'))).json.identity
      const account = await server.store.identities.find(id)
      assert.ok(account)
      const now = server.now()
      await server.store.identities.replace({
        ...account,
        credentials: [
          ...account.credentials,
          {
            type: 'lookup_secret',
            identifiers: [id],
            version: 0,
            createdAt: now,
            updatedAt: now,
            config: { recovery_codes: [{ code: 'sealed' }] },
          },
        ],
      })
      const jar = new Jar()
      const answer = await at.signIn('two-factors@example.org', jar)
      assert.ok(answer.location?.startsWith(`${ui}/error?error=`))
      const [error] = (await at.error(answer, jar)).json.errors
      assert.equal(error.code, 403)
      assert.equal(error.details.redirect_to, 'http://127.0.0.1:4433/ui/login')
      assert.equal((await at.whoami(jar)).status, 401)
    })

    async function signedIn(email: string, secret = password): Promise<Jar> {
      const jar = new Jar()
      await at.signIn(email, jar, secret)
      return jar
    }
    const requestOf = async (answer: { readonly location: string | undefined }, jar: Jar) =>
      at.read('login', idIn(answer.location) ?? '', jar)
  })
}

describe('edition v0.4', { skip: !isServed('v0.4') }, () => {
  let server: TestServer
  let at: ReturnType<typeof requestsAt>
  before(async () => {
    server = await startServer(config)
    at = requestsAt(server, '/v0.4')
  })
  after(() => server.close())

  it('an account is recovered by the link of a message, which signs in once and leads to the settings', async () => {
    await at.signUp('lost@example.org')
    const jar = new Jar()
    const request = await at.open('recovery', jar)
    await at.send(request, 'link', jar, { email: 'lost@example.org' })
    assert.equal((await at.read('recovery', request.id, jar)).state, 'sent_email')
    const link =
      (await linksTo(server, 'lost@example.org')).find((one) =>
        one.includes('/recovery/link?token='),
      ) ?? ''
    assert.equal(
      (
        await server.public('HEAD', new URL(link).pathname + new URL(link).search, {
          accept: 'text/html',
        })
      ).status,
      200,
      'looking at it does not use it up',
    )
    const opened = await at.visit(link, jar)
    assert.ok(opened.location?.startsWith(`${ui}/settings?request=`))
    const settings = await at.read('settings', idIn(opened.location) ?? '', jar)
    assert.deepEqual(messagesIn(settings), [['', 1060001]])
    await at.send(settings, 'password', jar, { password: 'found-Meadow-92-violin' })
    const found = new Jar()
    await at.signIn('lost@example.org', found, 'found-Meadow-92-violin')
    assert.equal((await at.whoami(found)).status, 200)
    const used = new Jar()
    const again = await at.visit(link, used)
    assert.deepEqual(messagesIn(await at.read('recovery', idIn(again.location) ?? '', used)), [
      ['', 4060004],
    ])
    assert.equal((await at.whoami(used)).status, 401)
  })

  it('a program that changes the password gets the session', async () => {
    const jar = await at.signUp('program-settings@example.org')
    const { status, json } = await at.send(
      await at.open('settings', jar),
      'password',
      jar,
      { password: 'another-Meadow-92-violin' },
      { accept: 'application/json' },
    )
    assert.equal(status, 200)
    assert.equal(json.identity.traits.email, 'program-settings@example.org')
  })

  it('accounts at providers cannot be linked where there is no provider: a program is told', async () => {
    const jar = await at.signUp('connections@example.org')
    const request = await at.open('settings', jar)
    const token = String(valueIn(request.methods.profile.config, 'csrf_token'))
    for (const place of ['registration/strategies', 'strategies']) {
      const { json } = await server.public(
        'POST',
        `/v0.4/self-service/browser/flows/${place}/oidc/settings/connections?request=${request.id}`,
        { jar, form: { csrf_token: token, link: 'google' } },
      )
      assert.equal(json.error.code, 404)
    }
  })
})
