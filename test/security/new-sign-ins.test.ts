// The owner of an account is told of a sign-in on a new device or from a new network, by every way to
// sign in, and can end it by the link.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { credentialTable, type CredentialType } from '#identity/credential-types.ts'
import { noticeDelayMs } from '#flow/notices.ts'
import { clientOf, editions } from '../support/editions.ts'
import { addTotp, codeAt, period, withFactors } from '../support/factors.ts'
import { Jar } from '../support/jar.ts'
import { addKey, askForKey, withKeys } from '../support/keys.ts'
import { codeFor, mailTo, type Mail } from '../support/mail.ts'
import { choose, startOidcServer, whoIs, type OidcServer } from '../support/oidc.ts'
import { openApi, openSpa, password, signUp, submit, submitSpa } from '../support/people.ts'
import {
  mergeDeep,
  personSchema,
  startServer,
  type Call,
  type TestServer,
} from '../support/server.ts'

const agents = {
  known: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  other:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36',
}
const from = (agent: keyof typeof agents, ip = '203.0.113.7') => ({
  headers: { 'user-agent': agents[agent], 'x-forwarded-for': ip },
})
const behindProxy = { pallas: { trusted_proxies: ['127.0.0.1'] } }

const newSignIns = async (server: TestServer, email: string): Promise<readonly Mail[]> => {
  server.pass(noticeDelayMs)
  return (await mailTo(server, email)).filter((one) => one.template_type === 'new_sign_in_valid')
}
const byPassword = async (
  server: TestServer,
  email: string,
  call: Call,
  jar = new Jar(),
): Promise<Jar> => {
  const flow = await openSpa(server, 'login', jar)
  const fields = { method: 'password', identifier: email, password }
  const { status, text } = await submitSpa(server, 'login', flow, jar, fields, call)
  assert.equal(status, 200, text)
  return jar
}

type Person = { readonly server: OidcServer; readonly email: string; readonly jar: Jar }
type SignIn = (person: Person, call: Call) => Promise<Jar>

const byKey =
  (method: 'passkey' | 'webauthn'): SignIn =>
  async ({ server, email, jar: own }, call) => {
    const key = await addKey(server, method, own)
    const jar = new Jar()
    const { flow, options } = await askForKey(server, method, jar, { email })
    const answer = JSON.stringify(key.get(options))
    await submitSpa(
      server,
      'login',
      flow,
      jar,
      { method, identifier: email, [`${method}_login`]: answer },
      call,
    )
    return jar
  }

