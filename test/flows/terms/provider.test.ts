// Terms at a login by a provider, whose answer is used up by the proof.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createStore } from '#store/open.ts'
import { Jar } from '../../support/jar.ts'
import { enter, landed, startOidcServer, whoIs, type OidcServer } from '../../support/oidc.ts'
import { messageIds, submitForm, submitSpa } from '../../support/people.ts'
import { consentsOf, termsConfig } from '../../support/terms.ts'

describe('a login by a provider with new terms', () => {
  const claims = { sub: 'ada', email: 'ada@example.org', email_verified: true, given_name: 'Ada' }
  const serve = async (version: string, store: Awaited<ReturnType<typeof createStore>>) => {
    const server = await startOidcServer({
      overrides: termsConfig(version),
      store: { ...store, close: async () => undefined },
    })
    server.idp.claims = claims
    return server
  }

  it('asks for them after the answer of the provider, and then begins the session', async () => {
    const store = await createStore({ dsn: 'memory', sqlite: { synchronous: 'FULL' } })
    const older = await serve('1', store)
    const first = await enter(older, { kind: 'registration' })
    const form = await landed(older, 'registration', first.answer, first.jar)
    const done = await submitForm(older, 'registration', form, first.jar, {
      provider: 'acme',
      'traits.email': claims.email,
      'traits.terms': 'true',
    })
    const again = await throughProvider(older, done.location ?? '', first.jar)
    const session = await whoIs(older, first.jar)
    assert.ok(session, `${again.status} ${again.text}`)
    const { id } = session.identity
    assert.deepEqual(await consentsOf(store, id), [['terms', '1', true]])

    const newer = await serve('2', store)
    const { answer, jar } = await enter(newer)
    const asked = await landed(newer, 'login', answer, jar)
    assert.deepEqual(messageIds(asked), [1019002])
    assert.equal(await whoIs(newer, jar), undefined)
    const accepted = await submitSpa(newer, 'login', asked, jar, {
      method: 'terms',
      traits: { terms: true },
    })
    assert.equal(accepted.status, 200, accepted.text)
    const { authentication_methods: methods } = await whoIs(newer, jar)
    assert.deepEqual(
      methods.map((one: any) => [one.method, one.provider]),
      [['oidc', 'acme']],
    )
    const other = new Jar()
    await enter(newer, { jar: other })
    assert.ok(await whoIs(newer, other))
    for (const server of [older, newer]) await server.close()
    await store.close()
  })
})

const throughProvider = (server: OidcServer, address: string, jar: Jar) =>
  server.public('GET', server.idp.consent(address), { accept: 'text/html', jar })
