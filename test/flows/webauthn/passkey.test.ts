import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { Jar } from '../../support/jar.ts'
import {
  addKey,
  askForKey,
  dataIn,
  newKey,
  registrationAnswer,
  settingsAnswer,
  signUpWithKey,
  storedKeys,
  withKeys,
} from '../../support/keys.ts'
import {
  messageIds,
  nodeValue,
  openApi,
  openSpa,
  signedInBrowser,
  signIn,
  signUp,
  submit,
  submitForm,
  submitSpa,
} from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const method = 'passkey'

describe('passkeys', () => {
  let server: TestServer,
    people = 0,
    email: string
  before(async () => {
    server = await startServer(withKeys(false))
  })
  after(() => server.close())
  beforeEach(() => {
    email = `ada-${++people}@example.org`
  })

  const whoami = async (call: { token?: string; jar?: Jar }) =>
    (await server.public('GET', '/sessions/whoami', call)).json
  const loginWith = async (key = newKey(), over = {}) => {
    const flow = await openApi(server, 'login')
    const text = JSON.stringify(key.get(dataIn(flow, 'passkey_challenge'), over))
    return {
      flow,
      send: () => submit(server, 'login', flow, { method, passkey_login: text }),
    }
  }

  describe('of native apps', () => {
    it('are made and used without a browser', async () => {
      const key = newKey()
      const flow = await openApi(server, 'registration')
      const step = await submit(server, 'registration', flow, {
        method: 'profile',
        traits: { email },
      })
      const made = await submit(server, 'registration', flow, {
        method,
        traits: { email },
        ...registrationAnswer(step.json, method, key),
      })
      assert.equal((await whoami({ token: made.json.session_token })).identity.traits.email, email)
      const { json, status } = await (await loginWith(key)).send()
      assert.equal(status, 200)
      const { authentication_methods: ways } = await whoami({ token: json.session_token })
      assert.deepEqual(
        ways.map((one: any) => [one.method, one.aal]),
        [['passkey', 'aal1']],
      )
    })

    it('have no script and no handlers for markup', async () => {
      const flow = await openApi(server, 'login')
      assert.equal(
        flow.ui.nodes.some((node: any) => node.type === 'script'),
        false,
      )
      assert.doesNotMatch(JSON.stringify(flow), /window\./)
    })

    it('an answer has one success, also with a key that counts nothing', async () => {
      const { key } = await signUpWithKey(server, method, email)
      const uncounted = newKey()
      const jar = await signedInWith(key)
      const settings = await openSpa(server, 'settings', jar)
      await submitSpa(server, 'settings', settings, jar, {
        method,
        ...settingsAnswer(settings, method, uncounted, { counter: 0 }),
      })
      for (const { send } of [await loginWith(key), await loginWith(uncounted, { counter: 0 })]) {
        assert.equal((await send()).status, 200)
        const again = await send()
        assert.deepEqual([again.status, messageIds(again.json)], [400, [4010007]])
      }
      const other = await loginWith(uncounted, { counter: 0 })
      assert.equal((await other.send()).status, 200)
    })

    it('of many answers at once one has success', async () => {
      const { key, jar } = await signUpWithKey(server, method, email)
      const uncounted = newKey()
      const settings = await openSpa(server, 'settings', jar)
      await submitSpa(server, 'settings', settings, jar, {
        method,
        ...settingsAnswer(settings, method, uncounted, { counter: 0 }),
      })
      for (const { send } of [
        await loginWith(key),
        await loginWith(key, { counter: 77 }),
        await loginWith(uncounted, { counter: 0 }),
      ]) {
        const answers = await Promise.all(Array.from({ length: 8 }, send))
        assert.equal(answers.filter(({ status }) => status === 200).length, 1)
        assert.equal(answers.filter(({ status }) => status === 400).length, 7)
      }
    })
  })

  async function signedInWith(key: ReturnType<typeof newKey>): Promise<Jar> {
    const jar = new Jar()
    const asked = await askForKey(server, method, jar, { email })
    const { status, text } = await asked.answer(JSON.stringify(key.get(asked.options)))
    assert.equal(status, 200, text)
    return jar
  }

  it('are bound to a user handle that says nothing of the person', async () => {
    const { key, id } = await signUpWithKey(server, method, email)
    const handle = Buffer.from(key.user ?? '', 'base64url').toString()
    assert.match(handle, /^[\w-]{64}$/)
    assert.equal(handle.includes(id.replaceAll('-', '')), false)
    const { json } = await server.admin('GET', `/admin/identities/${id}`)
    assert.deepEqual(json.credentials.passkey.identifiers, [handle])
  })

  it('several of one person have handles of their own, and each signs in', async () => {
    await signUp(server, email)
    const jar = await signedInBrowser(server, email)
    const keys = [await addKey(server, method, jar), await addKey(server, method, jar)]
    assert.notEqual(keys[0]?.user, keys[1]?.user)
    for (const key of keys) await signedInWith(key)
  })

  it('that are set up are excluded from another registration, and refused', async () => {
    await signUp(server, email)
    const jar = await signedInBrowser(server, email)
    const key = await addKey(server, method, jar)
    const flow = await openSpa(server, 'settings', jar)
    const { publicKey } = dataIn(flow, 'passkey_create_data')
    assert.deepEqual(publicKey.excludeCredentials, [{ type: 'public-key', id: key.id }])
    const again = await submitSpa(server, 'settings', flow, jar, {
      method,
      ...settingsAnswer(flow, method, key),
    })
    assert.deepEqual([again.status, messageIds(again.json)], [400, [4000001]])
  })

  it('an id that is not the one that was attested is refused', async () => {
    await signUp(server, email)
    const jar = await signedInBrowser(server, email)
    const flow = await openSpa(server, 'settings', jar)
    const { id } = newKey()
    const answer = newKey().create(dataIn(flow, 'passkey_create_data'))
    const { status } = await submitSpa(server, 'settings', flow, jar, {
      method,
      passkey_settings_register: JSON.stringify({ ...answer, id, rawId: id }),
    })
    assert.equal(status, 400)
  })

  it('each change of a settings flow has a challenge of its own', async () => {
    await signUp(server, email)
    const jar = await signedInBrowser(server, email)
    const flow = await openSpa(server, 'settings', jar)
    const answer = settingsAnswer(flow, method, newKey())
    const done = await submitSpa(server, 'settings', flow, jar, { method, ...answer })
    assert.equal(done.status, 200)
    const challenge = (of: any) => dataIn(of, 'passkey_create_data').publicKey.challenge
    assert.notEqual(challenge(done.json), challenge(flow))
    const late = await submitSpa(server, 'settings', flow, jar, {
      method,
      ...settingsAnswer(flow, method, newKey()),
    })
    assert.equal(late.status, 400)
  })

  it('the last way to sign in stays, one of two goes', async () => {
    const { jar, id } = await signUpWithKey(server, method, email)
    const remove = async () => {
      const flow = await openSpa(server, 'settings', jar)
      return submitSpa(server, 'settings', flow, jar, {
        passkey_remove: nodeValue(flow, 'passkey_remove'),
      })
    }
    const last = await remove()
    assert.deepEqual([last.status, messageIds(last.json)], [400, [4000001]])
    const second = await addKey(server, method, jar)
    assert.equal((await remove()).status, 200)
    assert.equal((await storedKeys(server, method, id)).length, 1)
    await signedInWith(second)
    assert.equal((await remove()).status, 400)
  })

  it('an administrator does not remove the last way either', async () => {
    const { id } = await signUpWithKey(server, method, email)
    const remove = () => server.admin('DELETE', `/admin/identities/${id}/credentials/passkey`)
    assert.equal((await remove()).status, 400)
  })

  it('a form of a browser is taken without a method, as a script sends it', async () => {
    const { key } = await signUpWithKey(server, method, email)
    const jar = new Jar()
    const flow = await openSpa(server, 'login', jar)
    const { status, location } = await submitForm(server, 'login', flow, jar, {
      identifier: '',
      passkey_login: JSON.stringify(key.get(dataIn(flow, 'passkey_challenge'))),
    })
    assert.deepEqual([status, location], [303, 'http://127.0.0.1:4455/'])
  })

  it('a form of the settings is taken without a method, among the fields of other methods', async () => {
    await signUp(server, email)
    const jar = await signedInBrowser(server, email)
    const flow = await openSpa(server, 'settings', jar)
    const key = newKey()
    await submitForm(server, 'settings', flow, jar, {
      webauthn_register: '',
      webauthn_register_displayname: '',
      ...settingsAnswer(flow, method, key),
    })
    await signedInWith(key)
  })

  it('without a session the identifier field may be filled in by a passkey', async () => {
    const flow = await openSpa(server, 'login', new Jar())
    const field = flow.ui.nodes.find((node: any) => node.attributes.name === 'identifier')
    assert.equal(field.attributes.autocomplete, 'username webauthn')
  })

  it('a second factor that is set up is still needed', async () => {
    await signUp(server, email)
    const jar = await signedInBrowser(server, email)
    await addKey(server, 'webauthn', jar)
    const key = await addKey(server, method, jar)
    const { json } = await (await loginWith(key)).send()
    assert.equal((await whoami({ token: json.session_token })).error.id, 'session_aal2_required')
  })

  it('other traits leave the handles as they are', async () => {
    const { jar, key } = await signUpWithKey(server, method, email)
    const flow = await openSpa(server, 'settings', jar)
    const changed = await submitSpa(server, 'settings', flow, jar, {
      method: 'profile',
      traits: { email: `new-${email}` },
    })
    assert.equal(changed.status, 200)
    await signedInWith(key)
  })

  it('what is no answer at all is a mistake of the form', async () => {
    const answer = { id: 'AA', rawId: 'AA', type: 'public-key' }
    const response = { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' }
    for (const text of [
      '[]',
      '1',
      'null',
      '"x"',
      '{',
      JSON.stringify({ ...answer, type: 'password', response }),
      JSON.stringify({ ...answer, id: 5, response }),
      JSON.stringify({ ...answer, response: [] }),
      JSON.stringify({ ...answer, response: { ...response, signature: 1 } }),
      JSON.stringify({ ...answer, response: { ...response, userHandle: '\u0000' } }),
      JSON.stringify({ ...answer, response: { ...response, userHandle: 'x'.repeat(9999) } }),
      JSON.stringify({ ...answer, response }),
    ]) {
      const { status, json } = await submit(server, 'login', await openApi(server, 'login'), {
        method,
        passkey_login: text,
      })
      assert.equal(status, 400)
      assert.match(messageIds(json).join(), /^40000(01|15)$/, text)
    }
  })

  it('the password goes on working', async () => {
    await signUp(server, email)
    await addKey(server, method, await signedInBrowser(server, email))
    assert.equal((await signIn(server, email)).status, 200)
  })
})