/** How somebody signs in by each kind of credential that is a first factor. */
const ways: Readonly<Partial<Record<CredentialType, SignIn>>> = {
  password: ({ server, email }, call) => byPassword(server, email, call),
  async code({ server, email }, call) {
    const jar = new Jar()
    const flow = await openSpa(server, 'login', jar)
    await submitSpa(server, 'login', flow, jar, { method: 'code', identifier: email }, call)
    const code = await codeFor(server, email)
    await submitSpa(server, 'login', flow, jar, { method: 'code', identifier: email, code }, call)
    return jar
  },
  passkey: byKey('passkey'),
  webauthn: byKey('webauthn'),
  async oidc({ server, email, jar: own }, call) {
    server.idp.claims = { sub: `of-${email}` }
    const link = await choose(server, 'settings', own, { link: 'acme' })
    await server.public('GET', server.idp.consent(link), { accept: 'text/html', jar: own })
    const jar = new Jar()
    const address = await choose(server, 'login', jar, { provider: 'acme' })
    await server.public('GET', server.idp.consent(address), { accept: 'text/html', jar, ...call })
    return jar
  },
  async code_recovery({ server, email }, call) {
    const jar = new Jar()
    const flow = await openSpa(server, 'recovery', jar)
    await submitSpa(server, 'recovery', flow, jar, { method: 'code', email }, call)
    const code = await codeFor(server, email)
    await submitSpa(server, 'recovery', flow, jar, { method: 'code', code }, call)
    return jar
  },
  async link_recovery({ server, email }, call) {
    const [{ id }] = (
      await server.admin('GET', `/admin/identities?credentials_identifier=${email}`)
    ).json
    const json = { identity_id: id }
    const made = await server.admin('POST', '/admin/recovery/link', { json })
    const { pathname, search } = new URL(made.json.recovery_link)
    const jar = new Jar()
    const headers = { ...call.headers, 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin' }
    await server.public('GET', pathname + search, { jar, headers })
    return jar
  },
}
/** It needs a provider that the open server has not. */
const notHere: readonly CredentialType[] = ['saml']

const schemaWith = (traits: object) => {
  const schema: any = personSchema()
  const { properties } = schema.properties.traits
  Object.assign(properties, traits)
  properties.email['ory.sh/kratos'].credentials = {
    password: { identifier: true },
    code: { identifier: true, via: 'email' },
    webauthn: { identifier: true },
    passkey: { display_name: true },
  }
  const url = `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`
  return { identity: { schemas: [{ id: 'default', url }] } }
}
const config = [
  withFactors,
  withKeys(true),
  behindProxy,
  schemaWith({}),
  { selfservice: { methods: { code: { passwordless_enabled: true } } } },
].reduce<Parameters<typeof mergeDeep>[0]>(mergeDeep, {})

describe('a sign-in on a new device is told', () => {
  let server: OidcServer,
    count = 0
  before(async () => {
    server = await startOidcServer({ overrides: config })
  })
  after(() => server.close())
  const somebody = async (): Promise<Person> => {
    const { email } = await signUp(server, `signs-in-${++count}@example.org`)
    return { server, email, jar: await byPassword(server, email, from('known')) }
  }

  it('by every kind of credential that signs in', () => {
    const types = (Object.keys(credentialTable) as CredentialType[]).filter(
      (type) => !['second', 'none'].includes(credentialTable[type].factor),
    )
    assert.deepEqual([...Object.keys(ways), ...notHere].toSorted(), types.toSorted())
  })

  for (const [type, way] of Object.entries(ways))
    it(`by ${type}, and the link ends it`, async () => {
      const person = await somebody(),
        { email } = person
      const earlier = (await newSignIns(server, email)).length
      const jar = await way(person, from('other', '198.51.100.9'))
      assert.ok(await whoIs(server, jar), 'signed in')
      const told = (await newSignIns(server, email)).slice(earlier)
      assert.equal(told.length, 1)
      assert.match(told[0]?.text ?? '', /on a device that it was not used on before/)
      assert.match(told[0]?.text ?? '', /On: Chrome, Windows\n[^]*From: 198\.51\.100\.9/)
      const link = told[0]?.links.find((one) => one.includes('/ui/end-session?')) ?? assert.fail()
      const { pathname, search } = new URL(link)
      const reader = new Jar()
      const page = await server.public('GET', pathname + search, {
        accept: 'text/html',
        jar: reader,
      })
      assert.equal(page.status, 200)
      assert.ok(await whoIs(server, jar), 'opening the link ends nothing')
      const [, token = ''] = /name="csrf_token" value="([^"]+)"/.exec(page.text) ?? []
      const press = (form: Readonly<Record<string, string>>, path = pathname + search) =>
        server.public('POST', path, { form, accept: 'text/html', jar: reader })
      assert.equal((await press({ end: 'true' })).status, 403)
      assert.equal((await press({ csrf_token: token }, `${pathname}${search}x`)).status, 400)
      assert.ok(await whoIs(server, jar), 'a wrong link ends nothing')
      assert.equal((await press({ csrf_token: token, end: 'true' })).status, 200)
      assert.equal(await whoIs(server, jar), undefined)
      // NOTE whoever proves an address for the first time, or recovers the account, ends the others
      if (!credentialTable[type as CredentialType].provesAddress)
        assert.ok(await whoIs(server, person.jar), 'the others go on')
    })

  it('in every edition', async () => {
    for (const words of editions) {
      const { email } = await signUp(server, `edition-${++count}@example.org`)
      const client = clientOf(server, words)
      await client.signIn(email, new Jar(), from('known'))
      const earlier = (await newSignIns(server, email)).length
      await client.signIn(email, new Jar(), from('other'))
      assert.equal((await newSignIns(server, email)).length, earlier + 1, words.name)
    }
  })

  it('from a new network, but not of the same device in the same network', async () => {
    const { email } = await somebody()
    const earlier = (await newSignIns(server, email)).length
    await byPassword(server, email, from('known', '203.0.113.200'))
    assert.equal((await newSignIns(server, email)).length, earlier)
    await byPassword(server, email, from('known', '198.51.100.1'))
    const told = (await newSignIns(server, email)).at(-1)
    assert.match(told?.text ?? '', /from a network that it was not used from before/)
    await byPassword(server, email, from('known', '198.51.100.2'))
    assert.equal((await newSignIns(server, email)).length, earlier + 1)
  })

  it('of an app, too, and not of a confirmation or of a second step', async () => {
    const { email, token } = await signUp(server, `app-${++count}@example.org`)
    const secret = await addTotp(server, token)
    const flow = await openApi(server, 'login')
    const fields = { method: 'password', identifier: email, password }
    const earlier = (await newSignIns(server, email)).length
    const { json } = await submit(server, 'login', flow, fields, from('other'))
    const told = (await newSignIns(server, email)).slice(earlier)
    assert.equal(told.length, 1)
    assert.match(told[0]?.text ?? '', /The second step was still missing then/)
    server.pass(period)
    const step = { method: 'totp', totp_code: codeAt(secret, server.now()) }
    const call = { token: json.session_token, ...from('known', '198.51.100.3') }
    const second = await openApi(server, 'login', '?aal=aal2', call)
    assert.equal((await submit(server, 'login', second, step, call)).status, 200)
    const confirmed = await openApi(server, 'login', '?refresh=true', call)
    assert.equal((await submit(server, 'login', confirmed, fields, call)).status, 200)
    assert.equal((await newSignIns(server, email)).length, earlier + 1)
  })

  it('ten times an hour, whatever somebody sends who knows the password', async () => {
    const { email } = await somebody()
    server.pass(3_600_000)
    const earlier = (await newSignIns(server, email)).length
    for (let n = 0; n < 13; n++)
      await byPassword(server, email, { headers: { 'user-agent': `Agent${'x'.repeat(n)}` } })
    assert.equal((await newSignIns(server, email)).length, earlier + 10)
  })

  it('again of the device whose session was ended by the link', async () => {
    const { email } = await somebody()
    const endLatest = async () => {
      const told = (await newSignIns(server, email)).at(-1)
      const link = told?.links.find((one) => one.includes('/ui/end-session?')) ?? assert.fail()
      const { pathname, search } = new URL(link)
      const jar = new Jar()
      const { text } = await server.public('GET', pathname + search, { accept: 'text/html', jar })
      const [, token = ''] = /name="csrf_token" value="([^"]+)"/.exec(text) ?? []
      const form = { csrf_token: token }
      return server.public('POST', pathname + search, { form, accept: 'text/html', jar })
    }
    for (let round = 1; round <= 2; round++) {
      const earlier = (await newSignIns(server, email)).length
      await byPassword(server, email, from('other'))
      assert.equal((await newSignIns(server, email)).length, earlier + 1, `round ${round}`)
      assert.equal((await endLatest()).status, 200)
      assert.equal((await endLatest()).status, 200, 'a second time is no mistake')
    }
  })
})

it('a notice of a sign-in is in the language of the person', async () => {
  const server = await startServer(
    mergeDeep(behindProxy, schemaWith({ locale: { type: 'string' } })),
  )
  const { email } = await signUp(server, 'anna@example.org', { locale: 'de' })
  await byPassword(server, email, from('known'))
  await byPassword(server, email, from('other'))
  const told = (await newSignIns(server, email)).map(({ text }) => text).join('\n')
  assert.match(told, /Neue Anmeldung bei Ihrem Konto/)
  assert.match(told, /Mit: Chrome, Windows/)
  await server.close()
})

it('a sign-in is told to nobody where that is switched off', async () => {
  for (const notices of [{ sign_ins: false }, { enabled: false }]) {
    const server = await startServer(mergeDeep(behindProxy, { pallas: { notices } }))
    const { email } = await signUp(server, 'ada@example.org')
    await byPassword(server, email, from('known'))
    await byPassword(server, email, from('other'))
    assert.deepEqual(await newSignIns(server, email), [])
    await server.close()
  }
})
