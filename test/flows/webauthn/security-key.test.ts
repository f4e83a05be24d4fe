import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { Jar } from '../../support/jar.ts'
import {
  addKey,
  askForKey,
  dataIn,
  newKey,
  registrationFor,
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
  signUp,
  submit,
  submitForm,
  submitSpa,
} from '../../support/people.ts'
import { mergeDeep, startServer, type TestServer } from '../../support/server.ts'

const method = 'webauthn'
let people = 0
const newEmail = () => `ada-${++people}@example.org`

describe('security keys as the second factor', () => {
  let server: TestServer, email: string, id: string, jar: Jar
  before(async () => {
    server = await startServer(withKeys(false))
  })
  after(() => server.close())
  beforeEach(async () => {
    email = newEmail()
    id = (await signUp(server, email)).id
    jar = await signedInBrowser(server, email)
  })
  const whoami = async (of: Jar) =>
    (await server.public('GET', '/sessions/whoami', { jar: of })).json
  const secondStep = async (of: Jar) => askForKey(server, method, of, { email, query: '?aal=aal2' })
  const halfSignedIn = async () => {
    const half = new Jar()
    const flow = await openSpa(server, 'login', half)
    await submitSpa(server, 'login', flow, half, {
      method: 'password',
      identifier: email,
      password: 'correct-horse-77-Battery',
    })
    return half
  }

  it('whoever sets one up has used it', async () => {
    await addKey(server, method, jar)
    const { authenticator_assurance_level: aal, authentication_methods: ways } = await whoami(jar)
    assert.deepEqual(
      [aal, ways.map((one: any) => [one.method, one.aal])],
      [
        'aal2',
        [
          ['password', 'aal1'],
          ['webauthn', 'aal2'],
        ],
      ],
    )
  })

  it('the first factor alone changes nothing, the key lets in', async () => {
    const key = await addKey(server, method, jar)
    const half = await halfSignedIn()
    assert.equal((await whoami(half)).error.id, 'session_aal2_required')
    const { answer, options } = await secondStep(half)
    assert.deepEqual(options.publicKey.allowCredentials, [{ type: 'public-key', id: key.id }])
    assert.equal((await answer(JSON.stringify(key.get(options)))).status, 200)
    assert.equal((await whoami(half)).authenticator_assurance_level, 'aal2')
  })

  it('are no first factor, and not a way in of their own', async () => {
    await addKey(server, method, jar)
    const flow = await openSpa(server, 'login', new Jar())
    assert.equal(
      flow.ui.nodes.some((node: any) => node.attributes.value === 'webauthn'),
      false,
    )
    const other = new Jar()
    const opened = await openSpa(server, 'login', other)
    const { json } = await submitSpa(server, 'login', opened, other, { method, identifier: email })
    assert.deepEqual(messageIds(json), [4010002])
    assert.equal(
      (await server.admin('DELETE', `/admin/identities/${id}/credentials/webauthn`)).status,
      204,
    )
  })

  it('several have one user handle, names, and are removed by themselves', async () => {
    const first = await addKey(server, method, jar)
    const second = await addKey(server, method, jar)
    assert.equal(first.user, second.user)
    const flow = await openSpa(server, 'settings', jar)
    const { publicKey } = dataIn(flow, 'webauthn_register_trigger')
    assert.deepEqual(
      publicKey.excludeCredentials.map((one: any) => one.id),
      [first.id, second.id],
    )
    const labels = flow.ui.nodes
      .filter((node: any) => node.attributes.name === 'webauthn_remove')
      .map((node: any) => node.meta.label.context.display_name)
    assert.deepEqual(labels, ['blue', 'blue'])
    await submitForm(server, 'settings', flow, jar, {
      webauthn_remove: Buffer.from(first.id, 'base64url').toString('hex'),
    })
    assert.equal((await storedKeys(server, method, id)).length, 1)
    const { options, answer } = await secondStep(await halfSignedIn())
    assert.deepEqual(
      options.publicKey.allowCredentials.map((one: any) => one.id),
      [second.id],
    )
    assert.equal((await answer(JSON.stringify(second.get(options)))).status, 200)
  })

  it('a name has an end', async () => {
    const flow = await openSpa(server, 'settings', jar)
    const { status, json } = await submitSpa(server, 'settings', flow, jar, {
      method,
      ...settingsAnswer(flow, method, newKey()),
      webauthn_register_displayname: 'x'.repeat(257),
    })
    assert.deepEqual([status, messageIds(json)], [400, [4000017]])
  })

  it('a change takes a recent sign-in', async () => {
    server.pass(2 * 3_600_000)
    const flow = await openSpa(server, 'settings', jar)
    const { status } = await submitSpa(server, 'settings', flow, jar, {
      method,
      ...settingsAnswer(flow, method, newKey()),
    })
    assert.equal(status, 403)
    assert.deepEqual(await storedKeys(server, method, id), [])
  })

  it('wrong answers are counted, and then slowed down', async () => {
    const guarded = await startServer(
      mergeDeep(withKeys(false), {
        pallas: { shield: { second_factor: { tries: 3, refill: '1h' } } },
      }),
    )
    try {
      await signUp(guarded, email)
      const key = await addKey(guarded, method, await signedInBrowser(guarded, email))
      const half = new Jar()
      const opened = await openSpa(guarded, 'login', half)
      await submitSpa(guarded, 'login', opened, half, {
        method: 'password',
        identifier: email,
        password: 'correct-horse-77-Battery',
      })
      const { answer, options } = await askForKey(guarded, method, half, {
        email,
        query: '?aal=aal2',
      })
      const seen: number[][] = []
      for (let tries = 0; tries < 5; tries++)
        seen.push(
          messageIds((await answer(JSON.stringify(key.get(options, { rpId: 'x.example' })))).json),
        )
      assert.deepEqual(seen.slice(0, 3), [[4000008], [4000008], [4000008]])
      assert.notDeepEqual(seen[4], [4000008])
    } finally {
      await guarded.close()
    }
  })

  it('native apps are not offered them', async () => {
    const app = await signUp(server, newEmail())
    const flow = await openApi(server, 'settings', '', { token: app.token })
    assert.equal(
      flow.ui.nodes.some((node: any) => node.group === 'webauthn'),
      false,
    )
    const { status, json } = await submit(
      server,
      'settings',
      flow,
      { method, webauthn_register: '{}' },
      { token: app.token },
    )
    assert.deepEqual([status, messageIds(json)], [400, [4010004]])
  })

  it('stay second factors when keys become the first', async () => {
    const key = await addKey(server, method, jar)
    server.reconfigure(withKeys(true))
    try {
      const half = await halfSignedIn()
      assert.equal((await whoami(half)).error.id, 'session_aal2_required')
      const first = new Jar()
      const opened = await openSpa(server, 'login', first)
      const refused = await submitSpa(server, 'login', opened, first, { method, identifier: email })
      assert.deepEqual(messageIds(refused.json), [4000015])
      const { answer, options } = await secondStep(half)
      assert.equal((await answer(JSON.stringify(key.get(options)))).status, 200)
    } finally {
      server.reconfigure(withKeys(false))
    }
  })
})

