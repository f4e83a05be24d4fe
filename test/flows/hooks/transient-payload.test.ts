// What a page or an app sends as `transient_payload` with the last step of a flow is told to every
// hook after it, whatever the method and whoever sends it. It is stored nowhere, so each way from
// the form to the hook has to hand it on.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { person } from '../../support/code-people.ts'
import { clientOf, editions, type EditionClient } from '../../support/editions.ts'
import { codeAt, codesIn, period, secretIn } from '../../support/factors.ts'
import { everyPart, startHookedServer, type HookedServer } from '../../support/hooked-server.ts'
import { Jar } from '../../support/jar.ts'
import { codeFor } from '../../support/mail.ts'
import { password } from '../../support/people.ts'
import type { Answer } from '../../support/server.ts'
import {
  createVisitor,
  visitorKinds,
  type Visitor,
  type VisitorKind,
} from '../../support/visitors.ts'

type Kind = 'login' | 'registration' | 'settings'
const payload = { from: 'here', nested: { deep: 'too' } }
const html = { accept: 'text/html' }

/** Sends the last step of a flow, with what else is to be sent in it. */
type LastStep = (more: object) => Promise<Answer>

type Way = {
  /** Whose hooks are told. */
  readonly kind: Kind
  readonly name: string
  /** Who can go this way; everybody unless said otherwise. */
  readonly by?: readonly VisitorKind[]
  /** Goes up to the last step. */
  upTo(visitor: Visitor, server: HookedServer): Promise<LastStep>
}

let people = 0
const nextEmail = () => `payload-${people++}@example.org`

async function known(server: HookedServer): Promise<string> {
  const email = nextEmail()
  await person(server, email)
  return email
}

async function signedIn(visitor: Visitor, server: HookedServer): Promise<string> {
  const email = await known(server)
  await visitor.send('login', await visitor.open('login'), {
    method: 'password',
    identifier: email,
    password,
  })
  return email
}

/** Whom the provider names from now on. */
function named(server: HookedServer, email = nextEmail()): string {
  server.idp.claims = { sub: email, email }
  return email
}

const forExchange = ({ is }: Visitor) =>
  is === 'app' ? '?return_session_token_exchange_code=true' : ''

/** Chooses a provider in a form, agrees there and comes back. */
async function byProvider(
  visitor: Visitor,
  server: HookedServer,
  kind: Kind,
  flow: any,
  fields: object,
): Promise<Answer> {
  const { location, json } = await visitor.send(kind, flow, { method: 'oidc', ...fields })
  const back = server.idp.consent(location ?? json.redirect_browser_to)
  return server.public('GET', back, { ...html, jar: visitor.jar })
}

const provider = { provider: 'acme' }
const canShowTokens = ['single-page app', 'app'] as const
const inBrowsers = ['browser', 'single-page app'] as const

async function withAccountAtProvider(server: HookedServer): Promise<void> {
  named(server)
  const other = createVisitor(server, 'browser')
  await byProvider(other, server, 'registration', await other.open('registration'), provider)
}

