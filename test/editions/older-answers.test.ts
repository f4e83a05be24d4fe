// What the editions before v26.2 answer where the newest answers otherwise: one rule after the other,
// in each edition that has it.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { html } from '../support/button-page.ts'
import { clientOf, editions, type EditionClient } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { linkFor, mailTo } from '../support/mail.ts'
import { password } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const ui = 'http://127.0.0.1:4455'
const elsewhere = '?return_to=https%3A%2F%2Fevil.example.org%2F'
const older = editions.filter(
  ({ identifier, flowParameter }) =>
    flowParameter === 'request' || identifier === 'password_identifier',
)

for (const words of older)
  describe(`edition ${words.name}`, () => {
    const hasFlows = words.flowParameter === 'flow'
    let server: TestServer, at: EditionClient
    before(async () => {
      server = await startServer({
        hashers: { algorithm: 'argon2', argon2: { memory: '8MB', iterations: 1, parallelism: 1 } },
        selfservice: {
          methods: { link: { enabled: true } },
          flows: {
            registration: { after: { password: { hooks: [{ hook: 'session' }] } } },
            recovery: { enabled: false },
          },
        },
      })
      at = clientOf(server, words)
    })
    after(() => server.close())

    let count = 0
    const nextEmail = () => `older${++count}.${words.name}@example.org`
    const isSignedIn = async (jar: Jar) => (await at.whoami({ jar })).status === 200
    const signUp = async (email: string, secret = password, query = '') => {
      const jar = new Jar()
      const flow = await at.open('registration', jar, query)
      const fields = { 'traits.email': email, password: secret }
      return { jar, flow, answer: await at.send('registration', flow, 'password', jar, fields) }
    }

    it('shows the values of a registration whose identifier is taken in v0.2 and v0.4 only', async () => {
      const email = nextEmail()
      await at.signUp(email)
      const { jar, flow } = await signUp(email)
      const shown = JSON.stringify(await at.read('registration', flow.id, { jar }))
      assert.equal(shown.includes(email), !hasFlows)
    })

    it('refuses the address of somebody else in the settings on the error page in v0.2 and v0.4', async () => {
      const taken = nextEmail()
      await at.signUp(taken)
      const jar = await at.signUp(nextEmail())
      const flow = await at.open('settings', jar)
      const answer = await at.send('settings', flow, 'profile', jar, { 'traits.email': taken })
      const page = hasFlows ? `${ui}/settings` : `${ui}/error`
      assert.ok(answer.location?.startsWith(`${page}?`), String(answer.location))
      if (!hasFlows) assert.equal((await at.refusal(answer, jar)).error.code, 409)
    })

    it('takes new passwords of 72 bytes, and longer ones in v0.2 and v0.4 only', async () => {
      const letters = (length: number) => 'kX8!é'.repeat(40).slice(0, length)
      const ofBytes = (bytes: number) => {
        let text = letters(bytes)
        while (Buffer.byteLength(text) > bytes) text = text.slice(0, -1)
        return text + 'x'.repeat(bytes - Buffer.byteLength(text))
      }
      for (const [bytes, expected] of [
        [72, true],
        [73, !hasFlows],
      ] as const) {
        const { jar } = await signUp(nextEmail(), ofBytes(bytes))
        assert.equal(await isSignedIn(jar), expected, `${bytes} bytes`)
      }
    })

    it('sends who is signed in home from a registration, wherever else was asked for', async () => {
      const jar = await at.signUp(nextEmail())
      const query = `?return_to=${encodeURIComponent(`${ui}/x`)}`
      const { location = '' } = await at.start('registration', { jar }, query)
      assert.equal(location.replace(/\/$/, ''), ui)
    })

    it('signs in also where the return address is not allowed: a login says so on the error page, a registration on its own', async () => {
      const email = nextEmail()
      const { jar, answer } = await signUp(email, password, elsewhere)
      assert.ok(answer.location?.startsWith(`${ui}/registration?`), String(answer.location))
      assert.ok(await isSignedIn(jar))
      const browser = new Jar()
      const fields = { [at.identifier]: email, password }
      const flow = await at.open('login', browser, elsewhere)
      const login = await at.send('login', flow, 'password', browser, fields)
      assert.ok(login.location?.startsWith(`${ui}/error?`), String(login.location))
      assert.ok(await isSignedIn(browser))
    })

    it('wants the anti-forgery token of whatever is no GET before it looks for a route', async () => {
      for (const path of ['/self-service/nothing', words.startPath('login')])
        for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
          assert.equal((await server.public(method, words.mount + path)).status, 400, method)
    })

    it('names the methods of a path for OPTIONS', async () => {
      for (const send of [
        () => server.public('OPTIONS', words.mount + words.startPath('login')),
        () => server.admin('OPTIONS', `${words.adminMount}/identities`),
      ]) {
        const { status, headers } = await send()
        assert.equal(status, 200)
        assert.match(String(headers['allow']), /^(DELETE, )?GET, OPTIONS(, POST)?(, PUT)?$/)
      }
    })

    it('leads a path with a slash too many to the one without it', async () => {
      const path = words.mount + words.startPath('login')
      const { status, location } = await server.public('GET', `${path}/?a=b`, { accept: html })
      assert.deepEqual([status, location], [301, `${path}?a=b`])
      const twice = await server.public('GET', `${words.mount}//evil.example.org/`)
      assert.ok([307, 404].includes(twice.status))
      assert.doesNotMatch(twice.location ?? '/', /^(?!\/(?!\/))/)
    })

    if (hasFlows) {
      it('lets administrators hand out a link while nobody else can recover, and the link works', async () => {
        const jar = await at.signUp(nextEmail())
        const { id } = (await at.whoami({ jar })).json.identity
        const { status, json } = await server.admin('POST', `${words.adminMount}/recovery/link`, {
          json: { identity_id: id },
        })
        assert.equal(status, 200)
        const { pathname, search } = new URL(json.recovery_link)
        const browser = new Jar()
        await server.public('GET', pathname + search, { jar: browser })
        assert.ok(await isSignedIn(browser))
      })

      it('counts a method of the settings that is off as none', async () => {
        const jar = await at.signUp(nextEmail())
        const flow = await at.open('settings', jar)
        await at.send('settings', flow, 'totp', jar, { method: 'oidc', 'traits.email': 'x' })
        const { ui: form } = await at.read('settings', flow.id, { jar })
        assert.deepEqual(
          form.messages.map(({ id }: { id: number }) => id),
          [4010004],
        )
      })
    }
  })

