// What an app is told when its browser comes back from a provider and something is left to be done.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../../support/jar.ts'
import { comeBack, startOidcServer, type OidcServer } from '../../support/oidc.ts'
import { password, signUp } from '../../support/people.ts'

const home = 'http://127.0.0.1:4455/app'
type Kind = 'login' | 'registration'

describe('an app whose browser comes back from a provider unfinished', () => {
  let server: OidcServer
  let nth = 0
  before(async () => {
    server = await startOidcServer({ overrides: { selfservice: { allowed_return_urls: [home] } } })
  })
  after(() => server.close())

  async function begin(mount: string, kind: Kind) {
    const query = new URLSearchParams({
      return_session_token_exchange_code: 'true',
      return_to: home,
    })
    const { json: flow } = await server.public(
      'GET',
      `${mount}/self-service/${kind}/api?${query.toString()}`,
    )
    const goToProvider = (): Promise<URL> =>
      atProvider(`${mount}/self-service/${kind}?flow=${flow.id}`)
    return { code: flow.session_token_exchange_code as string, goToProvider }
  }
  /** The app sends a flow to the provider; where its browser is sent afterwards. */
  async function atProvider(path: string): Promise<URL> {
    const { json } = await server.public('POST', path, {
      json: { method: 'oidc', provider: 'acme' },
    })
    const { location } = await comeBack(server, json.redirect_browser_to, new Jar())
    return new URL(location ?? '')
  }
  const exchange = (mount: string, code: string, back: URL) =>
    server.public(
      'GET',
      `${mount}/sessions/token-exchange?init_code=${code}` +
        `&return_to_code=${back.searchParams.get('code') ?? ''}`,
    )

  const kinds: readonly Kind[] = ['login', 'registration']
  for (const kind of kinds)
    it(`is given the flow that goes on, until it is finished there (${kind})`, async () => {
      const sub = `sub-${++nth}`
      server.idp.claims = { sub }
      const { code, goToProvider } = await begin('/v26.3', kind)
      const back = await goToProvider()
      assert.deepEqual([...back.searchParams.keys()].sort(), ['code', 'flow'])
      for (let again = 0; again < 2; again++) {
        const { status, json } = await exchange('/v26.3', code, back)
        assert.deepEqual([status, json.id, json.type], [422, back.searchParams.get('flow'), 'api'])
        assert.ok(json.ui.nodes.some((node: any) => node.attributes.name === 'traits.email'))
        assert.match(json.ui.action, /\/v26\.3\/self-service\/registration\?flow=/)
      }
      const { json: flow } = await exchange('/v26.3', code, back)
      const { pathname, search } = new URL(flow.ui.action)
      const sent = await server.public('POST', pathname + search, {
        json: { method: 'oidc', provider: 'acme', traits: { email: `${sub}@example.org` } },
      })
      const { location } = await comeBack(server, sent.json.redirect_browser_to, new Jar())
      const end = new URL(location ?? '')
      const { status, json } = await exchange('/v26.3', code, end)
      assert.equal(status, 200)
      assert.equal(json.session.identity.traits.email, `${sub}@example.org`)
      assert.equal((await exchange('/v26.3', code, end)).status, 404)
    })

  it('is given the login that links, and the session by it', async () => {
    const { email } = await signUp(server, `taken-${++nth}@example.org`)
    server.idp.claims = { sub: `sub-${nth}`, email }
    const { code, goToProvider } = await begin('/v26.3', 'registration')
    const { status, json } = await exchange('/v26.3', code, await goToProvider())
    assert.equal(status, 422)
    const { pathname, search } = new URL(json.ui.action)
    assert.match(pathname, /\/login$/)
    const done = await server.public('POST', pathname + search, {
      json: { method: 'password', identifier: email, password },
    })
    assert.equal(done.status, 200)
  })

  it('is given nothing for a code that is wrong or older', async () => {
    server.idp.claims = { sub: `sub-${++nth}` }
    const { code, goToProvider } = await begin('/v26.3', 'login')
    const first = await goToProvider()
    const wrong = new URL(`${home}?code=${'x'.repeat(32)}`)
    assert.equal((await exchange('/v26.3', code, wrong)).status, 404)
    assert.equal((await exchange('/v26.3', `${code.slice(0, -3)}abc`, first)).status, 404)
    server.pass(2 * 3_600_000)
    assert.equal((await exchange('/v26.3', code, first)).status, 410)
  })

  it('in v26.2 gets no code, and none of v26.3 counts there', async () => {
    server.idp.claims = { sub: `sub-${++nth}` }
    const older = await begin('', 'login')
    assert.deepEqual([...(await older.goToProvider()).searchParams.keys()], ['flow'])
    const newer = await begin('/v26.3', 'login')
    assert.equal((await exchange('', newer.code, await newer.goToProvider())).status, 404)
  })
})