const ways: readonly Way[] = [
  {
    kind: 'login',
    name: 'a password',
    async upTo(visitor, server) {
      const identifier = await known(server),
        flow = await visitor.open('login')
      return (more) =>
        visitor.send('login', flow, { method: 'password', identifier, password, ...more })
    },
  },
  {
    kind: 'login',
    name: 'a code',
    async upTo(visitor, server) {
      const identifier = await known(server),
        flow = await visitor.open('login')
      await visitor.send('login', flow, { method: 'code', identifier })
      const code = await codeFor(server, identifier)
      return (more) => visitor.send('login', flow, { method: 'code', identifier, code, ...more })
    },
  },
  {
    kind: 'login',
    name: 'an authenticator app',
    async upTo(visitor, server) {
      await signedIn(visitor, server)
      const settings = await visitor.open('settings'),
        secret = secretIn(settings)
      const code = () => ({ method: 'totp', totp_code: codeAt(secret, server.now()) })
      await visitor.send('settings', settings, code())
      server.pass(period)
      const flow = await visitor.open('login', '?aal=aal2&refresh=true')
      return (more) => visitor.send('login', flow, { ...code(), ...more })
    },
  },
  {
    kind: 'login',
    name: 'a backup code',
    async upTo(visitor, server) {
      await signedIn(visitor, server)
      const [code] = await backupCodes(visitor, server)
      const flow = await visitor.open('login', '?aal=aal2&refresh=true')
      return (more) =>
        visitor.send('login', flow, { method: 'lookup_secret', lookup_secret: code, ...more })
    },
  },
  {
    kind: 'login',
    name: 'a provider',
    async upTo(visitor, server) {
      await withAccountAtProvider(server)
      const flow = await visitor.open('login', forExchange(visitor))
      return (more) => byProvider(visitor, server, 'login', flow, { ...provider, ...more })
    },
  },
  {
    kind: 'login',
    name: 'a provider, from the form of a registration',
    async upTo(visitor, server) {
      await withAccountAtProvider(server)
      const flow = await visitor.open('registration', forExchange(visitor))
      return (more) => byProvider(visitor, server, 'registration', flow, { ...provider, ...more })
    },
  },
  {
    kind: 'login',
    name: 'a password that also links a provider',
    async upTo(visitor, server) {
      const identifier = named(server, await known(server))
      const flow = await visitor.open('login', forExchange(visitor))
      const { location = '' } = await byProvider(visitor, server, 'login', flow, provider)
      const id = new URL(location).searchParams.get('flow') ?? ''
      const path = `/self-service/login/flows?id=${id}`
      const linking = (await server.public('GET', path, { jar: visitor.jar })).json
      return (more) =>
        visitor.send('login', linking, { method: 'password', identifier, password, ...more })
    },
  },
  {
    kind: 'registration',
    name: 'a password',
    async upTo(visitor) {
      const flow = await visitor.open('registration')
      const fields = { method: 'password', password, traits: { email: nextEmail() } }
      return (more) => visitor.send('registration', flow, { ...fields, ...more })
    },
  },
  {
    kind: 'registration',
    name: 'a code',
    async upTo(visitor, server) {
      const email = nextEmail(),
        flow = await visitor.open('registration')
      const fields = { method: 'code', traits: { email } }
      await visitor.send('registration', flow, fields)
      const code = await codeFor(server, email)
      return (more) => visitor.send('registration', flow, { ...fields, code, ...more })
    },
  },
  {
    kind: 'registration',
    name: 'a provider',
    async upTo(visitor, server) {
      named(server)
      const flow = await visitor.open('registration', forExchange(visitor))
      return (more) => byProvider(visitor, server, 'registration', flow, { ...provider, ...more })
    },
  },
  {
    kind: 'registration',
    name: 'a provider, from the form of a login',
    async upTo(visitor, server) {
      named(server)
      const flow = await visitor.open('login', forExchange(visitor))
      return (more) => byProvider(visitor, server, 'login', flow, { ...provider, ...more })
    },
  },
  {
    kind: 'registration',
    name: 'a provider that did not tell enough',
    async upTo(visitor, server) {
      const email = nextEmail()
      server.idp.claims = { sub: email }
      const flow = await visitor.open('registration', forExchange(visitor))
      await byProvider(visitor, server, 'registration', flow, provider)
      const fields = { ...provider, traits: { email } }
      return (more) => byProvider(visitor, server, 'registration', flow, { ...fields, ...more })
    },
  },
  {
    kind: 'registration',
    name: 'the token of a provider',
    by: canShowTokens,
    async upTo(visitor, server) {
      const email = nextEmail(),
        flow = await visitor.open('registration')
      const fields = {
        method: 'oidc',
        provider: 'native',
        id_token: server.idp.idToken({ sub: email, email, nonce: 'n' }),
        id_token_nonce: 'n',
      }
      return (more) => visitor.send('registration', flow, { ...fields, ...more })
    },
  },
  {
    kind: 'settings',
    name: 'other traits',
    async upTo(visitor, server) {
      const email = await signedIn(visitor, server),
        flow = await visitor.open('settings')
      const fields = { method: 'profile', traits: { email, name: { first: 'Ada' } } }
      return (more) => visitor.send('settings', flow, { ...fields, ...more })
    },
  },
  {
    kind: 'settings',
    name: 'another password',
    async upTo(visitor, server) {
      await signedIn(visitor, server)
      const flow = await visitor.open('settings')
      const fields = { method: 'password', password: 'another-one-88-Harbour' }
      return (more) => visitor.send('settings', flow, { ...fields, ...more })
    },
  },
  {
    kind: 'settings',
    name: 'an authenticator app',
    async upTo(visitor, server) {
      await signedIn(visitor, server)
      const flow = await visitor.open('settings')
      const fields = { method: 'totp', totp_code: codeAt(secretIn(flow), server.now()) }
      return (more) => visitor.send('settings', flow, { ...fields, ...more })
    },
  },
  {
    kind: 'settings',
    name: 'an authenticator app that goes',
    async upTo(visitor, server) {
      await signedIn(visitor, server)
      const flow = await visitor.open('settings')
      const fields = { method: 'totp', totp_code: codeAt(secretIn(flow), server.now()) }
      await visitor.send('settings', flow, fields)
      const next = await visitor.open('settings')
      return (more) =>
        visitor.send('settings', next, { method: 'totp', totp_unlink: true, ...more })
    },
  },
  {
    kind: 'settings',
    name: 'backup codes',
    async upTo(visitor, server) {
      await signedIn(visitor, server)
      const flow = await visitor.open('settings')
      const press = (button: string, more = {}) =>
        visitor.send('settings', flow, { method: 'lookup_secret', [button]: true, ...more })
      await press('lookup_secret_regenerate')
      return (more) => press('lookup_secret_confirm', more)
    },
  },
  {
    kind: 'settings',
    name: 'backup codes that go',
    async upTo(visitor, server) {
      await signedIn(visitor, server)
      await backupCodes(visitor, server)
      const flow = await visitor.open('settings')
      const fields = { method: 'lookup_secret', lookup_secret_disable: true }
      return (more) => visitor.send('settings', flow, { ...fields, ...more })
    },
  },
  {
    kind: 'settings',
    name: 'a provider',
    by: inBrowsers,
    async upTo(visitor, server) {
      named(server, await signedIn(visitor, server))
      const flow = await visitor.open('settings')
      return (more) => byProvider(visitor, server, 'settings', flow, { link: 'acme', ...more })
    },
  },
  {
    kind: 'settings',
    name: 'a provider that goes',
    by: inBrowsers,
    async upTo(visitor, server) {
      named(server, await signedIn(visitor, server))
      const link = { link: 'acme' }
      await byProvider(visitor, server, 'settings', await visitor.open('settings'), link)
      const flow = await visitor.open('settings')
      return (more) => visitor.send('settings', flow, { method: 'oidc', unlink: 'acme', ...more })
    },
  },
  {
    kind: 'settings',
    name: 'other traits that wait until their owner has signed in again',
    async upTo(visitor, server) {
      const email = await signedIn(visitor, server)
      server.pass(3_600_001)
      const flow = await visitor.open('settings')
      const fields = { method: 'profile', traits: { email: `moved-${email}` } }
      return async (more) => {
        const { cookies } = await visitor.send('settings', flow, { ...fields, ...more })
        await visitor.send('login', await visitor.open('login', '?refresh=true'), {
          method: 'password',
          identifier: email,
          password,
        })
        const cookie = cookies.map((line) => line.split(';')[0]).join('; ')
        const call = visitor.token
          ? { token: visitor.token, headers: { cookie } }
          : { jar: visitor.jar }
        return server.public('GET', `/self-service/settings?flow=${flow.id}`, call)
      }
    },
  },
]

