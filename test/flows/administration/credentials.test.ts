import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { password, signIn } from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

describe('an administrator removes a credential', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const make = async (email: string, subjects: readonly string[] = []): Promise<string> => {
    const oidc =
      subjects.length === 0
        ? {}
        : {
            oidc: {
              config: { providers: subjects.map((subject) => ({ provider: 'hub', subject })) },
            },
          }
    return (
      await server.admin('POST', '/admin/identities', {
        json: { traits: { email }, credentials: { password: { config: { password } }, ...oidc } },
      })
    ).json.id
  }
  const remove = (id: string, rest: string) =>
    server.admin('DELETE', `/admin/identities/${id}/credentials/${rest}`)

  it('not the last way to sign in', async () => {
    const id = await make('last@example.org')
    assert.equal((await remove(id, 'password')).status, 400)
    assert.equal((await signIn(server, 'last@example.org')).status, 200)
  })

  it('one of several accounts at providers, by name', async () => {
    const id = await make('two@example.org', ['One', 'Two'])
    assert.equal((await remove(id, 'oidc')).status, 400)
    assert.equal((await remove(id, 'oidc?identifier=hub:one')).status, 404)
    assert.equal((await remove(id, 'oidc?identifier=hub:One')).status, 204)
    const { json } = await server.admin('GET', `/admin/identities/${id}?include_credential=oidc`)
    assert.deepEqual(
      [
        json.credentials.oidc.identifiers,
        json.credentials.oidc.config.providers.map((one: any) => one.subject),
      ],
      [['hub:Two'], ['Two']],
    )
    assert.equal((await remove(id, 'oidc?identifier=hub:Two')).status, 204)
    assert.equal(
      (await server.admin('GET', `/admin/identities/${id}`)).json.credentials.oidc,
      undefined,
    )
  })

  it('what is not there or cannot be removed is not found', async () => {
    const id = await make('none@example.org')
    assert.equal((await remove(id, 'totp')).status, 404)
    assert.equal((await remove(id, 'code')).status, 404)
    assert.equal((await remove(id, 'nothing')).status, 404)
    assert.equal((await remove('00000000-0000-4000-8000-000000000000', 'password')).status, 404)
  })
})
