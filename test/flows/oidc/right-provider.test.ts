// The answer of one provider is good at the address of that provider only, and only the provider
// that waits for somebody is asked again: in every edition, wherever people go to a provider.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { clientOf, editions, type EditionClient } from '../../support/editions.ts'
import { Jar } from '../../support/jar.ts'
import { providerSettings, startOidcServer, type OidcServer } from '../../support/oidc.ts'
import type { Answer } from '../../support/server.ts'

const html = { accept: 'text/html' }
const kinds = ['login', 'registration', 'settings'] as const
type Kind = (typeof kinds)[number]

const own = ['acme', 'umbrella']
/** Providers that share one address. */
const sharing = ['shared', 'shared-too']

/**
 * The same answer at the address of another provider; without a name, at the address that some of
 * them share.
 */
const broughtTo = (back: string, provider: string | undefined): string => {
  const { pathname, search } = new URL(back, 'http://nowhere')
  const shared = pathname.replace(/\/callback.*$/, '/callback')
  return `${shared}${provider === undefined ? '' : `/${provider}`}${search}`
}

const isRefused = ({ status, location }: Answer): boolean =>
  (status >= 400 && status < 500) || /\/error\?(id|error)=/.test(location ?? '')

const told = ({ status, location }: Answer): string => `${status} ${location ?? ''}`

for (const edition of editions) {
  const { name } = edition
  describe(`somebody who is sent to a provider through ${name}`, () => {
    let server: OidcServer, at: EditionClient
    let people = 0
    before(async () => {
      server = await startOidcServer({
        providers: [
          ...own.map((id) => providerSettings(id, { pkce: 'never' })),
          ...sharing.map((id) => providerSettings(id, { pkce: 'force' })),
        ],
      })
      at = clientOf(server, edition)
    })
    after(() => server.close())

    /** Chooses a provider and agrees there; answers the address at which the browser comes back. */
    async function leave(kind: Kind, jar: Jar, provider: string): Promise<string> {
      const flow = await at.open(kind, jar)
      const { location = '' } = await at.send(kind, flow, 'oidc', jar, {
        [kind === 'settings' ? 'link' : 'provider']: provider,
      })
      assert.match(location, /^https:\/\/idp\.example\/auth\?/)
      return server.idp.consent(location)
    }
    /** The browser of somebody whom the provider will name. */
    async function somebody(kind: Kind): Promise<Jar> {
      const email = `${kind}-${people++}.${name}@example.org`
      server.idp.claims = { sub: email, email }
      return kind === 'settings' ? at.signUp(`own-${email}`) : new Jar()
    }
    const codesSpent = () => server.idp.seen.filter(({ url }) => url.endsWith('/token')).length
    const visit = (address: string, jar: Jar) => server.public('GET', address, { ...html, jar })

    for (const kind of kinds.filter((one) => one !== 'settings' || edition.linksProviders)) {
      it(`comes back at the address of that provider, and at no other (${kind})`, async () => {
        const used = [...own, ...(edition.sharesCallback ? sharing : [])]
        for (const id of used) {
          const right = sharing.includes(id) ? undefined : id
          const jar = await somebody(kind)
          const back = await leave(kind, jar, id)
          const spent = codesSpent()
          const others = [undefined, ...own, ...sharing, 'nobody'].filter((one) => one !== right)
          for (const other of others) {
            const answer = await visit(broughtTo(back, other), jar)
            assert.ok(isRefused(answer), `${id} at ${other ?? 'the shared one'}: ${told(answer)}`)
          }
          assert.equal(codesSpent(), spent, 'the code was kept from the provider')
          const answer = await visit(broughtTo(back, right), jar)
          assert.ok(!isRefused(answer), `${id}: ${told(answer)}`)
          assert.equal(codesSpent(), spent + 1)
        }
      })
    }

    // the address at which a provider can be asked again is there in the editions with requests
    if (edition.flowParameter === 'flow') return

    /** Goes to the address at which a provider is asked for a request without a form. */
    const askedAgain = async (provider: string, id: string, by: Jar) => {
      const { pathname } = new URL(at.actionOf('login', await at.open('login', by), 'oidc'))
      return visit(`${pathname.replace(/[^/]+$/, id)}?provider=${provider}`, by)
    }
    async function refuses(
      cases: readonly (readonly [provider: string, id: string, by: Jar])[],
    ): Promise<void> {
      const asked = server.idp.seen.length
      for (const [provider, id, by] of cases) {
        const answer = await askedAgain(provider, id, by)
        assert.ok(isRefused(answer), `${provider} for ${id}: ${told(answer)}`)
      }
      assert.equal(server.idp.seen.length, asked)
    }

    it('is not sent there again for a request that waits for no provider', async () => {
      const jar = await somebody('login')
      await refuses([
        ['acme', (await at.open('login', jar)).id, jar],
        ['acme', (await at.open('registration', jar)).id, jar],
        ['acme', '00000000-0000-4000-8000-000000000000', jar],
      ])
    })

    if (!edition.asksProviderAgain) return
    it('is sent there again for a new account, to no other and in no other browser', async () => {
      const jar = await somebody('login'),
        other = new Jar()
      const { location = '' } = await visit(await leave('login', jar, 'acme'), jar)
      const waiting = new URL(location).pathname.split('/').at(-1) ?? ''
      const others = [...own, ...sharing, 'nobody', ''].filter((one) => one !== 'acme')
      await refuses([
        ...others.map((one) => [one, waiting, jar] as const),
        ['acme', waiting, other],
      ])
      const again = await askedAgain('acme', waiting, jar)
      assert.match(again.location ?? '', /^https:\/\/idp\.example\/auth\?/)
      const done = await visit(server.idp.consent(again.location ?? ''), jar)
      assert.equal(done.location, 'http://127.0.0.1:4455/')
      assert.equal((await at.whoami({ jar })).status, 200)
    })
  })
}
