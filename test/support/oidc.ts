// A server with a provider in memory, and browsers that sign in by it.
import type { Edition } from '#editions/edition.ts'
import type { Store } from '#store/store.ts'
import { createFakeProvider, type FakeProvider } from './fake-provider.ts'
import { Jar } from './jar.ts'
import { createOAuth1Provider, type OAuth1Provider } from './oauth1-provider.ts'
import { openSpa, submitForm } from './people.ts'
import { mergeDeep, startServer, type Answer, type TestServer } from './server.ts'

const mapper = `local claims = std.extVar('claims');
{
  identity: {
    traits: {
      [if 'email' in claims then 'email']: claims.email,
      [if 'given_name' in claims then 'name']: { first: claims.given_name },
    },
    metadata_public: { locale: if 'locale' in claims then claims.locale else 'none' },
    metadata_admin: { groups: if 'groups' in claims.raw_claims then claims.raw_claims.groups else [] },
    verified_addresses: if 'email_verified' in claims && claims.email_verified then [{ via: 'email', value: claims.email }] else [],
  },
}`

export const inBase64 = (text: string): string => `base64://${Buffer.from(text).toString('base64')}`

/** The settings of a provider; `more` goes over them. */
export const providerSettings = (id: string, more: object = {}) => ({
  id,
  provider: 'generic',
  client_id: 'client',
  client_secret: 'secret',
  issuer_url: 'https://idp.example',
  mapper_url: inBase64(mapper),
  scope: ['email', 'profile'],
  ...more,
})

export type OidcServer = TestServer & { readonly idp: FakeProvider }

type Options = {
  readonly providers?: readonly object[]
  readonly overrides?: { readonly [key: string]: unknown }
  readonly editions?: readonly Edition[]
  readonly store?: Store
  readonly steady?: boolean
}

export async function startOidcServer({
  providers = [providerSettings('acme', { label: 'Acme Inc' }), providerSettings('umbrella')],
  overrides = {},
  editions,
  store,
  steady = false,
}: Options = {}): Promise<OidcServer> {
  // the provider has a clock of its own, which nobody sets
  const clock = { now: 0 }
  const idp = createFakeProvider({ now: () => clock.now })
  const oidc = {
    selfservice: {
      methods: {
        oidc: { enabled: true, config: { providers } },
        code: { enabled: true },
        link: { enabled: true },
      },
      flows: {
        registration: { after: { oidc: { hooks: [{ hook: 'session' }] } } },
        recovery: { enabled: true, use: 'code' },
        verification: { enabled: true, use: 'code' },
      },
    },
  }
  const server = await startServer(mergeDeep(oidc, overrides), {
    fetch: idp.fetch,
    steady,
    ...(editions ? { editions } : {}),
    ...(store ? { store } : {}),
  })
  clock.now = server.now()
  const { pass } = server
  return Object.assign(server, {
    idp,
    pass(ms: number) {
      clock.now += ms
      pass(ms)
    },
  })
}

/** The browser chooses a provider in a fresh form; answers the address it is sent to. */
export async function choose(
  server: TestServer,
  kind: 'login' | 'registration' | 'settings',
  jar: Jar,
  fields: Readonly<Record<string, string>> = { provider: 'acme' },
  query = '',
): Promise<string> {
  const answer = await submitForm(
    server,
    kind,
    await openSpa(server, kind, jar, query),
    jar,
    fields,
  )
  if (answer.location === undefined)
    throw new Error(`was not sent anywhere: ${answer.status} ${answer.text}`)
  return answer.location
}

/** The person agrees at the provider and comes back. */
export const comeBack = (
  server: OidcServer,
  address: string,
  jar: Jar,
  options: { readonly error?: string } = {},
): Promise<Answer> =>
  server.public('GET', server.idp.consent(address, options), { accept: 'text/html', jar })

/** Signs up or in by a provider. */
export async function enter(
  server: OidcServer,
  {
    kind = 'login',
    provider = 'acme',
    jar = new Jar(),
  }: {
    readonly kind?: 'login' | 'registration'
    readonly provider?: string
    readonly jar?: Jar
  } = {},
): Promise<{ readonly answer: Answer; readonly jar: Jar }> {
  return { answer: await comeBack(server, await choose(server, kind, jar, { provider }), jar), jar }
}

/** Who is signed in; undefined for nobody. */
export async function whoIs(server: TestServer, jar: Jar): Promise<any> {
  const { status, json } = await server.public('GET', '/sessions/whoami', { jar })
  return status === 200 ? json : undefined
}

/** The flow that a browser has been sent to. */
export async function landed(
  server: TestServer,
  kind: 'login' | 'registration' | 'settings',
  answer: Answer,
  jar: Jar,
): Promise<any> {
  const id = new URL(answer.location ?? 'http://nowhere/').searchParams.get('flow')
  return (await server.public('GET', `/self-service/${kind}/flows?id=${id ?? ''}`, { jar })).json
}

/** An API key as X gives them, and its secret. */
export const apiKey = {
  client_id: 'cChZNFj6T5R0TigYB9yd1w',
  client_secret: 'L8qq9PZyRg6ieKGEKhZolGC0vJWLw8iEJ88DRdyOg',
}

export type OAuth1Server = TestServer & { readonly provider: OAuth1Provider }

/** A server with X as provider `x`, which speaks OAuth 1.0a; `more` goes over its settings. */
export async function startOAuth1Server(more: object = {}): Promise<OAuth1Server> {
  let now = 0
  const provider = createOAuth1Provider({
    now: () => now,
    key: apiKey.client_id,
    secret: apiKey.client_secret,
  })
  const providers = [
    providerSettings('x', { provider: 'x', label: 'X', issuer_url: undefined, ...apiKey, ...more }),
  ]
  const server = await startServer(
    {
      selfservice: {
        methods: { oidc: { enabled: true, config: { providers } } },
        flows: { registration: { after: { oidc: { hooks: [{ hook: 'session' }] } } } },
      },
    },
    { fetch: provider.fetch },
  )
  now = server.now()
  return Object.assign(server, { provider })
}
