// How keys are stored, and which rows of other releases are understood.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { JsonObject } from '#lib/json.ts'
import { clientOf, editions } from '../../support/editions.ts'
import { offers } from '../../support/edition-features.ts'
import { Jar } from '../../support/jar.ts'
import {
  addKey,
  askForKey,
  type Authenticator,
  signUpWithKey,
  storedKeys,
  withKeys,
} from '../../support/keys.ts'
import { openSpa, password, signedInBrowser, signUp, submitSpa } from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const base64 = (id: string): string => Buffer.from(id, 'base64url').toString('base64')

describe('stored keys', () => {
  let server: TestServer,
    people = 0
  before(async () => {
    server = await startServer(withKeys(false))
  })
  after(() => server.close())
  const newEmail = () => `ada-${++people}@example.org`

  /** Changes the stored content of a credential. */
  async function rewrite(id: string, change: (config: any) => JsonObject): Promise<void> {
    const account = await server.store.identities.find(id)
    assert.ok(account)
    await server.store.identities.replace({
      ...account,
      credentials: account.credentials.map((one) =>
        one.type === 'webauthn' || one.type === 'passkey'
          ? { ...one, config: change(structuredClone(one.config)) }
          : one,
      ),
    })
  }
  async function withSecondFactor(): Promise<{ id: string; email: string; key: Authenticator }> {
    const email = newEmail()
    const { id } = await signUp(server, email)
    return {
      id,
      email,
      key: await addKey(server, 'webauthn', await signedInBrowser(server, email)),
    }
  }
  async function secondStep(email: string, key: Authenticator, over = {}): Promise<number> {
    const jar = new Jar()
    const flow = await openSpa(server, 'login', jar)
    const first = { method: 'password', identifier: email, password }
    await submitSpa(server, 'login', flow, jar, first)
    const asked = await askForKey(server, 'webauthn', jar, { email, query: '?aal=aal2' })
    return (await asked.answer(JSON.stringify(key.get(asked.options, over)))).status
  }

  it('have the published form', async () => {
    const { id, key } = await withSecondFactor()
    const [stored] = await storedKeys(server, 'webauthn', id)
    const { public_key, added_at, ...rest } = stored
    assert.match(public_key, /^[\w+/]+=*$/)
    assert.match(added_at, /^\d{4}-\d\d-\d\dT/)
    assert.deepEqual(rest, {
      id: base64(key.id),
      attestation_type: 'none',
      authenticator: { aaguid: base64('A'.repeat(22)), sign_count: 1, clone_warning: false },
      display_name: 'blue',
      is_passwordless: false,
      flags: {
        user_present: true,
        user_verified: true,
        backup_eligible: false,
        backup_state: false,
      },
    })
    const { json } = await server.admin(
      'GET',
      `/admin/identities/${id}?include_credential=webauthn`,
    )
    const { config, identifiers, version } = json.credentials.webauthn
    assert.deepEqual(
      [config.user_handle, identifiers, version],
      [Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64'), [json.traits.email], 1],
    )
  })

  it('of a release that stored no flags and no user handle take the flags of the next use', async () => {
    const { id, email, key } = await withSecondFactor()
    await rewrite(id, ({ credentials: [key] }) => {
      delete key.flags
      delete key.is_passwordless
      return { credentials: [key] }
    })
    assert.equal(await secondStep(email, key, { flags: 5 | 8 | 16 }), 200)
    const [stored] = await storedKeys(server, 'webauthn', id)
    assert.deepEqual(
      [stored.flags.backup_eligible, stored.flags.backup_state, stored.display_name],
      [true, true, 'blue'],
    )
    assert.equal(await secondStep(email, key), 400)
  })

  it('keep what this release does not know', async () => {
    const { id, email, key } = await withSecondFactor()
    await rewrite(id, (config) => ({
      ...config,
      later: 1,
      credentials: [{ ...config.credentials[0], transport: ['usb'] }],
    }))
    assert.equal(await secondStep(email, key), 200)
    const account = await server.store.identities.find(id)
    const config: any = account?.credentials.find(({ type }) => type === 'webauthn')?.config
    assert.deepEqual([config.later, config.credentials[0].transport], [1, ['usb']])
  })

  for (const credentials of [null, []])
    it(`a credential without any is none: ${JSON.stringify(credentials)}`, async () => {
      const { id, email } = await withSecondFactor()
      await rewrite(id, (config) => ({ ...config, credentials }))
      const flow = await openSpa(server, 'settings', await signedInBrowser(server, email))
      assert.equal(
        flow.ui.nodes.some((node: any) => node.attributes.name === 'webauthn_remove'),
        false,
      )
    })

  it('that cannot be read let nobody in, and the first factor alone does not either', async () => {
    const { id, email, key } = await withSecondFactor()
    await rewrite(id, (config) => ({ ...config, credentials: [1, {}, { id: base64(key.id) }] }))
    const jar = new Jar()
    const flow = await openSpa(server, 'login', jar)
    const first = { method: 'password', identifier: email, password }
    assert.equal((await submitSpa(server, 'login', flow, jar, first)).status, 422)
    const second = await openSpa(server, 'login', jar, '?aal=aal2')
    assert.deepEqual(
      second.ui.nodes.map((node: any) => node.attributes.name),
      ['csrf_token'],
    )
  })

  for (const words of editions.filter((one) => !offers(one, 'webauthn')))
    it(`${words.name}: whoever needs one is not let in by the first factor`, async () => {
      const { email } = await withSecondFactor()
      const at = clientOf(server, words)
      const jar = new Jar()
      const refused = await at.signIn(email, jar)
      const { error } = await at.refusal(refused, jar)
      assert.equal(error.code, 403)
      assert.match(JSON.stringify(error), /\/ui\/login/)
      assert.equal((await at.whoami({ jar })).status, 401)
      const { email: other } = await signUpWithKey(server, 'passkey', newEmail())
      assert.notEqual((await at.signIn(other, jar)).status, 200)
      assert.equal((await at.whoami({ jar })).status, 401)
    })
})
