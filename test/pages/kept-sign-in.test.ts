// What a browser keeps of a sign-in: the way, and the address where the person wants that.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { codeFor } from '../support/mail.ts'
import { Jar } from '../support/jar.ts'
import { codeSchema, person } from '../support/code-people.ts'
import { enter, startOidcServer, type OidcServer } from '../support/oidc.ts'
import { openSpa, password, submitForm } from '../support/people.ts'
import { mergeDeep, type Answer, type TestServer } from '../support/server.ts'

const base = 'http://127.0.0.1:4433'
const email = 'grace@example.org'
const own = (kind: string) => ({ ui_url: `${base}/ui/${kind}` })
const withPages = mergeDeep(codeSchema(), {
  selfservice: {
    methods: { code: { passwordless_enabled: true } },
    flows: { login: own('login'), registration: own('registration'), error: own('error') },
  },
})
const styles = {
  'with all ways at once': {},
  'by the identifier first': { selfservice: { flows: { login: { style: 'identifier_first' } } } },
}

type Fields = Readonly<Record<string, string>>

/** Sends the forms of a sign-in one after the other, as a browser does; the last one signs in. */
async function signIn(server: TestServer, jar: Jar, steps: readonly Fields[]): Promise<Answer> {
  jar.store(['ory_kratos_session=; Max-Age=0'])
  const flow = await openSpa(server, 'login', jar)
  let last: Answer | undefined
  for (const fields of steps) last = await submitForm(server, 'login', flow, jar, fields)
  return last ?? assert.fail()
}

/** The page for a sign-in. */
async function page(server: TestServer, jar: Jar): Promise<string> {
  jar.store(['ory_kratos_session=; Max-Age=0'])
  const { id } = await openSpa(server, 'login', jar)
  return (await server.public('GET', `/ui/login?flow=${id}`, { accept: 'text/html', jar })).text
}
const fieldIn = (text: string) => /<input[^>]* name="identifier"[^>]*>/s.exec(text)?.[0] ?? ''
const boxIn = (text: string) =>
  /<input\s+type="checkbox"[^>]* name="remember_address"[^>]*>/s.exec(text)?.[0] ?? ''
const ticked = { remember_address: 'true' }

for (const [style, config] of Object.entries(styles))
  describe(`a browser, ${style},`, () => {
    let server: OidcServer
    before(async () => {
      server = await startOidcServer({ overrides: mergeDeep(withPages, config) })
      await person(server, email)
    })
    after(() => server.close())

    const first = style === 'by the identifier first'
    const byPassword = (more: Fields = {}, identifier = email, secret = password) =>
      first
        ? [
            { method: 'identifier_first', identifier, ...more },
            { method: 'password', identifier, password: secret },
          ]
        : [{ method: 'password', identifier, password: secret, ...more }]

    it('keeps the way by which somebody has signed in, and no word about who', async () => {
      const jar = new Jar()
      await signIn(server, jar, byPassword())
      assert.equal(jar.get('pallas_last_way'), 'password')
      await enter(server, { kind: 'registration', jar: new Jar() })
      const other = new Jar()
      const { answer } = await enter(server, { jar: other })
      assert.equal(answer.status, 303)
      assert.equal(other.get('pallas_last_way'), 'oidc:acme')
      assert.match(await page(server, other), /You signed in this way last time/)
      assert.equal(other.get('pallas_address'), undefined)
    })

    it('keeps the way of a code', async () => {
      const jar = new Jar()
      const flow = await openSpa(server, 'login', jar)
      await submitForm(server, 'login', flow, jar, { method: 'code', identifier: email, ...ticked })
      await submitForm(server, 'login', flow, jar, {
        method: 'code',
        identifier: email,
        code: await codeFor(server, email),
      })
      assert.equal(jar.get('pallas_last_way'), 'code')
      assert.match(fieldIn(await page(server, jar)), /value="grace@example.org"/)
    })

    it('keeps the address only where the box was ticked, sealed, until it is not any more', async () => {
      const jar = new Jar()
      await signIn(server, jar, byPassword())
      assert.equal(jar.get('pallas_address'), undefined)
      assert.doesNotMatch(boxIn(await page(server, jar)), /checked/)
      const answer = await signIn(server, jar, byPassword(ticked))
      const line = [answer.headers['set-cookie']]
        .flat()
        .find((one) => one?.startsWith('pallas_address='))
      assert.match(line ?? '', /; HttpOnly/)
      assert.match(line ?? '', /; SameSite=Lax/)
      assert.doesNotMatch(decodeURIComponent(jar.header), /grace/)
      const text = await page(server, jar)
      assert.match(fieldIn(text), /value="grace@example.org"/)
      assert.match(boxIn(text), /checked/)
      assert.match(text, /Not you\? Forget this address/)
      await signIn(server, jar, byPassword({ remember_address: 'false' }))
      assert.equal(jar.get('pallas_address'), undefined)
      assert.doesNotMatch(await page(server, jar), /value="grace@example.org"|Not you/)
    })

    it('is told nothing of an address with which nobody has signed in', async () => {
      const cookies = []
      for (const [identifier, secret] of [
        [email, 'not-the-password-77'],
        ['nobody@example.org', password],
      ]) {
        const jar = new Jar()
        await signIn(server, jar, byPassword(ticked, identifier, secret))
        cookies.push([jar.get('pallas_address'), jar.get('pallas_last_way')])
        assert.match(boxIn(await page(server, jar)), /^((?!checked).)*$/s)
      }
      assert.deepEqual(cookies, [
        [undefined, undefined],
        [undefined, undefined],
      ])
    })

    it('forgets the address by a button, which another site cannot press', async () => {
      const jar = new Jar()
      await signIn(server, jar, byPassword(ticked))
      const text = await page(server, jar)
      const [, form = ''] = /(<form action="[^"]*forget-address".*?<\/form>)/s.exec(text) ?? []
      const valueOf = (name: string) =>
        new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? ''
      const press = (token: string) =>
        server.public('POST', '/ui/forget-address', {
          form: { csrf_token: token, flow: valueOf('flow') },
          accept: 'text/html',
          jar,
        })
      assert.equal((await press('forged')).status, 403)
      assert.notEqual(jar.get('pallas_address'), undefined)
      const { status, location } = await press(valueOf('csrf_token'))
      assert.deepEqual([status, location], [303, `${base}/ui/login?flow=${valueOf('flow')}`])
      assert.equal(jar.get('pallas_address'), undefined)
    })

    it('shows no address that this server has not sealed', async () => {
      for (const value of ['ada', '1.x.y', 'x'.repeat(4000), '%00', '<script>']) {
        const jar = new Jar()
        jar.store([`pallas_address=${value}`, 'pallas_last_way=<script>'])
        const text = await page(server, jar)
        assert.match(fieldIn(text), /^((?!value="[^"]).)*$/s)
        assert.doesNotMatch(text, /Not you|<script>/)
      }
    })
  })

describe('a browser of an installation with pages of its own', () => {
  it('keeps neither, and its forms are as they were', async () => {
    const server = await startOidcServer({ overrides: codeSchema() })
    try {
      await person(server, email)
      const jar = new Jar()
      const fields = { method: 'password', identifier: email, password }
      assert.equal((await signIn(server, jar, [fields])).status, 303)
      assert.doesNotMatch(jar.header, /pallas_/)
    } finally {
      await server.close()
    }
  })
})
