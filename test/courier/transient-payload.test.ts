// What was sent as `transient_payload` with the form that asks for a message, or that has one sent,
// is there for its template.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { templatePlace, templateTypes } from '#courier/courier.ts'
import { noticeDelayMs } from '#flow/notices.ts'
import { codeSchema, person } from '../support/code-people.ts'
import { mailTo } from '../support/mail.ts'
import { inBase64, startOidcServer, type OidcServer } from '../support/oidc.ts'
import { password } from '../support/people.ts'
import { mergeDeep, type Overrides } from '../support/server.ts'
import { createVisitor, visitorKinds, type Visitor, type VisitorKind } from '../support/visitors.ts'

const payload = { transient_payload: { from: 'here' } }
const html = { accept: 'text/html' }

/** Every template says where the payload is from, and nothing else. */
const templates = templateTypes
  .map((type) =>
    templatePlace(type).reduceRight<object>((inner, name) => ({ [name]: inner }), {
      email: { body: { plaintext: inBase64('from {{ .TransientPayload.from }}') } },
    }),
  )
  .reduce((all, one) => mergeDeep(all as Overrides, one as Overrides), {})

const telling = { hook: 'notify_previous_addresses' }

const configOf = (use: 'code' | 'link') =>
  mergeDeep(codeSchema(), {
    courier: { templates },
    selfservice: {
      methods: {
        code: { enabled: true, passwordless_enabled: true },
        link: { enabled: true },
        lookup_secret: { enabled: true },
      },
      flows: {
        login: { after: { password: { hooks: [{ hook: 'require_verified_address' }] } } },
        recovery: { enabled: true, use, notify_unknown_recipients: true },
        verification: { enabled: true, use, notify_unknown_recipients: true },
        ...(use === 'link' ? { settings: { after: { profile: { hooks: [telling] } } } } : {}),
      },
    },
  })

type Way = {
  readonly name: string
  readonly template: string
  readonly use?: 'code' | 'link'
  readonly by?: readonly VisitorKind[]
  /** Has a message sent to an address with the payload. */
  go(visitor: Visitor, email: string, server: OidcServer): Promise<unknown>
}

const mailed = (kind: 'recovery' | 'verification', use: 'code' | 'link'): readonly Way[] => {
  const template = use === 'link' ? kind : `${kind}_${use}`
  return [
    {
      name: `${kind} by ${use}`,
      template: `${template}_valid`,
      use,
      async go(visitor, email, server) {
        await person(server, email)
        await mailTo(server, email)
        await visitor.send(kind, await visitor.open(kind), { method: use, email, ...payload })
      },
    },
    {
      name: `${kind} by ${use}, to an address that nobody has`,
      template: `${template}_invalid`,
      use,
      async go(visitor, email) {
        await visitor.send(kind, await visitor.open(kind), { method: use, email, ...payload })
      },
    },
  ]
}

const ways: readonly Way[] = [
  ...mailed('recovery', 'code'),
  ...mailed('recovery', 'link'),
  ...mailed('verification', 'code'),
  ...mailed('verification', 'link'),
  {
    name: 'a login by code',
    template: 'login_code_valid',
    async go(visitor, email, server) {
      await person(server, email)
      const fields = { method: 'code', identifier: email, ...payload }
      await visitor.send('login', await visitor.open('login'), fields)
    },
  },
  {
    name: 'a login by code, once more',
    template: 'login_code_valid',
    async go(visitor, email, server) {
      await person(server, email)
      const flow = await visitor.open('login')
      await visitor.send('login', flow, { method: 'code', identifier: email })
      await mailTo(server, email)
      const fields = { method: 'code', identifier: email, resend: 'code', ...payload }
      await visitor.send('login', flow, fields)
    },
  },
  {
    name: 'a registration by code',
    template: 'registration_code_valid',
    async go(visitor, email) {
      const fields = { method: 'code', traits: { email }, ...payload }
      await visitor.send('registration', await visitor.open('registration'), fields)
    },
  },
  {
    name: 'a registration by password',
    template: 'verification_code_valid',
    async go(visitor, email) {
      const fields = { method: 'password', password, traits: { email }, ...payload }
      await visitor.send('registration', await visitor.open('registration'), fields)
    },
  },
  {
    name: 'a registration with the address of somebody',
    template: 'registration_taken_valid',
    async go(visitor, email, server) {
      await person(server, email)
      server.reconfigure({
        security: { account_enumeration: { mitigate: true } },
        selfservice: { flows: { registration: { after: { password: { hooks: [] } } } } },
      })
      const fields = { method: 'password', password, traits: { email }, ...payload }
      await visitor.send('registration', await visitor.open('registration'), fields)
      server.reconfigure({})
    },
  },
  {
    name: 'a registration by a provider',
    template: 'verification_code_valid',
    by: ['browser', 'single-page app'],
    async go(visitor, email, server) {
      server.idp.claims = { sub: email, email }
      const fields = { method: 'oidc', provider: 'acme', ...payload }
      const flow = await visitor.open('registration')
      const { location, json } = await visitor.send('registration', flow, fields)
      const back = server.idp.consent(location ?? json.redirect_browser_to)
      await server.public('GET', back, { ...html, jar: visitor.jar })
    },
  },
  {
    name: 'a login that takes a verified address first',
    template: 'verification_code_valid',
    async go(visitor, email, server) {
      await person(server, email)
      const fields = { method: 'password', identifier: email, password, ...payload }
      await visitor.send('login', await visitor.open('login'), fields)
    },
  },
  {
    name: 'another address in the settings',
    template: 'verification_code_valid',
    async go(visitor, email) {
      const signUp = { method: 'password', password, traits: { email: `old-${email}` } }
      await visitor.send('registration', await visitor.open('registration'), signUp)
      const fields = { method: 'profile', traits: { email }, ...payload }
      await visitor.send('settings', await visitor.open('settings'), fields)
    },
  },
  {
    name: 'another address in the settings, to the old one',
    template: 'address_changed_valid',
    async go(visitor, email, server) {
      await signedUp(visitor, email, server)
      await changed(visitor, server, { method: 'profile', traits: { email: `new-${email}` } })
    },
  },
  {
    name: 'another address in the settings, to the old one by the hook',
    template: 'verifiable_address_changed',
    use: 'link',
    async go(visitor, email, server) {
      await signedUp(visitor, email, server)
      await changed(visitor, server, { method: 'profile', traits: { email: `new-${email}` } })
    },
  },
  {
    name: 'another password in the settings',
    template: 'password_changed_valid',
    async go(visitor, email, server) {
      await signedUp(visitor, email, server)
      await changed(visitor, server, { method: 'password', password: `${password}-2` })
    },
  },
  {
    name: 'backup codes in the settings',
    template: 'second_factor_changed_valid',
    async go(visitor, email, server) {
      await signedUp(visitor, email, server)
      const flow = await visitor.open('settings')
      const made = { method: 'lookup_secret', lookup_secret_regenerate: true }
      await visitor.send('settings', flow, made)
      const kept = { method: 'lookup_secret', lookup_secret_confirm: true, ...payload }
      await visitor.send('settings', flow, kept)
      server.pass(noticeDelayMs)
    },
  },
  {
    name: 'another way to sign in in the settings',
    template: 'sign_in_method_changed_valid',
    async go(visitor, email, server) {
      await made(email, server)
      await signedIn(visitor, email)
      await changed(visitor, server, { method: 'oidc', unlink: 'acme' })
    },
  },
  {
    name: 'a sign-in on another device',
    template: 'new_sign_in_valid',
    async go(visitor, email, server) {
      await made(email, server)
      await signedIn(visitor, email)
      await signedIn(createVisitor(withDevice(server, 'Another/1.0'), visitor.is), email, payload)
      server.pass(noticeDelayMs)
    },
  },
  {
    name: 'many changes in the settings',
    template: 'account_changed_valid',
    async go(visitor, email, server) {
      await signedUp(visitor, email, server)
      for (let n = 0; n < 11; n++)
        await changed(visitor, server, { method: 'password', password: `${password}-${n}` })
      await changed(visitor, server, { method: 'password', password: `${password}-x` })
    },
  },
]

