// Signing in by a provider through the editions that came before the current one.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../../support/jar.ts'
import { follow, olderEditions } from '../../support/provider-editions.ts'
import {
  enter,
  inBase64,
  providerSettings,
  startOidcServer,
  whoIs,
  type OidcServer,
} from '../../support/oidc.ts'
import { signUp } from '../../support/people.ts'
import type { Answer } from '../../support/server.ts'

const html = { accept: 'text/html' }

for (const edition of olderEditions) {
  describe(`signing in by a provider through ${edition.name}`, () => {
    let server: OidcServer
    before(async () => {
      server = await startOidcServer({
        providers: [providerSettings('acme'), providerSettings('careful', { pkce: 'auto' })],
      })
    })
    after(() => server.close())

    const followAgreeing = (answer: Answer, jar: Jar) =>
      follow(server, answer, jar, (address) =>
        address.startsWith('https://idp.example') ? server.idp.consent(address) : undefined,
      )
    const come = async (kind: 'login' | 'registration', provider = 'acme') => {
      const jar = new Jar()
      const answer = await followAgreeing(
        await edition.send(server, kind, await edition.open(server, kind, jar), jar, { provider }),
        jar,
      )
      return { jar, answer, who: (await server.public('GET', edition.whoami, { jar })).json }
    }

    it('a person signs up, signs in again, and is the same through the current edition', async () => {
      server.idp.claims = {
        sub: `ada-${edition.name}`,
        email: `ada.${edition.name}@example.org`,
        email_verified: true,
      }
      const first = await come('registration'),
        again = await come('login'),
        other = await enter(server)
      assert.equal(first.who.identity.traits.email, `ada.${edition.name}@example.org`)
      assert.equal(again.who.identity.id, first.who.identity.id)
      assert.equal((await whoIs(server, other.jar)).identity.id, first.who.identity.id)
    })

    it('an address that somebody has is taken, and opens nothing', async () => {
      const { email } = await signUp(server, `taken.${edition.name}@example.org`)
      server.idp.claims = { sub: `taken-${edition.name}`, email, email_verified: true }
      const { who, answer, jar } = await come('registration')
      assert.equal(who.identity, undefined)
      assert.match(answer.location ?? '', /\/registration\?(flow|request)=/)
      assert.equal(jar.get('ory_kratos_session'), undefined)
    })

    it('an answer works once, and in the browser that left only', async () => {
      server.idp.claims = {
        sub: `once-${edition.name}`,
        email: `once.${edition.name}@example.org`,
        email_verified: true,
      }
      await come('registration')
      const jar = new Jar(),
        other = new Jar()
      await edition.open(server, 'login', other)
      const there = await edition.send(
        server,
        'login',
        await edition.open(server, 'login', jar),
        jar,
        { provider: 'acme' },
      )
      const back = server.idp.consent(there.location ?? '')
      const refused = await server.public('GET', back, { ...html, jar: other })
      assert.ok(
        refused.status === 400 || /\/error\?error=/.test(refused.location ?? ''),
        `${refused.status} ${refused.location ?? ''}`,
      )
      assert.equal(other.get('ory_kratos_session'), undefined)
      const header = jar.header
      const answers = await Promise.all(
        [1, 2, 3].map(() => server.public('GET', back, { ...html, headers: { cookie: header } })),
      )
      assert.equal(
        answers.filter(({ location }) => location === 'http://127.0.0.1:4455/').length,
        1,
      )
    })

    it('a code is protected where the configuration says so', async () => {
      const jar = new Jar()
      const there = await edition.send(
        server,
        'login',
        await edition.open(server, 'login', jar),
        jar,
        { provider: 'careful' },
      )
      const asked = new URL(there.location ?? '').searchParams
      assert.ok(asked.has('nonce') && asked.has('code_challenge'))
      server.idp.claims = {
        sub: `careful-${edition.name}`,
        email: `careful.${edition.name}@example.org`,
      }
      assert.equal(
        (await come('registration', 'careful')).who.identity.traits.email,
        `careful.${edition.name}@example.org`,
      )
    })

    for (const [fault, lies] of [
      ['a token that is not signed', { signature: 'none' }],
      ['a token of another issuer', { claims: { iss: 'https://evil.example' } }],
      ['a token of nobody', { claims: { sub: '' } }],
    ] as const)
      it(`${fault} lets nobody in and leads back to the form`, async () => {
        server.idp.lies = lies
        const { who, answer, jar } = await come('login')
        server.idp.lies = {}
        assert.equal(who.identity, undefined)
        assert.equal(jar.get('ory_kratos_session'), undefined)
        assert.match(answer.location ?? '', /\/login\?(flow|request)=/)
      })

    it('an answer without a code leads back to the form', async () => {
      const jar = new Jar()
      const flow = await edition.open(server, 'login', jar)
      const there = await edition.send(server, 'login', flow, jar, { provider: 'acme' })
      const back = new URL(server.idp.consent(there.location ?? ''), 'http://127.0.0.1:4433')
      back.searchParams.delete('code')
      const { location = '' } = await server.public('GET', back.pathname + back.search, {
        ...html,
        jar,
      })
      assert.match(location, /\/login\?(flow|request)=/)
    })

    it('somebody who says no, or chooses nobody, is told so on the form', async () => {
      const jar = new Jar()
      const flow = await edition.open(server, 'login', jar)
      const there = await edition.send(server, 'login', flow, jar, { provider: 'acme' })
      const back = await server.public(
        'GET',
        server.idp.consent(there.location ?? '', { error: 'access_denied' }),
        { ...html, jar },
      )
      assert.match(back.location ?? '', /\/login\?(flow|request)=/)
    })

    if (edition.name !== 'v0.2') {
      it('an account is linked and unlinked in the settings', async () => {
        server.idp.claims = {
          sub: `first-${edition.name}`,
          email: `links.${edition.name}@example.org`,
        }
        const { jar, who } = await come('registration')
        server.idp.claims = { sub: `second-${edition.name}`, email: 'elsewhere@example.org' }
        const linked = await followAgreeing(
          await edition.send(server, 'settings', await edition.open(server, 'settings', jar), jar, {
            link: 'careful',
          }),
          jar,
        )
        assert.match(linked.location ?? '', /\/settings\?(flow|request)=/)
        const identifiers = async () =>
          (
            await server.admin('GET', `/admin/identities/${who.identity.id}`)
          ).json.credentials.oidc.identifiers.toSorted()
        assert.deepEqual(await identifiers(), [
          `acme:first-${edition.name}`,
          `careful:second-${edition.name}`,
        ])
        await edition.send(server, 'settings', await edition.open(server, 'settings', jar), jar, {
          unlink: 'acme',
        })
        assert.deepEqual(await identifiers(), [`careful:second-${edition.name}`])
        await edition.send(server, 'settings', await edition.open(server, 'settings', jar), jar, {
          unlink: 'careful',
        })
        assert.deepEqual(await identifiers(), [`careful:second-${edition.name}`])
      })
    }
  })
}

describe('a configuration of the time of requests', () => {
  it('maps claims by a JSON Schema', async () => {
    const schema = {
      $id: 'claims',
      type: 'object',
      properties: {
        email: {
          type: 'string',
          'ory.sh/kratos': { mappings: { identity: { traits: [{ path: 'email' }] } } },
        },
        nick: { 'ory.sh/kratos': { mappings: { identity: { traits: [{ path: 'name.first' }] } } } },
      },
    }
    const server = await startOidcServer({
      providers: [providerSettings('acme', { mapper_url: inBase64(JSON.stringify(schema)) })],
    })
    server.idp.claims = { sub: 'x', email: 'mapped@example.org', nick: 'Map' }
    const { jar } = await enter(server)
    assert.deepEqual((await whoIs(server, jar)).identity.traits, {
      email: 'mapped@example.org',
      name: { first: 'Map' },
    })
    await server.close()
  })
})
