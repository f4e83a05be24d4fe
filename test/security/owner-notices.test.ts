// The owner of an account is told of every kind of credential that comes or goes.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { credentialTable, type CredentialType } from '#identity/credential-types.ts'
import { noticeDelayMs } from '#flow/notices.ts'
import { addLookup, addTotp, withFactors } from '../support/factors.ts'
import { Jar } from '../support/jar.ts'
import { addKey, withKeys } from '../support/keys.ts'
import { mailTo, type Mail } from '../support/mail.ts'
import {
  choose,
  comeBack,
  enter,
  startOidcServer,
  whoIs,
  type OidcServer,
} from '../support/oidc.ts'
import { openApi, openSpa, password, signIn, signUp, submit, submitSpa } from '../support/people.ts'
import { mergeDeep } from '../support/server.ts'

type Person = {
  readonly server: OidcServer
  readonly email: string
  readonly id: string
  readonly jar: Jar
  readonly token: string
}
type Way = (person: Person) => Promise<unknown>

const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0' }

async function saved({ server, jar }: Person, fields: (flow: any) => object): Promise<void> {
  const flow = await openSpa(server, 'settings', jar)
  const { status, text } = await submitSpa(server, 'settings', flow, jar, fields(flow), {
    headers: browser,
  })
  assert.equal(status, 200, text)
}
/** By the app, which has given the second factor. */
const savedByApp =
  (fields: object): Way =>
  async ({ server, token }) => {
    const flow = await openApi(server, 'settings', '', { token })
    const { status, text } = await submit(server, 'settings', flow, fields, { token })
    assert.equal(status, 200, text)
  }
const buttonOf = (flow: any, name: string) =>
  flow.ui.nodes.find(({ attributes }: any) => attributes.name === name).attributes.value
const removesKey = (method: 'passkey' | 'webauthn') => (person: Person) =>
  saved(person, (flow) => ({ method, [`${method}_remove`]: buttonOf(flow, `${method}_remove`) }))
const byAdministrator =
  (type: string) =>
  async ({ server, id }: Person) => {
    const { status, text } = await server.admin(
      'DELETE',
      `/admin/identities/${id}/credentials/${type}`,
    )
    assert.equal(status, 204, text)
  }

/** How each kind comes and goes. What cannot be is left out. */
const ways: Readonly<
  Partial<
    Record<CredentialType, { readonly says: RegExp; readonly add?: Way; readonly remove: Way }>
  >
> = {
  password: {
    says: /password/,
    add: (person) => saved(person, () => ({ method: 'password', password: 'Another-good-77!' })),
    async remove(person) {
      await addKey(person.server, 'passkey', person.jar)
      await byAdministrator('password')(person)
    },
  },
  totp: {
    says: /an authenticator app/,
    add: ({ server, token }) => addTotp(server, token),
    remove: savedByApp({ method: 'totp', totp_unlink: true }),
  },
  lookup_secret: {
    says: /backup codes/,
    add: ({ server, token }) => addLookup(server, token),
    remove: savedByApp({ method: 'lookup_secret', lookup_secret_disable: true }),
  },
  webauthn: {
    says: /a security key/,
    add: ({ server, jar }) => addKey(server, 'webauthn', jar),
    remove: removesKey('webauthn'),
  },
  passkey: {
    says: /a passkey/,
    add: ({ server, jar }) => addKey(server, 'passkey', jar),
    remove: removesKey('passkey'),
  },
  oidc: {
    says: /an account at acme/,
    add: async ({ server, email, jar }) => {
      server.idp.claims = { sub: `of-${email}` }
      await comeBack(server, await choose(server, 'settings', jar, { link: 'acme' }), jar)
    },
    remove: async ({ server, jar }) => {
      const flow = await openSpa(server, 'settings', jar)
      await submitSpa(server, 'settings', flow, jar, { method: 'oidc', unlink: 'acme' })
    },
  },
}
/** Told as changes of addresses, or stored by nobody. */
const notHere: readonly CredentialType[] = ['code', 'saml']

const config = mergeDeep(mergeDeep(withFactors, withKeys(false)), {
  selfservice: { flows: { settings: { privileged_session_max_age: '24h' } } },
})

describe('an owner is told', () => {
  let server: OidcServer,
    count = 0
  before(async () => {
    server = await startOidcServer({ overrides: config })
  })
  after(() => server.close())

  async function somebody(): Promise<Person> {
    const { email, id } = await signUp(server, `owner-${++count}@example.org`)
    const jar = new Jar()
    const flow = await openSpa(server, 'login', jar)
    const fields = { method: 'password', identifier: email, password }
    await submitSpa(server, 'login', flow, jar, fields, { headers: browser })
    return { server, email, id, jar, token: (await signIn(server, email)).json.session_token }
  }
  async function told(email: string): Promise<readonly Mail[]> {
    server.pass(noticeDelayMs)
    return (await mailTo(server, email)).filter(({ template_type: type }) => /changed/.test(type))
  }

  it('of every kind of credential that there is a notice of', () => {
    const types = (Object.keys(credentialTable) as CredentialType[]).filter(
      (type) => credentialTable[type].notice !== undefined,
    )
    assert.deepEqual([...Object.keys(ways), ...notHere].toSorted(), types.toSorted())
  })

  for (const [type, { says, add, remove }] of Object.entries(ways))
    it(`that ${type} was added, and that it was removed`, async () => {
      const person = await somebody()
      const { email } = person
      await add?.(person)
      const [added, ...more] = await told(email)
      assert.deepEqual(more, [])
      assert.match(added?.text ?? '', says)
      assert.match(added?.text ?? '', type === 'password' ? /was changed/ : /was added/)
      assert.match(added?.text ?? '', /When: \d+ May 2026 at \d\d:\d\d UTC/)
      assert.match(added?.text ?? '', /From: 127\.0\.0\.1/)
      assert.ok(added?.links.some((one) => one.includes('/ui/end-session?')))
      await remove(person)
      const removed = (await told(email)).find(({ text }) => /was removed/.test(text))
      assert.match(removed?.text ?? '', says)
      assert.match(removed?.text ?? '', /was removed/)
      assert.equal(removed?.template_type, added?.template_type)
    })

  it('of nothing when a key or an account elsewhere is only used', async () => {
    const person = await somebody()
    await ways.oidc?.add?.(person)
    const earlier = (await told(person.email)).length
    const { jar } = await enter(server)
    assert.equal((await whoIs(server, jar)).identity.id, person.id)
    assert.equal((await told(person.email)).length, earlier)
  })
})