async function backupCodes(visitor: Visitor, server: HookedServer): Promise<string[]> {
  const flow = await visitor.open('settings')
  const press = (button: string) =>
    visitor.send('settings', flow, { method: 'lookup_secret', [button]: true })
  await press('lookup_secret_regenerate')
  const call = visitor.token ? { token: visitor.token } : { jar: visitor.jar }
  const path = `/self-service/settings/flows?id=${flow.id}`
  const codes = codesIn((await server.public('GET', path, call)).json)
  await press('lookup_secret_confirm')
  return codes
}

/** All hooks of the kind have been told, each once, and each the payload. */
async function assertTold(server: HookedServer, kind: Kind, step: LastStep, sent: object) {
  const told = await server.toldDuring(kind, () => step({ transient_payload: sent }))
  assert.deepEqual(
    told.map(({ part, json }) => [part, json.flow.transient_payload]),
    everyPart.map((part) => [part, sent]),
  )
}

describe('the hooks after a flow are told what was sent as transient payload', () => {
  let server: HookedServer
  before(async () => {
    server = await startHookedServer()
  })
  after(() => server.close())

  for (const { kind, name, by = visitorKinds, upTo } of ways) {
    for (const is of by) {
      it(`${kind} by ${name}, ${is === 'app' ? 'in an app' : `in a ${is}`}`, async () => {
        const step = await upTo(createVisitor(server, is), server)
        await assertTold(server, kind, step, payload)
      })
    }
  }

  it('also when they are consulted anew because the account was changed meanwhile', async () => {
    const visitor = createVisitor(server, 'app'),
      email = await signedIn(visitor, server)
    const { json } = await server.public('GET', '/sessions/whoami', { token: visitor.token ?? '' })
    const flow = await visitor.open('settings')
    const told = await server.toldDuring('settings', async () => {
      server.meanwhile = () =>
        server.admin('PATCH', `/admin/identities/${json.identity.id}`, {
          json: [{ op: 'add', path: '/metadata_public', value: { changed: true } }],
        })
      const traits = { email, name: { first: 'Ada' } }
      const fields = { method: 'profile', traits, transient_payload: payload }
      const { status } = await visitor.send('settings', flow, fields)
      assert.equal(status, 200)
    })
    assert.deepEqual(
      told.map((one) => [one.part, one.json.flow.transient_payload]),
      ['consulted', ...everyPart].map((part) => [part, payload]),
    )
  })

  it('and nothing where nothing was sent', async () => {
    const [way] = ways
    const step = await way?.upTo(createVisitor(server, 'app'), server)
    const told = await server.toldDuring('login', async () => step?.({}))
    assert.deepEqual(
      told.map(({ json }) => json.flow.transient_payload),
      everyPart.map(() => ({})),
    )
  })
})