describe('security keys as the first factor', () => {
  let server: TestServer
  before(async () => {
    server = await startServer(
      mergeDeep(withKeys(true), { security: { account_enumeration: { mitigate: true } } }),
    )
  })
  after(() => server.close())

  it('unknown people are asked for a key as known ones are, and for the same one at every try', async () => {
    const { email } = await signUpWithKey(server, method, newEmail())
    const unknown = newEmail()
    const shape = async (of: string) => {
      const { flow, options, answer } = await askForKey(server, method, new Jar(), { email: of })
      const refused = await answer(JSON.stringify(newKey().get(options)))
      return {
        messages: messageIds(flow),
        keys: options.publicKey.allowCredentials.map((one: any) => one.id.length),
        nodes: flow.ui.nodes.map((node: any) => node.attributes.name ?? node.attributes.id),
        refused: [refused.status, messageIds(refused.json)],
      }
    }
    assert.deepEqual(await shape(unknown), await shape(email))
    const ids = async () =>
      (await askForKey(server, method, new Jar(), { email: unknown })).options.publicKey
        .allowCredentials[0].id
    assert.equal(await ids(), await ids())
  })

  it('whoever has a key only keeps the last one', async () => {
    const { jar, id } = await signUpWithKey(server, method, newEmail())
    const flow = await openSpa(server, 'settings', jar)
    const { status, json } = await submitSpa(server, 'settings', flow, jar, {
      method,
      webauthn_remove: nodeValue(flow, 'webauthn_remove'),
    })
    assert.deepEqual([status, messageIds(json)], [400, [4000001]])
    assert.equal((await storedKeys(server, method, id)).length, 1)
  })

  it('an answer that was sent signs in once', async () => {
    const { email, key } = await signUpWithKey(server, method, newEmail())
    const jar = new Jar()
    const { flow, options } = await askForKey(server, method, jar, { email })
    const copy = new Jar()
    copy.store(jar.header.split('; '))
    const body = { method, webauthn_login: JSON.stringify(key.get(options)) }
    assert.equal((await submitSpa(server, 'login', flow, jar, body)).status, 200)
    const again = await submitSpa(server, 'login', flow, copy, body)
    assert.deepEqual([again.status, messageIds(again.json)], [400, [4010007]])
  })

  it('after a mistake with another method all of them are offered again', async () => {
    const { email } = await signUpWithKey(server, method, newEmail())
    const jar = new Jar()
    const { flow } = await askForKey(server, method, jar, { email })
    const { json } = await submitSpa(server, 'login', flow, jar, {
      method: 'password',
      identifier: email,
      password: 'wrong',
    })
    assert.ok(json.ui.nodes.some((node: any) => node.attributes.name === 'password'))
  })

  it('the form of a registration in one step has it all', async () => {
    const whole = await startServer(
      mergeDeep(withKeys(true), {
        selfservice: { flows: { registration: { style: 'unified' } } },
      }),
    )
    try {
      const jar = new Jar(),
        email = newEmail(),
        key = newKey()
      const flow = await openSpa(whole, 'registration', jar)
      const { status, location } = await submitForm(whole, 'registration', flow, jar, {
        'traits.email': email,
        password: '',
        passkey_register: '',
        ...registrationAnswer(flow, method, key),
      })
      assert.deepEqual([status, location], [303, 'http://127.0.0.1:4455/'])
      const asked = await askForKey(whole, method, new Jar(), { email })
      assert.equal((await asked.answer(JSON.stringify(key.get(asked.options)))).status, 200)
    } finally {
      await whole.close()
    }
  })

  it('two people who send the same identifier get one account', async () => {
    const email = newEmail()
    const answers = await Promise.all(
      [1, 2].map(async () => {
        const jar = new Jar()
        const flow = await registrationFor(server, jar, email)
        return submitSpa(server, 'registration', flow, jar, {
          method,
          traits: { email },
          ...registrationAnswer(flow, method, newKey()),
        })
      }),
    )
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 400],
    )
  })
})
