// A provider changes the key with which it signs. Nobody who signs in then is refused for it, and
// the provider is not asked for its keys more often than that needs.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { openApi, submit } from '../../support/people.ts'
import {
  enter,
  providerSettings,
  startOidcServer,
  whoIs,
  type OidcServer,
} from '../../support/oidc.ts'

describe('a provider that changes its keys', () => {
  let server: OidcServer
  beforeEach(async () => {
    server = await startOidcServer({
      providers: [providerSettings('acme'), providerSettings('native', { provider: 'fedcm-test' })],
    })
    server.idp.claims = { sub: 'ada', email: 'ada@example.org', email_verified: true }
  })
  afterEach(() => server.close())

  const timesAsked = () => server.idp.seen.filter(({ url }) => url.endsWith('/jwks')).length
  const signsIn = async () => (await whoIs(server, (await enter(server)).jar)) !== undefined

  it('lets people in at once, however often it does', async () => {
    for (let times = 1; times <= 4; times++) {
      assert.ok(await signsIn())
      assert.ok(await signsIn())
      assert.equal(timesAsked(), times)
      server.idp.rotateKeys()
    }
  })

  it('lets people in at once who bring its token in an app', async () => {
    for (let times = 1; times <= 4; times++) {
      const { status, text } = await submit(server, 'login', await openApi(server, 'login'), {
        method: 'oidc',
        provider: 'native',
        id_token: server.idp.idToken({ ...server.idp.claims, nonce: 'a-nonce' }),
        id_token_nonce: 'a-nonce',
      })
      assert.equal(status, 200, text)
      assert.equal(timesAsked(), times)
      server.idp.rotateKeys()
    }
  })

  it('is asked again after some minutes', async () => {
    assert.ok(await signsIn())
    server.pass(9 * 60_000)
    assert.ok(await signsIn())
    assert.equal(timesAsked(), 1)
    server.pass(60_000)
    assert.ok(await signsIn())
    assert.equal(timesAsked(), 2)
  })

  it('does not let in who signs with a key that it does not publish', async () => {
    assert.ok(await signsIn())
    server.idp.lies = { signature: 'another-key' }
    assert.ok(!(await signsIn()))
    server.idp.lies = {}
    assert.ok(await signsIn())
  })
})
