// Accounts that follow what a provider tells at each login (`update_identity_on_login`).
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { JsonObject } from '#lib/json.ts'
import { Jar } from '../../support/jar.ts'
import {
  enter,
  inBase64,
  landed,
  providerSettings,
  startOidcServer,
  whoIs,
  type OidcServer,
} from '../../support/oidc.ts'
import { messageIds, signUp } from '../../support/people.ts'

const automatic = { update_identity_on_login: 'automatic' }
/** Names only the metadata of which the claims tell. */
const mapper = inBase64(`local claims = std.extVar('claims'), raw = claims.raw_claims;
  if 'declined' in raw then error 'declined' else
  { identity: {
    traits: { [if 'email' in claims then 'email']: claims.email,
              [if 'first' in raw then 'name']: { first: raw.first },
              [if 'last' in raw then 'name']: { last: raw.last } },
    [if 'public' in raw then 'metadata_public']: raw.public,
    [if 'admin' in raw then 'metadata_admin']: raw.admin,
    verified_addresses: if std.get(claims, 'email_verified', false) then [{ via: 'email', value: claims.email }] else [],
  } }`)

describe('an account that follows its provider', () => {
  let server: OidcServer
  let nth = 0
  before(async () => {
    server = await startOidcServer({
      providers: [
        providerSettings('acme', { ...automatic, mapper_url: mapper }),
        providerSettings('once', { update_identity_on_login: 'never', mapper_url: mapper }),
        providerSettings('silent', { mapper_url: mapper }),
      ],
    })
  })
  after(() => server.close())

  const newEmail = () => `person-${++nth}@example.org`
  const stored = async (id: string) => (await server.admin('GET', `/admin/identities/${id}`)).json

  async function registered(claims: JsonObject, provider = 'acme') {
    const email = newEmail(),
      sub = `sub-${nth}`
    server.idp.claims = { sub, email, ...claims }
    const { jar } = await enter(server, { kind: 'registration', provider })
    return { sub, email, id: (await whoIs(server, jar)).identity.id as string }
  }
  async function back(
    claims: JsonObject,
    provider = 'acme',
    kind: 'login' | 'registration' = 'login',
  ) {
    server.idp.claims = claims
    const jar = new Jar()
    const { answer } = await enter(server, { kind, provider, jar })
    return { answer, jar, session: await whoIs(server, jar) }
  }

  for (const kind of ['login', 'registration'] as const)
    it(`has the new traits over those that it had, object by object (${kind})`, async () => {
      const { sub, email, id } = await registered({ first: 'Ada', public: 'p', admin: 'a' })
      const { session } = await back({ sub, last: 'Byron' }, 'acme', kind)
      const traits = { email, name: { first: 'Ada', last: 'Byron' } }
      assert.deepEqual(session.identity.traits, traits)
      const { traits: after, metadata_public, metadata_admin } = await stored(id)
      assert.deepEqual([after, metadata_public, metadata_admin], [traits, 'p', 'a'])
    })

  it('has the metadata that the mapper names, also where that is null', async () => {
    const { sub, email, id } = await registered({ public: { a: 1, b: 2 }, admin: 'x' })
    await back({ sub, email, public: { a: 3 } })
    assert.deepEqual((await stored(id)).metadata_public, { a: 3 })
    await back({ sub, email, public: null })
    const { metadata_public, metadata_admin } = await stored(id)
    assert.deepEqual([metadata_public, metadata_admin], [null, 'x'])
  })

  it('stays as it is where nothing has changed', async () => {
    const { sub, email, id } = await registered({ first: 'Ada' })
    const before = await stored(id)
    await back({ sub, email, first: 'Ada' })
    assert.equal((await stored(id)).updated_at, before.updated_at)
  })

  for (const provider of ['once', 'silent'])
    it(`does not change by the provider ${provider}`, async () => {
      const { sub, email, id } = await registered({ first: 'Ada' }, provider)
      await back({ sub, email: newEmail(), first: 'Bea' }, provider)
      assert.deepEqual((await stored(id)).traits, { email, name: { first: 'Ada' } })
    })

  for (const isVerified of [true, false])
    it(`has a new address, ${isVerified ? 'verified' : 'unverified'} as the provider says`, async () => {
      const { sub, id } = await registered({ email_verified: true })
      const email = newEmail()
      await back({ sub, email, email_verified: isVerified })
      const {
        traits,
        verifiable_addresses: addresses,
        recovery_addresses: recovery,
      } = await stored(id)
      assert.equal(traits.email, email)
      assert.deepEqual(
        addresses.map((one: any) => [one.value, one.verified]),
        [[email, isVerified]],
      )
      assert.deepEqual(
        recovery.map((one: any) => one.value),
        [email],
      )
    })

  for (const isVerified of [true, false])
    it(`an address that stays keeps its state (${isVerified ? 'verified' : 'unverified'})`, async () => {
      const { sub, email, id } = await registered({ email_verified: isVerified })
      await back({ sub, email, email_verified: !isVerified, first: 'Bea' })
      const { traits, verifiable_addresses: addresses } = await stored(id)
      assert.equal(traits.name.first, 'Bea')
      assert.equal(addresses[0].verified, isVerified)
    })

  it('the owner is told of an address that is gone, at the old one', async () => {
    const { sub, email } = await registered({ email_verified: true })
    await back({ sub, email: newEmail(), email_verified: true })
    const { json } = await server.admin('GET', `/admin/courier/messages?recipient=${email}`)
    assert.equal(json.length, 1)
  })

  const failures: readonly {
    readonly name: string
    claims(): Promise<JsonObject>
    readonly message: number
  }[] = [
    {
      name: 'traits that do not fit the schema',
      claims: async () => ({ email: 'no address' }),
      message: 4000040,
    },
    {
      name: 'an address of somebody else',
      claims: async () => ({ email: (await signUp(server, newEmail())).email }),
      message: 4000007,
    },
    { name: 'a mapper that declines', claims: async () => ({ declined: true }), message: 4000001 },
  ]
  for (const { name, claims, message } of failures)
    it(`nobody is signed in, and nothing is stored, with ${name}`, async () => {
      const { sub, email, id } = await registered({ first: 'Ada' })
      const { answer, jar, session } = await back({ sub, first: 'Bea', ...(await claims()) })
      assert.equal(session, undefined)
      const flow = await landed(server, 'login', answer, jar)
      assert.deepEqual(messageIds(flow), [message])
      assert.deepEqual((await stored(id)).traits, { email, name: { first: 'Ada' } })
    })

  it('does not change while it is inactive', async () => {
    const { sub, email, id } = await registered({ first: 'Ada' })
    await server.admin('PATCH', `/admin/identities/${id}`, {
      json: [{ op: 'replace', path: '/state', value: 'inactive' }],
    })
    await back({ sub, email, first: 'Bea' })
    assert.equal((await stored(id)).traits.name.first, 'Ada')
  })
})
