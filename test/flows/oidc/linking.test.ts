import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../../support/jar.ts'
import { enter, landed, startOidcServer, whoIs, type OidcServer } from '../../support/oidc.ts'
import { messageIds, password, signUp, submitForm } from '../../support/people.ts'

describe('an account at a provider whose address somebody has here', () => {
  let server: OidcServer
  before(async () => {
    server = await startOidcServer()
  })
  after(() => server.close())

  it('is linked once its owner has signed in to the account', async () => {
    const { id } = await signUp(server, 'ada@example.org')
    server.idp.claims = { sub: 'ada-at-acme', email: 'ada@example.org', email_verified: true }
    const { answer, jar } = await enter(server, { kind: 'registration' })
    const flow = await landed(server, 'login', answer, jar)
    assert.deepEqual(messageIds(flow), [1010016])
    assert.equal(await whoIs(server, jar), undefined)
    const done = await submitForm(server, 'login', flow, jar, { method: 'password', identifier: 'ada@example.org', password })
    assert.equal(done.location, 'http://127.0.0.1:4455/', server.log.at(-1))
    assert.deepEqual((await whoIs(server, jar)).authentication_methods.map((one: any) => [one.method, one.provider]), [['password', undefined], ['oidc', 'acme']])
    const next = new Jar()
    await enter(server, { jar: next })
    assert.equal((await whoIs(server, next)).identity.id, id)
  })
})