for (const words of older.filter(({ flowParameter }) => flowParameter === 'flow'))
  describe(`a mailed link of ${words.name}`, () => {
    let server: TestServer, at: EditionClient
    before(async () => {
      const hour = { lifespan: '1h' }
      server = await startServer({
        selfservice: {
          methods: { link: { enabled: true, config: { lifespan: '2h' } } },
          flows: {
            registration: { after: { password: { hooks: [{ hook: 'session' }] } } },
            recovery: { enabled: true, use: 'link', ...hour },
            verification: { enabled: true, use: 'link', ...hour },
          },
        },
      })
      at = clientOf(server, words)
    })
    after(() => server.close())

    let count = 0
    async function asked(kind: 'recovery' | 'verification', type: 'browser' | 'api') {
      const email = `link${++count}.${words.name}@example.org`,
        jar = new Jar()
      await at.signUp(email)
      // the message of the registration is older
      await mailTo(server, email)
      const flow = type === 'api' ? await at.openApp(kind) : await at.open(kind, jar)
      const ask = () =>
        at.send(kind, flow, 'link', type === 'api' ? new Jar() : jar, { email }, { json: true })
      await ask()
      return { email, jar, ask }
    }
    const isSignedIn = async (jar: Jar) => (await at.whoami({ jar })).status === 200

    for (const kind of ['recovery', 'verification'] as const)
      for (const type of ['browser', 'api'] as const)
        it(`lasts no longer than its flow, and leads to a new one: ${kind}, ${type}`, async () => {
          const { email } = await asked(kind, type)
          const link = await linkFor(server, email, kind)
          server.pass(60 * 60_000)
          const jar = new Jar()
          const { status, location = '' } = await server.public('GET', link, { jar })
          assert.equal(status, 302)
          const isJson = location.includes(`/self-service/${kind}/flows?id=`)
          assert.equal(isJson, type === 'api', location)
          assert.equal(await isSignedIn(jar), false)
        })

    it('works beside a newer one of the same flow, each of them once', async () => {
      const { email, ask } = await asked('recovery', 'browser')
      const older = await linkFor(server, email, 'recovery')
      server.pass(1000)
      await ask()
      const newer = await linkFor(server, email, 'recovery')
      assert.notEqual(older, newer)
      for (const [link, expected] of [
        [older, true],
        [older, false],
        [newer, true],
        [newer, false],
      ] as const) {
        const jar = new Jar()
        await server.public('GET', link, { jar })
        assert.equal(await isSignedIn(jar), expected)
      }
    })
  })
