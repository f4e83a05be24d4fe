// Whether a provider is told whom a page expects, in each edition that passes parameters on.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { clientOf, editions } from '../../support/editions.ts'
import { rulesOf } from '../../support/edition-features.ts'
import { Jar } from '../../support/jar.ts'
import { startOidcServer, type OidcServer } from '../../support/oidc.ts'

describe('the parameter login_hint', () => {
  let server: OidcServer
  before(async () => {
    server = await startOidcServer()
  })
  after(() => server.close())

  const current = editions.filter(({ servesApps, sharesCallback }) => servesApps && sharesCallback)
  it('is asked of editions of both kinds', () => {
    assert.equal(new Set(current.map((one) => rulesOf(one).loginHintAtProvider)).size, 2)
  })

  for (const edition of current)
    it(`in ${edition.name} ${rulesOf(edition).loginHintAtProvider}, and others are passed on`, async () => {
      const jar = new Jar()
      const at = clientOf(server, edition)
      const flow = await at.open('login', jar)
      const { location } = await at.send('login', flow, 'oidc', jar, {
        provider: 'acme',
        'upstream_parameters.login_hint': 'me@example.org',
        'upstream_parameters.hd': 'example.org',
      })
      const asked = new URL(location ?? '').searchParams
      assert.equal(asked.get('hd'), 'example.org')
      assert.equal(
        asked.get('login_hint'),
        rulesOf(edition).loginHintAtProvider === 'is-dropped' ? null : 'me@example.org',
      )
    })
})
