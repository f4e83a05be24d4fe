// "Remember this device": the second factor is not asked for again on a browser for some time.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { addLookup, addTotp, codeAt, nodeOf, period, withFactors } from '../../support/factors.ts'
import { Jar } from '../../support/jar.ts'
import { codeFor } from '../../support/mail.ts'
import {
  openApi,
  openSpa,
  password,
  signIn,
  submit,
  submitForm,
  submitSpa,
} from '../../support/people.ts'
import { owner, withSecondCodes } from '../../support/second-codes.ts'
import { mergeDeep, startServer, type Answer, type TestServer } from '../../support/server.ts'

const day = 24 * 3_600_000
const on = mergeDeep(withFactors, {
  ...withSecondCodes,
  selfservice: { ...withSecondCodes.selfservice, methods: { code: { enabled: true } } },
  session: { lifespan: '24h' },
  // a notice could arrive with a code, and stand before it
  pallas: { second_factor: { remember: '30d' }, notices: { enabled: false } },
})
const cookie = 'pallas_remembered'
const box = 'remember_device'
let people = 0

describe('a remembered device', () => {
  let server: TestServer, email: string, id: string, secret: string
  before(async () => {
    server = await startServer(on)
  })
  after(() => server.close())
  beforeEach(async () => {
    server.reconfigure({})
    email = `ada-${++people}@example.org`
    id = await owner(server, { email })
    secret = await addTotp(server, (await signIn(server, email)).json.session_token)
  })

  const level = async (jar: Jar) => {
    const { status, json } = await server.public('GET', '/sessions/whoami', { jar })
    return status === 200 ? json.authenticator_assurance_level : json.error.id
  }
  /** Signs in with the password, in a browser that has kept what it was given before. */
  async function first(jar: Jar, secretText = password, mail = email): Promise<Answer> {
    const fields = { method: 'password', identifier: mail, password: secretText }
    return submitSpa(server, 'login', await openSpa(server, 'login', jar), jar, fields)
  }
  const code = () => {
    server.pass(period)
    return codeAt(secret, server.now())
  }
  async function second(jar: Jar, more: object = { [box]: true }): Promise<Answer> {
    const flow = await openSpa(server, 'login', jar, '?aal=aal2')
    return submitSpa(server, 'login', flow, jar, { method: 'totp', totp_code: code(), ...more })
  }
  /** Only what a browser keeps of the second factor. */
  const kept = (jar: Jar): Jar => {
    const next = new Jar()
    next.store([`${cookie}=${jar.get(cookie) ?? ''}`])
    return next
  }
  async function remembered(): Promise<Jar> {
    const jar = new Jar()
    await first(jar)
    const { status, text } = await second(jar)
    assert.equal(status, 200, text)
    return jar
  }
  const listed = async () =>
    (await server.admin('GET', `/admin/pallas/identities/${id}/remembered-devices`)).json

  it('is not asked for the second factor again, and the session says when it was given', async () => {
    const jar = await remembered()
    const then = server.now()
    server.pass(day)
    const again = kept(jar)
    assert.equal((await first(again)).status, 200)
    const { json } = await server.public('GET', '/sessions/whoami', { jar: again })
    const [one, two] = json.authentication_methods
    assert.deepEqual([one.method, two.method, two.aal], ['password', 'totp', 'aal2'])
    assert.ok(Date.parse(two.completed_at) <= then && Date.parse(one.completed_at) > then)
    assert.equal(
      (await server.public('GET', '/self-service/settings/browser', { jar: again })).status,
      200,
    )
  })

  it('is one where the box was ticked, in a form without scripts as well', async () => {
    const jar = new Jar()
    await first(jar)
    const flow = await openSpa(server, 'login', jar, '?aal=aal2')
    assert.equal(nodeOf(flow, box).attributes.type, 'checkbox')
    const answer = await server.public('POST', `/self-service/login?flow=${flow.id}`, {
      payload: new URLSearchParams([
        ['csrf_token', nodeOf(flow, 'csrf_token').attributes.value],
        ['method', 'totp'],
        [box, 'false'],
        [box, 'true'],
        ['totp_code', code()],
      ]).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      accept: 'text/html',
      jar,
    })
    const line = answer.cookies.find((one) => one.startsWith(`${cookie}=`)) ?? ''
    assert.match(line, /HttpOnly/)
    assert.match(line, /Max-Age=2592000/)
    for (const more of [{}, { [box]: false }, { [box]: 'false' }, { [box]: '' }]) {
      const plain = new Jar()
      await first(plain)
      await second(plain, more)
      assert.deepEqual([await level(plain), plain.get(cookie)], ['aal2', undefined])
    }
  })

  it('is none after a wrong code, and the box stays ticked', async () => {
    const jar = new Jar()
    await first(jar)
    const { json } = await second(jar, { [box]: true, totp_code: '000000' })
    assert.equal(nodeOf(json, box).attributes.value, true)
    assert.deepEqual([jar.get(cookie), await listed()], [undefined, []])
  })

  it('is remembered for one person, by a secret of which only a hash is stored', async () => {
    const jar = await remembered()
    const value = jar.get(cookie) ?? ''
    assert.ok(value.length >= 32)
    const stored = JSON.stringify(await server.store.remembered.list(id))
    assert.ok(!stored.includes(value) && !stored.includes(secret))
    const mine = `other-${email}`
    await owner(server, { email: mine })
    await addTotp(server, (await signIn(server, mine)).json.session_token)
    const other = kept(jar)
    await first(other, password, mine)
    assert.equal(await level(other), 'session_aal2_required')
    for (const forged of ['x', value.slice(1), 'A'.repeat(5000), await hashOf()]) {
      const jarOf = new Jar()
      jarOf.store([`${cookie}=${forged}`])
      await first(jarOf)
      assert.equal(await level(jarOf), 'session_aal2_required')
    }
    async function hashOf() {
      return (await server.store.remembered.list(id))[0]?.secretHash ?? assert.fail()
    }
  })

  it('is forgotten after its time, and when the time is made shorter or it is switched off', async () => {
    const jar = await remembered()
    const isKnown = async () => {
      const again = kept(jar)
      await first(again)
      return (await level(again)) === 'aal2'
    }
    server.pass(10 * day)
    assert.equal(await isKnown(), true)
    server.reconfigure({ pallas: { second_factor: { remember: '9d' } } })
    assert.equal(await isKnown(), false)
    server.reconfigure({})
    assert.equal(await isKnown(), true)
    server.pass(20 * day)
    assert.equal(await isKnown(), false)
    assert.deepEqual(await listed(), [])
  })

  const ends: Record<string, (jar: Jar) => Promise<string>> = {
    async 'the password changes'(jar) {
      const changed = 'another-Good-one-77!'
      const flow = await openSpa(server, 'settings', jar)
      await submitSpa(server, 'settings', flow, jar, { method: 'password', password: changed })
      return changed
    },
    async 'an administrator changes the password'() {
      const changed = 'another-Good-one-77!'
      await server.admin('PUT', `/admin/identities/${id}`, {
        json: {
          schema_id: 'default',
          state: 'active',
          traits: { email },
          credentials: { password: { config: { password: changed } } },
        },
      })
      return changed
    },
    async 'the second factor is removed and set up again'() {
      await server.admin('DELETE', `/admin/identities/${id}/credentials/totp`)
      server.pass(1000)
      secret = await addTotp(server, (await signIn(server, email)).json.session_token)
      return password
    },
    async 'the person forgets it in the settings'(jar) {
      const flow = await openSpa(server, 'settings', jar)
      const button = 'forget_remembered_devices'
      assert.equal(nodeOf(flow, button).attributes.type, 'submit')
      const { status, json } = await submitSpa(server, 'settings', flow, jar, { [button]: 'true' })
      assert.deepEqual([status, nodeOf(json, button)], [200, undefined])
      return password
    },
    async 'an administrator forgets it'() {
      assert.equal((await listed()).length, 1)
      const url = `/admin/pallas/identities/${id}/remembered-devices`
      assert.equal((await server.admin('DELETE', url)).status, 204)
      assert.deepEqual(await listed(), [])
      return password
    },
  }
  for (const [what, end] of Object.entries(ends))
    it(`is forgotten when ${what}`, async () => {
      const jar = await remembered()
      const secretText = await end(jar)
      const again = kept(jar)
      await first(again, secretText)
      assert.equal(await level(again), 'session_aal2_required')
    })

  it('stays when another factor is added, or a code is used', async () => {
    const jar = await remembered()
    server.pass(period)
    const { session_token: token } = (await signIn(server, email)).json
    await submit(
      server,
      'login',
      await openApi(server, 'login', '?aal=aal2', { token }),
      { method: 'totp', totp_code: code() },
      { token },
    )
    await addLookup(server, token)
    const again = kept(jar)
    await first(again)
    assert.equal(await level(again), 'aal2')
  })

  it('does not stand in after a recovery, nor for apps', async () => {
    const jar = await remembered()
    const again = kept(jar)
    const flow = await openSpa(server, 'recovery', again)
    await submitSpa(server, 'recovery', flow, again, { method: 'code', email })
    await submitSpa(server, 'recovery', flow, again, {
      method: 'code',
      code: await codeFor(server, email),
    })
    assert.equal(await level(again), 'session_aal2_required')
    const { session_token: token } = (await signIn(server, email)).json
    const native = await openApi(server, 'login', '?aal=aal2', { token })
    assert.equal(nodeOf(native, box), undefined)
    const fields = { method: 'totp', totp_code: code(), [box]: true }
    const done = await submit(server, 'login', native, fields, { token })
    assert.deepEqual([done.status, done.cookies], [200, []])
  })

  it('is remembered by a code as well, which asks for the box in both of its steps', async () => {
    server.reconfigure({ selfservice: { methods: { code: { mfa_enabled: true } } } })
    const jar = new Jar()
    await first(jar)
    const flow = await openSpa(server, 'login', jar, '?aal=aal2')
    assert.ok(nodeOf(flow, box))
    const sent = await submitSpa(server, 'login', flow, jar, { method: 'code', address: email })
    assert.ok(nodeOf(sent.json, box))
    const fields = { method: 'code', code: await codeFor(server, email), [box]: 'true' }
    await submitForm(server, 'login', flow, jar, fields)
    const again = kept(jar)
    await first(again)
    assert.equal(await level(again), 'aal2')
  })

  it('is not offered where it is not configured', async () => {
    server.reconfigure({ pallas: { second_factor: { remember: '0s' } } })
    const jar = new Jar()
    await first(jar)
    assert.equal(nodeOf(await openSpa(server, 'login', jar, '?aal=aal2'), box), undefined)
    await second(jar)
    assert.deepEqual([await level(jar), jar.get(cookie)], ['aal2', undefined])
  })
})