for (const edition of editions) {
  describe(`the hooks after a flow of ${edition.name} are told the transient payload`, () => {
    let server: HookedServer, at: EditionClient
    before(async () => {
      server = await startHookedServer()
      at = clientOf(server, edition)
    })
    after(() => server.close())

    const sent = { 'transient_payload.from': 'here', 'transient_payload.nested.deep': 'too' }
    type Fields = Readonly<Record<string, string>>

    /**
     * Sends a form of the edition with the payload, and agrees at the provider if that is where it
     * leads.
     */
    async function assertToldOf(
      kind: Kind,
      { form, method, jar, fields }: { form: Kind; method: string; jar: Jar; fields: Fields },
    ) {
      const flow = await at.open(form, jar)
      const step = async () => {
        let answer = await at.send(form, flow, method, jar, { ...fields, ...sent })
        // NOTE v0.2 asks the provider twice where the form is not the one for the account
        for (let hops = 0; hops < 4; hops++) {
          const { location = '' } = answer
          const isAtProvider = location.startsWith(server.idp.issuer)
          if (!isAtProvider && !location.includes('/strategies/oidc/auth/')) break
          const next = isAtProvider ? server.idp.consent(location) : location
          const { pathname, search } = new URL(next, 'http://127.0.0.1:4433')
          answer = await server.public('GET', pathname + search, { ...html, jar })
        }
        return answer
      }
      await assertTold(server, kind, step, payload)
    }
    const signedUp = async (email = nextEmail()) => ({ email, jar: await at.signUp(email) })

    it('by a password', async () => {
      const { email } = await signedUp()
      for (const [kind, fields] of [
        ['login', { [at.identifier]: email, password }],
        ['registration', { 'traits.email': nextEmail(), password }],
      ] as const)
        await assertToldOf(kind, { form: kind, method: 'password', jar: new Jar(), fields })
    })

    it('in the settings', async () => {
      const { email, jar } = await signedUp()
      const traits = { 'traits.email': email, 'traits.name.first': 'Ada' }
      const form = 'settings'
      await assertToldOf('settings', { form, method: 'profile', jar, fields: traits })
      const fields = { password: 'another-one-88-Harbour' }
      await assertToldOf('settings', { form, method: 'password', jar, fields })
    })

    it('by a provider', async () => {
      named(server)
      const enter = (kind: Kind, form: Kind) =>
        assertToldOf(kind, { form, method: 'oidc', jar: new Jar(), fields: provider })
      await enter('registration', 'registration')
      await enter('login', 'login')
      await enter('login', 'registration')
    })

    if (edition.linksProviders)
      it('by a provider that is linked', async () => {
        const { email, jar } = await signedUp()
        named(server, email)
        const fields = { link: 'acme' }
        await assertToldOf('settings', { form: 'settings', method: 'oidc', jar, fields })
      })
  })
}
