// Whose passkey it is, and who may have one.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../../support/jar.ts'
import {
  addKey,
  askForKey,
  dataIn,
  newKey,
  registrationAnswer,
  registrationFor,
  signUpWithKey,
  storedKeys,
  withKeys,
  type Authenticator,
} from '../../support/keys.ts'
import { messageIds, openSpa, signedInBrowser, signUp, submitSpa } from '../../support/people.ts'
import { mergeDeep, personSchema, startServer, type TestServer } from '../../support/server.ts'

describe('a security key from before there were passkeys', () => {
  let server: TestServer,
    count = 0
  const start = async (passwordless: boolean) => {
    server = await startServer(withKeys(passwordless))
  }
  after(() => server.close())
  const byPasskeyButton = async (key: Authenticator, over = {}) => {
    const { options, answer } = await askForKey(server, 'passkey', new Jar(), { email: '' })
    return answer(JSON.stringify(key.get(options, over)))
  }

  it('that is enough by itself signs in like a passkey, and keeps its counter', async () => {
    await start(true)
    const { email, id } = await signUp(server, `key-${++count}@example.org`)
    const key = await addKey(server, 'webauthn', await signedInBrowser(server, email))
    const { status, json } = await byPasskeyButton(key, { counter: 7 })
    assert.equal(status, 200)
    assert.equal(json.session.identity.id, id)
    assert.deepEqual(
      json.session.authentication_methods.map(({ method, aal }: any) => [method, aal]),
      [['passkey', 'aal1']],
    )
    const [stored] = await storedKeys(server, 'webauthn', id)
    assert.equal(stored.authenticator.sign_count, 7)
    assert.equal((await byPasskeyButton(key, { counter: 7 })).status, 400, 'a copy')
    const other = await signUp(server, `key-${++count}@example.org`)
    const userHandle = Buffer.from(other.id.replaceAll('-', ''), 'hex').toString('base64url')
    assert.deepEqual(messageIds((await byPasskeyButton(key, { userHandle })).json), [4000015])
    server.reconfigure(withKeys(false))
    assert.deepEqual(messageIds((await byPasskeyButton(key)).json), [4000015])
    await server.close()
  })

  it('that is a second factor is no passkey, whatever is configured later', async () => {
    await start(false)
    const { email } = await signUp(server, `key-${++count}@example.org`)
    const key = await addKey(server, 'webauthn', await signedInBrowser(server, email))
    for (const passwordless of [false, true]) {
      server.reconfigure(withKeys(passwordless))
      assert.deepEqual(messageIds((await byPasskeyButton(key)).json), [4000015])
    }
  })
})

describe('who has a passkey', () => {
  let server: TestServer
  before(async () => {
    server = await startServer(withKeys(false))
  })
  after(() => server.close())

  it('whoever has an account already makes no other with a passkey', async () => {
    const { email, id } = await signUp(server, 'taken@example.org')
    const jar = new Jar()
    const flow = await registrationFor(server, jar, email)
    const { status, json } = await submitSpa(server, 'registration', flow, jar, {
      method: 'passkey',
      traits: { email },
      ...registrationAnswer(flow, 'passkey', newKey()),
    })
    assert.deepEqual([status, messageIds(json)], [400, [4000007]])
    assert.deepEqual(await storedKeys(server, 'passkey', id), [])
    assert.equal((await server.admin('GET', '/admin/identities')).json.length, 1)
  })

  for (const method of ['passkey', 'webauthn'] as const)
    it(`an administrator removes ${method}, where there is another way`, async () => {
      const { email, id } = await signUp(server, `${method}@example.org`)
      const jar = await signedInBrowser(server, email)
      const key = await addKey(server, method, jar)
      const remove = () => server.admin('DELETE', `/admin/identities/${id}/credentials/${method}`)
      assert.equal((await remove()).status, 204)
      assert.deepEqual(await storedKeys(server, method, id), [])
      assert.equal((await remove()).status, 404)
      if (method === 'webauthn') return
      const { options, answer } = await askForKey(server, method, new Jar(), { email })
      const refused = await answer(JSON.stringify(key.get(options)))
      assert.deepEqual(messageIds(refused.json), [4000015])
    })
})

describe('the name of a passkey', () => {
  const schemaWith = (names: readonly string[]) => {
    const schema: any = personSchema()
    const { properties } = schema.properties.traits
    for (const name of names)
      properties[name] = {
        type: 'string',
        'ory.sh/kratos': { credentials: { passkey: { display_name: true } } },
      }
    const url = `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`
    return mergeDeep(withKeys(false), { identity: { schemas: [{ id: 'default', url }] } })
  }

  it('is needed: without a trait for it, a sign-up offers none, and takes none', async () => {
    const server = await startServer(schemaWith([]))
    const jar = new Jar()
    const flow = await registrationFor(server, jar, 'ada@example.org')
    assert.deepEqual(
      flow.ui.nodes.filter(({ group }: any) => group === 'passkey'),
      [],
    )
    const { status } = await submitSpa(server, 'registration', flow, jar, {
      method: 'passkey',
      traits: { email: 'ada@example.org' },
      passkey_register: JSON.stringify({}),
    })
    assert.equal(status, 400)
    await server.close()
  })

  it('is the first that is not empty, of several traits', async () => {
    const server = await startServer(schemaWith(['nick', 'full']))
    const { email } = await signUp(server, 'eve@example.org', { nick: '', full: 'Eve Example' })
    const flow = await openSpa(server, 'settings', await signedInBrowser(server, email))
    const { user } = dataIn(flow, 'passkey_create_data').publicKey
    assert.deepEqual([user.name, user.displayName], ['Eve Example', 'Eve Example'])
    const both = await signUp(server, 'bob@example.org', { nick: 'bob', full: 'Bob Example' })
    const other = await openSpa(server, 'settings', await signedInBrowser(server, both.email))
    assert.equal(dataIn(other, 'passkey_create_data').publicKey.user.name, 'bob')
    await server.close()
  })
})

it('a passkey made at a sign-up is excluded from another of the same person', async () => {
  const server = await startServer(withKeys(false))
  const { jar, key } = await signUpWithKey(server, 'passkey', 'ada@example.org')
  const flow = await openSpa(server, 'settings', jar)
  const { excludeCredentials } = dataIn(flow, 'passkey_create_data').publicKey
  assert.deepEqual(excludeCredentials, [{ type: 'public-key', id: key.id }])
  await server.close()
})
