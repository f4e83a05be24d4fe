// Forms as browsers really send them, and what they offer.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { passwordless, person } from '../support/code-people.ts'
import { Jar } from '../support/jar.ts'
import { codeFor, mailTo } from '../support/mail.ts'
import {
  nodeValue,
  openApi,
  openSpa,
  submitForm,
  password,
  signedInBrowser,
  submit,
} from '../support/people.ts'
import { providerSettings, startOidcServer } from '../support/oidc.ts'
import { mergeDeep, personSchema, startServer, type TestServer } from '../support/server.ts'

const home = 'http://127.0.0.1:4455/'

describe('a form of a browser', () => {
  let server: TestServer
  before(async () => {
    const flow = { enabled: true, use: 'code' }
    server = await startServer(
      mergeDeep(passwordless, { selfservice: { flows: { recovery: flow, verification: flow } } }),
    )
  })
  after(() => server.close())

  /** Sends names and values in this order, and nothing else but the anti-forgery token. */
  const post = (
    kind: string,
    flow: any,
    jar: Jar,
    fields: readonly (readonly [string, string])[],
  ) =>
    server.public('POST', `/self-service/${kind}?flow=${flow.id}`, {
      accept: 'text/html',
      jar,
      payload: new URLSearchParams([
        ['csrf_token', nodeValue(flow, 'csrf_token') ?? ''],
        ...fields.map(([name, value]) => [name, value] as [string, string]),
      ]).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  const shown = async (kind: string, flow: any, jar: Jar) =>
    (await server.public('GET', `/self-service/${kind}/flows?id=${flow.id}`, { jar })).json

  it('signs in by a code with the method twice, hidden and as the button', async () => {
    const email = 'twice@example.org'
    await person(server, email)
    const jar = new Jar(),
      flow = await openSpa(server, 'login', jar)
    const fields = [
      ['identifier', email],
      ['method', 'code'],
    ] as const
    await post('login', flow, jar, fields)
    const code = await codeFor(server, email)
    const { location } = await post('login', flow, jar, [
      ...fields,
      ['code', code],
      ['method', 'code'],
    ])
    assert.equal(location, home)
  })

  it('confirms a sign-in with the identifier twice, hidden and visible', async () => {
    const email = 'again@example.org'
    await person(server, email)
    const jar = await signedInBrowser(server, email)
    const flow = await openSpa(server, 'login', jar, '?refresh=true')
    const { location } = await post('login', flow, jar, [
      ['identifier', email],
      ['identifier', email],
      ['password', password],
      ['method', 'password'],
    ])
    assert.equal(location, home)
  })

  for (const [name, value] of [
    ['screen', 'previous'],
    ['method', 'profile:back'],
  ] as const)
    it(`goes back from the second step of a sign-up by ${name}=${value} alone`, async () => {
      const email = 'back@example.org',
        jar = new Jar(),
        flow = await openSpa(server, 'registration', jar)
      const steps = async () => {
        const { ui } = await shown('registration', flow, jar)
        const find = (one: string) =>
          ui.nodes.find(({ attributes }: any) => attributes.name === one)?.attributes
        return { ui, email: find('traits.email'), isSecond: find('password') !== undefined }
      }
      await post('registration', flow, jar, [
        ['traits.email', email],
        ['method', 'profile'],
      ])
      assert.equal((await steps()).isSecond, true)
      await post('registration', flow, jar, [[name, value]])
      const back = await steps()
      assert.deepEqual([back.isSecond, back.email.value], [false, email])
      assert.ok((back.ui.messages ?? []).every(({ type }: any) => type !== 'error'))
    })

  it('confirms the address of somebody who has begun in an app, with all cookies of the browser', async () => {
    const email = 'from-app@example.org'
    const id = await person(server, email)
    const jar = await signedInBrowser(server, email)
    const flow = await openApi(server, 'verification')
    await submit(server, 'verification', flow, { method: 'code', email })
    const code = await codeFor(server, email)
    await post('verification', flow, jar, [
      ['method', 'code'],
      ['code', code],
    ])
    const { json } = await server.admin('GET', `/admin/identities/${id}`)
    assert.equal(json.verifiable_addresses[0].verified, true)
  })

  for (const kind of ['recovery', 'verification'] as const)
    it(`the subject of a message of ${kind} has its code`, async () => {
      const email = `subject-${kind}@example.org`
      await person(server, email)
      await submit(server, kind, await openApi(server, kind), { method: 'code', email })
      const code = await codeFor(server, email)
      const { json } = await server.admin(
        'GET',
        `/admin/courier/messages?recipient=${encodeURIComponent(email)}`,
      )
      assert.equal((await mailTo(server, email)).length, 1)
      assert.ok(json[0].subject.includes(code), json[0].subject)
    })
})

describe('a login with providers and nothing else', () => {
  for (const [name, methods] of Object.entries({
    'no other method': { password: { enabled: false }, code: { enabled: false } },
    'codes for addresses only': { password: { enabled: false } },
  }))
    it(`has their buttons and no field (${name})`, async () => {
      const server = await startOidcServer({
        providers: [providerSettings('acme')],
        overrides: { selfservice: { methods } },
      })
      try {
        for (const flow of [
          await openApi(server, 'login'),
          await openSpa(server, 'login', new Jar()),
        ]) {
          const names = flow.ui.nodes.map(({ attributes }: any) => attributes.name)
          assert.deepEqual(names.toSorted(), ['csrf_token', 'provider'])
        }
      } finally {
        await server.close()
      }
    })
})

describe('a trait that can only be true', () => {
  const schema = personSchema()
  const properties = {
    ...schema.properties.traits.properties,
    consent: { title: 'Consent', const: true },
  }
  const url = `base64://${Buffer.from(
    JSON.stringify({
      ...schema,
      properties: { traits: { ...schema.properties.traits, properties } },
    }),
  ).toString('base64')}`
  let server: TestServer
  before(async () => {
    server = await startServer({
      identity: { schemas: [{ id: 'default', url }] },
      selfservice: { flows: { registration: { style: 'unified' } } },
    })
  })
  after(() => server.close())

  it('is a checkbox, and what a form says of it is a boolean', async () => {
    const jar = new Jar(),
      flow = await openSpa(server, 'registration', jar)
    const node = flow.ui.nodes.find(({ attributes }: any) => attributes.name === 'traits.consent')
    assert.equal(node.attributes.type, 'checkbox')
    const email = 'consent@example.org'
    const send = (consent: string) =>
      submitForm(server, 'registration', flow, jar, {
        method: 'password',
        password,
        'traits.email': email,
        'traits.consent': consent,
      })
    assert.notEqual((await send('false')).location, home)
    assert.equal((await send('true')).location, home)
    const { json } = await server.admin(
      'GET',
      `/admin/identities?credentials_identifier=${encodeURIComponent(email)}`,
    )
    assert.equal(json[0].traits.consent, true)
  })
})

describe('an administrator', () => {
  for (const method of ['link', 'code'] as const)
    it(`may make a ${method} for a recovery that people cannot begin`, async () => {
      const server = await startServer({
        selfservice: {
          methods: { link: { enabled: true }, code: { enabled: true } },
          flows: { recovery: { enabled: false } },
        },
      })
      try {
        const { json: made } = await server.admin('POST', '/admin/identities', {
          json: { schema_id: 'default', traits: { email: 'locked-out@example.org' } },
        })
        const { status, json } = await server.admin('POST', `/admin/recovery/${method}`, {
          json: { identity_id: made.id },
        })
        assert.equal(status, method === 'link' ? 200 : 201)
        assert.match(json.recovery_link, /\/self-service\/recovery|\/recovery\?/)
        const { status: refused } = await server.public('GET', '/self-service/recovery/api')
        assert.notEqual(refused, 200)
      } finally {
        await server.close()
      }
    })
})
