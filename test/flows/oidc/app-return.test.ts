// Where the browser of an app is sent that comes back from a provider: to the address that the app
// has named, with the code for its session, or with the flow that it has to show.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../../support/jar.ts'
import { comeBack, enter, startOidcServer, type OidcServer } from '../../support/oidc.ts'
import { openApi, signUp, submit } from '../../support/people.ts'

const home = 'http://127.0.0.1:4455/'

/**
 * What an app can name, and where the browser is sent for it, with what is added there in place of
 * `…`.
 */
const addresses: readonly (readonly [named: string | undefined, sentTo: string])[] = [
  [undefined, `${home}?…`],
  [`${home}app`, `${home}app?…`],
  [`${home}app?tab=1`, `${home}app?tab=1&…`],
  [`${home}app#signed-in`, `${home}app?…#signed-in`],
  ['/app', `${home}app?…`],
  ['org.example.app://signed-in', 'org.example.app://signed-in?…'],
]

type Ending = {
  readonly name: string
  /** Who signs in at the provider. */
  claims(server: OidcServer, nth: number): Promise<Readonly<Record<string, string>>>
  readonly error?: string
  /** What the browser takes to the app. */
  readonly takes: 'code' | 'flow'
}

const endings: readonly Ending[] = [
  {
    name: 'somebody who has an account by it',
    async claims(server, nth) {
      server.idp.claims = { sub: `known-${nth}`, email: `known-${nth}@example.org` }
      await enter(server)
      return server.idp.claims as Record<string, string>
    },
    takes: 'code',
  },
  {
    name: 'somebody new',
    claims: async (_server, nth) => ({ sub: `new-${nth}`, email: `new-${nth}@example.org` }),
    takes: 'code',
  },
  {
    name: 'somebody of whom it does not tell enough',
    claims: async (_server, nth) => ({ sub: `nameless-${nth}` }),
    takes: 'flow',
  },
  {
    name: 'somebody whose address another account has',
    async claims(server, nth) {
      await signUp(server, `taken-${nth}@example.org`)
      return { sub: `taken-${nth}`, email: `taken-${nth}@example.org` }
    },
    takes: 'flow',
  },
  {
    name: 'somebody who says no',
    claims: async (_server, nth) => ({ sub: `no-${nth}`, email: `no-${nth}@example.org` }),
    error: 'access_denied',
    takes: 'flow',
  },
]

describe('the browser of an app that comes back from a provider', () => {
  let server: OidcServer
  let nth = 0
  before(async () => {
    server = await startOidcServer({
      overrides: {
        selfservice: { allowed_return_urls: [home, 'org.example.app://signed-in'] },
      },
    })
  })
  after(() => server.close())

  for (const kind of ['login', 'registration'] as const) {
    for (const ending of endings) {
      it(`with ${ending.name} is sent to where the app has named, or home (${kind})`, async () => {
        for (const [named, sentTo] of addresses) {
          const claims = await ending.claims(server, nth++)
          const query = new URLSearchParams({
            return_session_token_exchange_code: 'true',
            ...(named === undefined ? {} : { return_to: named }),
          })
          const flow = await openApi(server, kind, `?${query.toString()}`)
          const there = await submit(server, kind, flow, { method: 'oidc', provider: 'acme' })
          server.idp.claims = claims
          const { location = '' } = await comeBack(
            server,
            there.json.redirect_browser_to,
            new Jar(),
            ending.error === undefined ? {} : { error: ending.error },
          )
          const added = new RegExp(`${ending.takes}=[\\w-]{32,}`).exec(location)?.[0] ?? 'nothing'
          assert.equal(location, sentTo.replace('…', added))
        }
      })
    }
  }

  it('is not sent to an address that is not allowed: the flow does not begin', async () => {
    for (const kind of ['login', 'registration'] as const) {
      const query = 'return_session_token_exchange_code=true&return_to=https://evil.example.org/'
      const { status } = await server.public('GET', `/self-service/${kind}/api?${query}`)
      assert.equal(status, 400)
    }
  })
})