/** Somebody with a verified address, a password and an account at a provider. */
async function made(email: string, server: OidcServer): Promise<void> {
  const address = { value: email, via: 'email', verified: true, status: 'completed' }
  const providers = [{ provider: 'acme', subject: email }]
  const { status, text } = await server.admin('POST', '/admin/identities', {
    json: {
      schema_id: 'default',
      traits: { email },
      verifiable_addresses: [address],
      credentials: { password: { config: { password } }, oidc: { config: { providers } } },
    },
  })
  assert.equal(status, 201, text)
}

async function signedIn(visitor: Visitor, email: string, more: object = {}): Promise<void> {
  const fields = { method: 'password', identifier: email, password, ...more }
  await visitor.send('login', await visitor.open('login'), fields)
}

/** The server as it is reached with another `User-Agent`. */
const withDevice = (server: OidcServer, userAgent: string): OidcServer => ({
  ...server,
  public: (method, url, more) =>
    server.public(method, url, { ...more, headers: { ...more?.headers, 'user-agent': userAgent } }),
})

async function signedUp(visitor: Visitor, email: string, server: OidcServer): Promise<void> {
  const fields = { method: 'password', password, traits: { email } }
  await visitor.send('registration', await visitor.open('registration'), fields)
  await mailTo(server, email)
}

/** Changes the account in the settings, and lets the notice of it leave. */
async function changed(visitor: Visitor, server: OidcServer, fields: object): Promise<void> {
  await visitor.send('settings', await visitor.open('settings'), { ...fields, ...payload })
  server.pass(noticeDelayMs)
  await server.app.courier.drain()
  server.pass(1)
}

/** Messages of what comes with no form that has a payload: of administrators, and of what people do outside of flows. */
const withoutPayload = [
  'second_factor_reset_begun_valid',
  'second_factor_reset_done_valid',
  'activity_reported_valid',
  'data_ready_valid',
  'data_downloaded_valid',
  'deletion_requested_valid',
  'deletion_soon_valid',
  'deletion_cancelled_valid',
  'account_deleted_valid',
]

it('every kind of message is tried', () => {
  assert.deepEqual(
    [...new Set(ways.map(({ template }) => template)), ...withoutPayload].toSorted(),
    templateTypes.toSorted(),
  )
})

for (const use of ['code', 'link'] as const) {
  describe(`the payload is there for the message of (messages by ${use})`, () => {
    let server: OidcServer
    let people = 0
    before(async () => {
      server = await startOidcServer({ overrides: configOf(use) })
    })
    after(() => server.close())

    for (const way of ways.filter((one) => (one.use ?? 'code') === use)) {
      for (const is of way.by ?? visitorKinds) {
        it(`${way.name}, asked for by ${is === 'app' ? 'an app' : `a ${is}`}`, async () => {
          const email = `payload-${people++}@example.org`
          await way.go(createVisitor(server, is), email, server)
          const last = (await mailTo(server, email)).at(-1)
          assert.deepEqual([last?.template_type, last?.text], [way.template, 'from here'])
        })
      }
    }
  })
}
