// Security requirements 24 to 26 at every mount, for somebody who has set up a second factor: an
// edition that cannot ask for it lets nobody get by with the first one.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { html, pressButton, visitPage } from '../support/button-page.ts'
import { offers, routesOf, rulesOf } from '../support/edition-features.ts'
import {
  clientOf,
  editions,
  flowIn,
  type Edition,
  type EditionClient,
} from '../support/editions.ts'
import { addLookup, addTotp, codeAt, stepUpSpa, withFactors } from '../support/factors.ts'
import { Jar } from '../support/jar.ts'
import { codeFor, mailTo } from '../support/mail.ts'
import { openSpa, password, proveAddress, signIn, signUp, submitSpa } from '../support/people.ts'
import { owner, withSecondCodes } from '../support/second-codes.ts'
import { mergeDeep, startServer, type Call, type TestServer } from '../support/server.ts'

const minute = 60_000
const settings = mergeDeep(withFactors, {
  selfservice: {
    methods: { link: { enabled: true } },
    flows: {
      recovery: { enabled: true, use: 'link' },
      verification: { enabled: true, use: 'link' },
      settings: { lifespan: '3h', privileged_session_max_age: '15m' },
    },
  },
})
const withMailedCodes = {
  ...withSecondCodes,
  selfservice: { methods: { code: { mfa_enabled: true } } },
}
/** Where the first factor is enough to see what is one's own. */
const lenient = mergeDeep(settings, {
  selfservice: { flows: { settings: { required_aal: 'aal1' } } },
  session: { whoami: { required_aal: 'aal1' } },
})

/** Where they give it. */
const newest = editions.find((one) => offers(one, 'totp')) ?? assert.fail()
let people = 0
/** What somebody proves in the second step. */
type SecondFactor = 'an app' | 'a mailed code'
/** The settings of each, and what is sent in the second step. */
const settingsOf = { 'an app': settings, 'a mailed code': mergeDeep(settings, withMailedCodes) }

/** Somebody who has set up an app and backup codes, or is sent codes. */
async function guarded(server: TestServer, by: SecondFactor = 'an app') {
  const email = `guarded-${++people}@example.org`
  const { id, proof } = await (by === 'an app' ? withApp(server, email) : withMail(server, email))
  const stored = async () => {
    const account = await server.store.identities.find(id)
    return JSON.stringify([account?.identity.traits, account?.credentials])
  }
  /** A browser that has given the first factor, or both. */
  const half = async () => {
    const jar = new Jar()
    await clientOf(server, newest).signIn(email, jar)
    assert.ok(jar.get('ory_kratos_session'))
    return jar
  }
  async function full() {
    const jar = await half()
    server.pass(30_000)
    const { status, text } = await proof(jar)
    assert.equal(status, 200, text)
    return jar
  }
  return { id, email, stored, half, full }
}
async function withApp(server: TestServer, email: string) {
  const { id, token } = await signUp(server, email)
  await proveAddress(server, id)
  await addLookup(server, token)
  const secret = await addTotp(server, token)
  const proof = (jar: Jar) =>
    stepUpSpa(server, jar, { method: 'totp', totp_code: codeAt(secret, server.now()) })
  return { id, proof }
}
async function withMail(server: TestServer, email: string) {
  const id = await owner(server, { email })
  async function proof(jar: Jar) {
    const flow = await openSpa(server, 'login', jar, '?aal=aal2')
    const code = await codeFor(server, email)
    return submitSpa(server, 'login', flow, jar, { method: 'code', code })
  }
  return { id, proof }
}
type Person = Awaited<ReturnType<typeof guarded>>

/** What would be enough to get in by, or to move the account away. */
const changes = (email: string) =>
  [
    ['password', { password: 'another-Good-one-77!' }],
    ['profile', { 'traits.email': `moved-${email}` }],
  ] as const

const hasPath = (edition: Edition, kind: string) =>
  routesOf(edition).public.some(({ path }) => path.includes(`/${kind}`))
const tried: Record<string, number> = {}

