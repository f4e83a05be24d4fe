// How strongly somebody has signed in at a provider: `acr` and `amr` of its ID token.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { JsonObject } from '#lib/json.ts'
import type { Jar } from '../../support/jar.ts'
import {
  enter,
  inBase64,
  providerSettings,
  startOidcServer,
  type OidcServer,
} from '../../support/oidc.ts'

const provider = (id: string, more: object = {}) => providerSettings(id, more)
const strong = { aal2_acr_values: ['urn:strong', ''], aal2_amr_values: ['mfa', 'hwk'] }
const showsClaims = inBase64(`local claims = std.extVar('claims');
  { identity: { traits: { email: claims.email }, metadata_public: { acr: std.get(claims, 'acr'), amr: std.get(claims, 'amr') } } }`)

describe('the strength of a sign-in at a provider', () => {
  let server: OidcServer
  let nth = 0
  before(async () => {
    server = await startOidcServer({
      providers: [
        provider('acme'),
        provider('strong', strong),
        provider('userinfo', { ...strong, claims_source: 'userinfo' }),
        provider('shown', { mapper_url: showsClaims }),
      ],
    })
  })
  after(() => server.close())

  const whoami = async (jar: Jar, mount = '/v26.3') =>
    (await server.public('GET', `${mount}/sessions/whoami`, { jar })).json

  /** The session after a registration and after a login, with these claims. */
  async function sessionsWith(claims: JsonObject, id: string): Promise<readonly any[]> {
    const sub = `sub-${++nth}`
    server.idp.claims = { sub, email: `${sub}@example.org`, ...claims }
    const first = await enter(server, { kind: 'registration', provider: id })
    const second = await enter(server, { kind: 'login', provider: id })
    return [await whoami(first.jar), await whoami(second.jar)]
  }
  const proofOf = (session: any) => {
    const [{ aal, upstream_acr: acr, upstream_amr: amr }] = session.authentication_methods
    return [session.authenticator_assurance_level, aal, acr, amr]
  }

  const cases: readonly {
    readonly name: string
    readonly claims: JsonObject
    readonly at: string
    readonly proof: readonly unknown[]
  }[] = [
    {
      name: 'a listed acr',
      claims: { acr: 'urn:strong' },
      at: 'strong',
      proof: ['aal2', 'aal2', 'urn:strong', undefined],
    },
    {
      name: 'any listed amr',
      claims: { amr: ['pwd', 'hwk'] },
      at: 'strong',
      proof: ['aal2', 'aal2', undefined, ['pwd', 'hwk']],
    },
    {
      name: 'an amr that is no list',
      claims: { amr: 'mfa' },
      at: 'strong',
      proof: ['aal2', 'aal2', undefined, ['mfa']],
    },
    {
      name: 'an acr that only begins like a listed one',
      claims: { acr: 'urn:strong:not', amr: ['MFA'] },
      at: 'strong',
      proof: ['aal1', 'aal1', 'urn:strong:not', ['MFA']],
    },
    {
      name: 'an empty acr, also where one is listed',
      claims: { acr: '', amr: [''] },
      at: 'strong',
      proof: ['aal1', 'aal1', undefined, undefined],
    },
    { name: 'nothing', claims: {}, at: 'strong', proof: ['aal1', 'aal1', undefined, undefined] },
    {
      name: 'values that are no text',
      claims: { acr: { x: 1 }, amr: [7, null, 'x'.repeat(600)] },
      at: 'strong',
      proof: ['aal1', 'aal1', undefined, undefined],
    },
    {
      name: 'strength that is not configured to count',
      claims: { acr: 'urn:strong', amr: ['mfa'] },
      at: 'acme',
      proof: ['aal1', 'aal1', 'urn:strong', ['mfa']],
    },
  ]
  for (const { name, claims, at, proof } of cases)
    it(`${name} makes a session of ${String(proof[0])}`, async () => {
      for (const session of await sessionsWith(claims, at))
        assert.deepEqual(proofOf(session), proof)
    })

  it('counts by the ID token, not by what userinfo says', async () => {
    const sub = `sub-${nth + 1}`
    server.idp.lies = {
      userinfo: { sub, email: `${sub}@example.org`, acr: 'urn:strong', amr: ['mfa'] },
    }
    try {
      for (const session of await sessionsWith({}, 'userinfo'))
        assert.deepEqual(proofOf(session), ['aal1', 'aal1', undefined, undefined])
    } finally {
      server.idp.lies = {}
    }
  })

  it('is told to mappers', async () => {
    for (const session of await sessionsWith({ acr: 'a', amr: ['b'] }, 'shown'))
      assert.deepEqual(session.identity.metadata_public, { acr: 'a', amr: ['b'] })
  })

  it('raises the level in v26.2 as well, whose sessions do not tell why', async () => {
    const sub = `sub-${++nth}`
    server.idp.claims = { sub, email: `${sub}@example.org`, acr: 'urn:strong' }
    const { jar } = await enter(server, { kind: 'registration', provider: 'strong' })
    const session = await whoami(jar, '')
    assert.equal(session.authenticator_assurance_level, 'aal2')
    assert.deepEqual(Object.keys(session.authentication_methods[0]).sort(), [
      'aal',
      'completed_at',
      'method',
      'provider',
    ])
  })
})
