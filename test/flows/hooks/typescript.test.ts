import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, it } from 'node:test'
import { messageIds, openApi, password, signIn, signUp, submit } from '../../support/people.ts'
import { personSchema, startServer, type TestServer } from '../../support/server.ts'

describe('hooks written in TypeScript', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-test-hooks-')),
    file = join(folder, 'hooks.ts')
  let server: TestServer | undefined
  const serve = async (text: string, more: object = {}) => {
    writeFileSync(file, text)
    return (server = await startServer({ pallas: { hooks: file }, ...more }))
  }
  afterEach(async () => {
    await server?.close()
    rmSync(file, { force: true })
  })
  const register = async (on: TestServer, email: string) =>
    submit(on, 'registration', await openApi(on, 'registration'), {
      method: 'password',
      password,
      traits: { email },
    })

  it('refuse with messages, and change the identity', async () => {
    const on = await serve(`
      export const afterRegistration = ({ identity, method }: { identity: any; method: string }) =>
        identity.traits.email.startsWith('bad') ? { messages: [{ instance_ptr: '#/traits/email', messages: [{ id: 77, text: 'no', type: 'error' }] }] } : { identity: { metadata_public: { by: method } } }`)
    const refused = await register(on, 'bad@example.org')
    assert.deepEqual([refused.status, messageIds(refused.json).includes(77)], [400, true])
    assert.deepEqual((await signUp(on, 'good@example.org')).json.identity.metadata_public, {
      by: 'password',
    })
  })

  it('cannot take away by what somebody signs in', async () => {
    const schema = personSchema()
    schema.properties.traits.required = []
    const url = `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`
    const on = await serve(`export const afterSettings = () => ({ identity: { traits: {} } })`, {
      identity: { default_schema_id: 'default', schemas: [{ id: 'default', url }] },
    })
    const { token, email } = await signUp(on, 'kept@example.org')
    const flow = await openApi(on, 'settings', '', { token })
    const { status } = await submit(
      on,
      'settings',
      flow,
      { method: 'profile', traits: { email, name: { first: 'Ada' } } },
      { token },
    )
    assert.equal(status, 400)
    assert.equal((await signIn(on, email)).status, 200)
  })

  it('keep a flow from beginning', async () => {
    const on = await serve(
      `export const beforeLogin = async () => ({ messages: [{ messages: [{ id: 1, text: 'We are closed.', type: 'error' }] }] })`,
    )
    const { status, json } = await on.public('GET', '/self-service/login/api')
    assert.deepEqual([status, json.error.reason], [400, 'We are closed.'])
  })

  it('that fail stop the flow and nothing is stored; once it is stored they cannot', async () => {
    const on = await serve(`
      export const afterRegistration = ({ identity }: { identity: any }) => { if (identity.traits.email.startsWith('bad')) throw new Error('inner secret') }
      export const registrationDone = () => { throw new Error('too late') }`)
    const { status, text } = await register(on, 'bad@example.org')
    assert.equal(status, 400)
    assert.doesNotMatch(text, /inner secret/)
    assert.equal(
      (await on.admin('GET', '/admin/identities?credentials_identifier=bad@example.org')).json
        .length,
      0,
    )
    assert.equal((await register(on, 'good@example.org')).status, 200)
  })

  it('that cannot be loaded let no flow begin', async () => {
    const on = await serve('export const beforeLogin = (')
    assert.equal((await on.public('GET', '/self-service/login/api')).status, 400)
    assert.ok(on.log.some((line) => line.includes('cannot be loaded')))
  })

  it('of the example can be loaded and do what they say', async () => {
    const on = (server = await startServer({
      pallas: { hooks: join(import.meta.dirname, '../../../examples/hooks.ts') },
    }))
    const { status, json } = await register(on, 'somebody@elsewhere.net')
    assert.equal(status, 400)
    assert.match(JSON.stringify(json), /address of your organization/)
  })
})