for (const [edition, by] of editions.flatMap((edition) =>
  (['an app', 'a mailed code'] as const).map((by) => [edition, by] as const),
))
  describe(`somebody who has a second factor, ${by} (${edition.name})`, () => {
    let server: TestServer, at: EditionClient, who: Person
    before(async () => {
      server = await startServer(settingsOf[by])
      at = clientOf(server, edition)
      who = await guarded(server, by)
    })
    after(() => server.close())

    /** Each operation, with a session and whatever it can take. */
    async function tryAll(callOf: () => Promise<Call>): Promise<void> {
      const owner = await who.full()
      const flows: Record<string, string> = {}
      for (const kind of at.kinds)
        flows[kind] = (await at.open(kind, kind === 'settings' ? owner : new Jar())).id
      const before = await who.stored()
      for (const { method, path } of routesOf(edition).public) {
        const kind = at.kinds.find((one) => path.includes(one)) ?? 'settings'
        const id = flows[kind] ?? who.id
        const query = `?id=${id}&flow=${id}&request=${id}`
        const url = at.mount + path.replace(':via', 'email').replace(/:\w+|\*/g, id) + query
        const body =
          method === 'GET' || method === 'OPTIONS'
            ? {}
            : { json: { method: 'password', password: 'another-Good-one-77!' } }
        const answer = await server.public(method, url, { ...(await callOf()), ...body })
        assert.ok(!answer.text.includes(who.email), `${method} ${path}: ${answer.text}`)
        tried[edition.name] = (tried[edition.name] ?? 0) + 1
      }
      assert.equal(await who.stored(), before)
      assert.equal((await at.whoami({ jar: owner })).status, 200, 'their own session goes on')
    }

    it('is shown and can change nothing by the first alone, at no operation (browsers)', () =>
      tryAll(async () => ({ jar: await who.half() })))

    it('is shown and can change nothing by the first alone, at no operation (apps)', () =>
      tryAll(async () => ({ token: (await signIn(server, who.email)).json.session_token })))

    it('does not get in by the password alone', async () => {
      const jar = new Jar()
      await at.signIn(who.email, jar)
      const begins = jar.get('ory_kratos_session') !== undefined
      assert.equal(begins, rulesOf(edition).secondFactor === 'asked-for', 'a half session')
      const { status, text } = await at.whoami({ jar })
      assert.ok(status >= 400, text)
      assert.ok(!text.includes(who.email))
      const opened = await at.start('settings', { jar })
      assert.ok(!opened.text.includes(who.email))
    })

    const recovers = edition.kinds.includes('recovery')
    it(`${recovers ? 'does not get in by' : 'is offered no'} recovery alone`, async () => {
      assert.equal(recovers, hasPath(edition, 'recovery'))
      if (!recovers) return
      const jar = new Jar()
      const flow = await at.open('recovery', jar)
      await at.send('recovery', flow, 'link', jar, { email: who.email })
      const links = (await mailTo(server, who.email)).flatMap((one) => one.links)
      const link = new URL(
        links.findLast((one) => /self-service.*\/recovery/.test(one)) ?? assert.fail(),
      )
      const url = link.pathname + link.search
      const answer = await pressButton(server, url, await visitPage(server, url, jar), jar)
      assert.ok(answer.status < 400, answer.text)
      const { status, text } = await at.whoami({ jar })
      assert.ok(status >= 400, text)
      const before = await who.stored()
      const to = new URL(answer.location ?? 'http://nowhere/').searchParams
      const id = to.get('flow') ?? to.get('request') ?? ''
      const path = at.mount + at.readPath('settings') + id
      const read = await server.public('GET', path, { jar })
      assert.ok(read.status >= 300 && !read.text.includes(who.email), read.text)
      assert.equal(await who.stored(), before)
    })
  })

for (const edition of editions)
  describe(`sensitive changes of somebody who has a second factor (${edition.name})`, () => {
    let server: TestServer, at: EditionClient
    before(async () => {
      server = await startServer(lenient)
      at = clientOf(server, edition)
    })
    after(() => server.close())

    const isHere = (url: string) => url.startsWith('http://127.0.0.1:4433/')
    const go = (url: string, jar: Jar) => {
      const { pathname, search } = new URL(url)
      return server.public('GET', pathname + search, { jar, accept: html })
    }

    it('need it, even where the settings open without it', async () => {
      const who = await guarded(server)
      const before = await who.stored()
      for (const [method, fields] of changes(who.email))
        for (const json of [false, true]) {
          const jar = await who.half()
          const flow = await at.open('settings', jar)
          await at.send('settings', flow, method, jar, fields, { json })
          assert.equal(await who.stored(), before, method)
        }
      const own = await who.full()
      const flow = await at.open('settings', own)
      await at.send('settings', flow, 'profile', own, {
        'traits.email': who.email,
        'traits.name.first': 'Ada',
      })
      assert.notEqual(await who.stored(), before, 'other ones are made')
    })

    it('need a sign-in that is young, and go on after none of somebody else', async () => {
      const who = await guarded(server)
      const other = `other-${who.email}`
      await signUp(server, other)
      for (const [method, fields] of changes(who.email)) {
        const jar = await who.full()
        const flow = await at.open('settings', jar)
        server.pass(15 * minute + 1)
        const before = await who.stored()
        const asked = await at.send('settings', flow, method, jar, fields)
        assert.match(asked.location ?? '', /login/, asked.text)
        assert.equal(await who.stored(), before, method)
        const login = await go(asked.location ?? '', jar)
        const form = await at.read('login', flowIn(login) ?? assert.fail(login.text), { jar })
        const sent = { [at.identifier]: other, password }
        const done = await at.send('login', form, 'password', jar, sent)
        const back = new URL(asked.location ?? '').searchParams.get('return_to') ?? ''
        for (const url of [done.location ?? '', back]) if (isHere(url)) await go(url, jar)
        assert.equal(await who.stored(), before, method)
      }
    })
  })

describe('an edition', () => {
  it('has second factors, or says by a rule that it does not know them', () => {
    for (const edition of editions)
      assert.equal(rulesOf(edition).secondFactor === 'asked-for', offers(edition, 'totp'))
  })

  it('was tried with each of its operations', () => {
    for (const edition of editions)
      assert.equal(tried[edition.name], 2 * 2 * routesOf(edition).public.length)
  })
})
