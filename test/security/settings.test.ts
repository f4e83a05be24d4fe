// Promises about settings: whose they are, what they can change, what a change takes with it.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../support/jar.ts'
import {
  messageIds,
  openApi,
  openSpa,
  password,
  signIn,
  signUp,
  signedInBrowser,
  submit,
  submitForm,
  submitSpa,
} from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const better = 'another-Good-one-77!'
const hour = 3_600_000

describe('settings are safe', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({ selfservice: { flows: { settings: { lifespan: '3h' } } } })
  })
  after(() => server.close())

  it("nobody's session opens, reads or submits the flow of somebody else", async () => {
    const ada = await signUp(server, 'ada@example.org'),
      bob = await signUp(server, 'bob@example.org')
    const flow = await openApi(server, 'settings', '', { token: ada.token })
    const read = await server.public('GET', `/self-service/settings/flows?id=${flow.id}`, {
      token: bob.token,
    })
    const sent = await submit(
      server,
      'settings',
      flow,
      { method: 'password', password: better },
      { token: bob.token },
    )
    for (const { status, json, text } of [read, sent]) {
      assert.deepEqual([status, json.error.id], [403, 'security_identity_mismatch'])
      assert.doesNotMatch(text, /ada@example\.org/)
    }
    assert.equal((await signIn(server, 'ada@example.org')).status, 200)
    assert.equal((await signIn(server, 'bob@example.org')).status, 200)
  })

  it('signing in again as somebody else does not finish an update', async () => {
    await signUp(server, 'victim@example.org')
    await signUp(server, 'mallory@example.org')
    const jar = await signedInBrowser(server, 'victim@example.org')
    server.pass(hour + 1)
    const flow = await openSpa(server, 'settings', jar)
    const asked = await submitForm(server, 'settings', flow, jar, {
      method: 'password',
      password: better,
    })
    const login = (
      await server.public('GET', (asked.location ?? '').replace('http://127.0.0.1:4433', ''), {
        jar,
      })
    ).json
    await submitForm(server, 'login', login, jar, {
      method: 'password',
      identifier: 'mallory@example.org',
      password,
    })
    const back = await server.public('GET', `/self-service/settings?flow=${flow.id}`, { jar })
    assert.deepEqual([back.status, back.json.error.id], [403, 'session_refresh_required'])
    for (const email of ['victim@example.org', 'mallory@example.org'])
      assert.equal((await signIn(server, email)).status, 200)
  })

  it('what the form does not offer cannot be changed by it', async () => {
    const { email, id, token } = await signUp(server, 'fixed@example.org')
    const stored = async () => {
      const account = await server.store.identities.find(id)
      assert.ok(account)
      const { traits: _, updatedAt: __, version: ___, ...rest } = account.identity
      return rest
    }
    const before = await stored()
    const flow = await openApi(server, 'settings', '', { token })
    const more = {
      state: 'inactive',
      schema_id: 'other',
      id: '00000000-0000-4000-8000-000000000000',
      metadata_public: { admin: true },
      metadata_admin: {},
      verifiable_addresses: [{ value: email, via: 'email', verified: true }],
      recovery_addresses: [{ value: 'x@example.org', via: 'email' }],
      credentials: { password: { config: { hashed_password: 'x' } } },
    }
    const { status } = await submit(
      server,
      'settings',
      flow,
      { method: 'profile', traits: { email }, ...more, identity: more },
      { token },
    )
    assert.equal(status, 200)
    assert.deepEqual(await stored(), before)
    const unknown = await submit(
      server,
      'settings',
      flow,
      { method: 'profile', traits: { email, role: 'admin' } },
      { token },
    )
    assert.equal(unknown.status, 400)
    assert.equal((await signIn(server, email)).status, 200)
  })

  it('a changed address is unverified again, and the old one signs nobody in', async () => {
    const { id, token } = await signUp(server, 'old@example.org')
    const account = await server.store.identities.find(id)
    assert.ok(account)
    await server.store.identities.replace({
      ...account,
      identity: {
        ...account.identity,
        verifiableAddresses: account.identity.verifiableAddresses.map((one) => ({
          ...one,
          verified: true,
          status: 'completed',
          verifiedAt: server.now(),
        })),
      },
    })
    const flow = await openApi(server, 'settings', '', { token })
    const same = await submit(
      server,
      'settings',
      flow,
      { method: 'profile', traits: { email: 'OLD@example.org', name: { first: 'A' } } },
      { token },
    )
    assert.equal(same.json.identity.verifiable_addresses[0].verified, true)
    const { json } = await submit(
      server,
      'settings',
      flow,
      { method: 'profile', traits: { email: 'new@example.org' } },
      { token },
    )
    assert.deepEqual(
      json.identity.verifiable_addresses.map((one: any) => [one.value, one.verified]),
      [['new@example.org', false]],
    )
    assert.deepEqual(
      json.identity.recovery_addresses.map((one: any) => one.value),
      ['new@example.org'],
    )
    assert.equal((await signIn(server, 'old@example.org')).status, 400)
    assert.equal((await signIn(server, 'new@example.org')).status, 200)
    assert.equal(
      await server.store.identities.findByAddress('recovery', 'old@example.org'),
      undefined,
    )
  })

  it('codes for a sign-in go to the new address only', async () => {
    const email = {
      type: 'string',
      format: 'email',
      'ory.sh/kratos': {
        credentials: { password: { identifier: true }, code: { identifier: true, via: 'email' } },
      },
    }
    const schema = {
      $id: 'https://example.org/code',
      type: 'object',
      properties: { traits: { type: 'object', required: ['email'], properties: { email } } },
    }
    const other = await startServer({
      identity: {
        schemas: [
          {
            id: 'default',
            url: `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`,
          },
        ],
      },
    })
    try {
      const { id, token } = await signUp(other, 'old@example.org')
      await submit(
        other,
        'settings',
        await openApi(other, 'settings', '', { token }),
        { method: 'profile', traits: { email: 'new@example.org' } },
        { token },
      )
      const code = (await other.store.identities.find(id))?.credentials.find(
        (one) => one.type === 'code',
      )
      assert.deepEqual(
        [code?.identifiers, code?.config],
        [['new@example.org'], { addresses: [{ channel: 'email', address: 'new@example.org' }] }],
      )
    } finally {
      await other.close()
    }
  })

  it("somebody else's identifier cannot be taken", async () => {
    await signUp(server, 'taken@example.org')
    const { email, token } = await signUp(server, 'taker@example.org')
    const flow = await openApi(server, 'settings', '', { token })
    const { status, json } = await submit(
      server,
      'settings',
      flow,
      { method: 'profile', traits: { email: 'Taken@Example.org' } },
      { token },
    )
    assert.deepEqual([status, messageIds(json)], [400, [4000007]])
    assert.equal((await signIn(server, email)).status, 200)
  })

  it('a form cannot be sent from an app flow that comes with cookies', async () => {
    const { email } = await signUp(server, 'cookie@example.org')
    const jar = await signedInBrowser(server, email)
    const flow = (await server.public('GET', '/self-service/settings/api', { jar })).json
    const { status, json } = await submitSpa(server, 'settings', flow, jar, {
      method: 'password',
      password: better,
    })
    assert.deepEqual([status, messageIds(json)], [400, [4000001]])
    assert.equal((await signIn(server, email)).status, 200)
  })

  describe('a form of a browser whose token does not fit', () => {
    const stored = async (flow: { id: string }, id: string) =>
      JSON.stringify([
        await server.store.flows.find('settings', flow.id),
        await server.store.identities.find(id),
      ])
    const forged = (flow: any, jar: Jar, json: object) =>
      submitSpa(server, 'settings', flow, jar, { csrf_token: 'wrong', ...json })
    const openAs = async (email: string) => {
      const { id } = await signUp(server, email),
        jar = await signedInBrowser(server, email)
      return { id, jar, flow: await openSpa(server, 'settings', jar) }
    }

    it('changes nothing where it is filled in rightly', async () => {
      const { id, jar, flow } = await openAs('forged@example.org')
      const before = await stored(flow, id)
      for (const body of [
        { method: 'profile', traits: { email: 'forged@example.org', name: { first: 'Mallory' } } },
        { method: 'password', password: better },
      ]) {
        const { status, json } = await forged(flow, jar, body)
        assert.deepEqual([status, json.error.id], [403, 'security_csrf_violation'])
      }
      assert.equal(await stored(flow, id), before)
    })

    it('is told what is wrong with the traits by themselves, and nothing of that is kept', async () => {
      const { id, jar, flow } = await openAs('told@example.org')
      const before = await stored(flow, id)
      for (const token of [{}, { csrf_token: undefined }]) {
        const { status, json } = await forged(flow, jar, {
          method: 'profile',
          traits: {},
          ...token,
        })
        assert.deepEqual(
          [status, messageIds(json), json.identity.traits.email],
          [400, [4000002], 'told@example.org'],
        )
      }
      assert.equal(await stored(flow, id), before)
      assert.deepEqual(
        messageIds(
          (await server.public('GET', `/self-service/settings/flows?id=${flow.id}`, { jar })).json,
        ),
        [],
      )
    })

    it('is told nothing in another browser, nor on a page, nor of what takes more than a look', async () => {
      const { id, jar, flow } = await openAs('silent@example.org')
      const before = await stored(flow, id)
      const other = new Jar()
      await openSpa(server, 'login', other)
      other.store([`ory_kratos_session=${jar.get('ory_kratos_session')}`])
      for (const answer of [
        await forged(flow, other, { method: 'profile', traits: {} }),
        await forged(flow, jar, { method: 'password', password: 'x' }),
      ]) {
        assert.deepEqual([answer.status, answer.json.error.id], [403, 'security_csrf_violation'])
      }
      const page = await submitForm(server, 'settings', flow, jar, {
        method: 'profile',
        csrf_token: 'wrong',
        'traits.email': 'nobody',
      })
      assert.match(page.location ?? '', /\/error\?id=/)
      assert.equal(await stored(flow, id), before)
    })
  })

  it('changes of different parts at the same moment do not lose each other', async () => {
    const { email, id, token } = await signUp(server, 'busy@example.org')
    const flows = await Promise.all([
      openApi(server, 'settings', '', { token }),
      openApi(server, 'settings', '', { token }),
    ])
    const account = await server.store.identities.find(id)
    assert.ok(account)
    const outside = (async () => {
      for (;;) {
        const read = await server.store.identities.find(id)
        assert.ok(read)
        try {
          return await server.store.identities.replace({
            ...read,
            identity: { ...read.identity, metadataPublic: { plan: 'gold' } },
          })
        } catch (error) {
          if ((error as Error).name !== 'StaleVersion') throw error
        }
      }
    })()
    const [profile, secret] = await Promise.all([
      submit(
        server,
        'settings',
        flows[0],
        { method: 'profile', traits: { email, name: { first: 'Busy' } } },
        { token },
      ),
      submit(server, 'settings', flows[1], { method: 'password', password: better }, { token }),
      outside,
    ])
    assert.deepEqual([profile.status, secret.status], [200, 200])
    const after = await server.store.identities.find(id)
    assert.deepEqual(
      [after?.identity.traits, after?.identity.metadataPublic],
      [{ email, name: { first: 'Busy' } }, { plan: 'gold' }],
    )
    assert.equal((await signIn(server, email, better)).status, 200)
  })

  it('of many passwords set at the same moment one holds, and nobody is told of a failure of the server', async () => {
    const { email, token } = await signUp(server, 'race@example.org')
    const flows = await Promise.all(
      Array.from({ length: 6 }, () => openApi(server, 'settings', '', { token })),
    )
    const answers = await Promise.all(
      flows.map((flow, n) =>
        submit(
          server,
          'settings',
          flow,
          { method: 'password', password: `another-Good-one-${n}!` },
          { token },
        ),
      ),
    )
    assert.ok(
      answers.every(({ status }) => status === 200 || status === 409),
      JSON.stringify(answers.map(({ status }) => status)),
    )
    const signedIn = await Promise.all(
      flows.map((_flow, n) => signIn(server, email, `another-Good-one-${n}!`)),
    )
    assert.deepEqual(signedIn.filter(({ status }) => status === 200).length, 1)
    assert.equal(answers[signedIn.findIndex(({ status }) => status === 200)]?.status, 200)
  })
})
