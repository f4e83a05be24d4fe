// Security requirement 90: the old address hears of a changed address, password or second factor.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { editions as allEditions, newest } from '#editions/all.ts'
import { noticeDelayMs } from '#flow/notices.ts'
import { createStore } from '#store/open.ts'
import { clientOf, editions, type Edition, type EditionClient } from '../support/editions.ts'
import { codeAt, codesIn, period, secretIn, stepUp, withFactors } from '../support/factors.ts'
import { addLookup, addTotp } from '../support/factors.ts'
import { Jar } from '../support/jar.ts'
import { codeFor, mailTo } from '../support/mail.ts'
import { openApi, password, signIn, submit } from '../support/people.ts'
import { mergeDeep, personSchema, startServer, type TestServer } from '../support/server.ts'

const better = 'another-Good-one-77!'
const kinds = ['password_changed_valid', 'second_factor_changed_valid', 'address_changed_valid']
const notice = [...kinds, 'account_changed_valid']
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'

const noticesTo = async (server: TestServer, address: string) => {
  server.pass(noticeDelayMs)
  return (await mailTo(server, address)).filter((one) => notice.includes(one.template_type))
}

let people = 0
const newAddress = () => `person${people++}@example.org`

/** Somebody with a password and a verified address; answers the id. */
async function make(server: TestServer, email: string, more: object = {}): Promise<string> {
  const { status, json, text } = await server.admin('POST', '/admin/identities', {
    json: {
      traits: { email },
      credentials: {
        password: { config: { password } },
        oidc: { config: { providers: [{ provider: 'hub', subject: email }] } },
      },
      verifiable_addresses: [{ value: email, via: 'email', verified: true, status: 'completed' }],
      ...more,
    },
  })
  assert.equal(status, 201, text)
  return json.id
}

type Person = {
  readonly server: TestServer
  readonly client: EditionClient
  readonly email: string
  readonly id: string
  /** Of the session that the person has had since before. */
  readonly token: string
}
/** Somebody with a verified address who is signed in. */
async function somebody(server: TestServer, words: Edition, email = newAddress()): Promise<Person> {
  const id = await make(server, email)
  const token = (await signIn(server, email)).json.session_token
  return { server, client: clientOf(server, words), email, id, token }
}

type Change = {
  readonly name: string
  readonly template: string
  /** What the message says. */
  readonly says: RegExp
  /** Whether second factors, or the newest API for administrators, are needed. */
  readonly newestOnly?: boolean
  /** What there is before. */
  prepare?(person: Person): Promise<unknown>
  /** `address` is a new one. */
  change(person: Person, address: string): Promise<unknown>
}

const settle = async (person: Person, method: string, fields: Readonly<Record<string, string>>) => {
  const { client, email } = person
  const jar = new Jar()
  await client.signIn(email, jar)
  const flow = await client.open('settings', jar)
  return client.send('settings', flow, method, jar, fields, { headers: { 'user-agent': firefox } })
}
const sent = async ({ server, token }: Person, json: object): Promise<void> => {
  const flow = await openApi(server, 'settings', '', { token })
  const { status, text } = await submit(server, 'settings', flow, json, { token })
  assert.equal(status, 200, text)
}
const addsTotp = ({ server, token }: Person) => addTotp(server, token)
const addsLookup = ({ server, token }: Person) => addLookup(server, token)

const byPerson: readonly Change[] = [
  {
    name: 'the password',
    template: 'password_changed_valid',
    says: /password of your Pallas account was changed/,
    change: (person) => settle(person, 'password', { password: better }),
  },
  {
    name: 'the address',
    template: 'address_changed_valid',
    says: /was changed from person\d+@example\.org to person\d+@example\.org/,
    change: (person, address) => settle(person, 'profile', { 'traits.email': address }),
  },
  {
    name: 'an authenticator app, by adding it',
    template: 'second_factor_changed_valid',
    says: /was added: an authenticator app/,
    newestOnly: true,
    change: addsTotp,
  },
  {
    name: 'an authenticator app, by removing it',
    template: 'second_factor_changed_valid',
    says: /was removed: an authenticator app/,
    newestOnly: true,
    prepare: addsTotp,
    change: (person) => sent(person, { method: 'totp', totp_unlink: true }),
  },
  {
    name: 'backup codes, by making them',
    template: 'second_factor_changed_valid',
    says: /was added: backup codes/,
    newestOnly: true,
    change: addsLookup,
  },
  {
    name: 'backup codes, by making others',
    template: 'second_factor_changed_valid',
    says: /was changed: backup codes/,
    newestOnly: true,
    prepare: addsLookup,
    change: addsLookup,
  },
  {
    name: 'backup codes, by removing them',
    template: 'second_factor_changed_valid',
    says: /was removed: backup codes/,
    newestOnly: true,
    prepare: addsLookup,
    change: (person) => sent(person, { method: 'lookup_secret', lookup_secret_disable: true }),
  },
]

const administer = async (
  { server, client, id }: Person,
  method: string,
  rest: string,
  json?: object,
) => {
  const url = `${client.adminMount}/identities/${id}${rest}`
  const { status, text } = await server.admin(method, url, json ? { json } : {})
  assert.ok(status < 300, `${status} ${text}`)
}
const put = (person: Person, more: object) =>
  administer(person, 'PUT', '', { traits: { email: person.email }, ...more })

const byAdministrator: readonly Change[] = [
  {
    name: 'the address',
    template: 'address_changed_valid',
    says: /was changed from person\d+@example\.org to person\d+@example\.org/,
    change: (person, address) => put(person, { traits: { email: address } }),
  },
  {
    name: 'the address, by a patch',
    template: 'address_changed_valid',
    says: /was changed from person\d+@example\.org to person\d+@example\.org/,
    newestOnly: true,
    change: ({ server, client, id }, value) =>
      server.admin('PATCH', `${client.adminMount}/identities/${id}`, {
        json: [{ op: 'replace', path: '/traits/email', value }],
      }),
  },
  {
    name: 'the password',
    template: 'password_changed_valid',
    says: /was changed/,
    newestOnly: true,
    change: (person) =>
      put(person, {
        schema_id: 'default',
        state: 'active',
        credentials: { password: { config: { password: better } } },
      }),
  },
  {
    name: 'the password, by removing it',
    template: 'password_changed_valid',
    says: /was removed/,
    newestOnly: true,
    change: (person) => administer(person, 'DELETE', '/credentials/password'),
  },
  {
    name: 'an authenticator app, by removing it',
    template: 'second_factor_changed_valid',
    says: /was removed: an authenticator app/,
    newestOnly: true,
    prepare: addsTotp,
    change: (person) => administer(person, 'DELETE', '/credentials/totp'),
  },
  {
    name: 'backup codes, by removing them',
    template: 'second_factor_changed_valid',
    says: /was removed: backup codes/,
    newestOnly: true,
    prepare: addsLookup,
    change: (person) => administer(person, 'DELETE', '/credentials/lookup_secret'),
  },
]

const config = mergeDeep(withFactors, {
  selfservice: {
    methods: {
      code: { enabled: true },
      link: { enabled: true },
      oidc: {
        enabled: true,
        config: {
          providers: [
            {
              id: 'hub',
              provider: 'generic',
              client_id: 'a',
              client_secret: 'b',
              issuer_url: 'https://idp.example',
              mapper_url: `base64://${Buffer.from('{}').toString('base64')}`,
            },
          ],
        },
      },
    },
    flows: { recovery: { enabled: true, use: 'code' }, verification: { enabled: true } },
  },
})

describe('the owner of an account hears at the old address', () => {
  let server: TestServer
  before(async () => {
    server = await startServer(config)
  })
  after(() => server.close())

  for (const words of editions) {
    const isNewest = !allEditions.some(({ name }) => name === words.name && name !== newest.name)
    for (const [who, changes] of [
      ['the person', byPerson],
      ['an administrator', byAdministrator],
    ] as const) {
      for (const { name, template, says, prepare, change } of changes.filter(
        (one) => one.newestOnly !== true || isNewest,
      ))
        it(`that ${who} has changed ${name} (${words.name})`, async () => {
          const person = await somebody(server, words),
            { email } = person,
            address = newAddress()
          await prepare?.(person)
          const earlier = (await noticesTo(server, email)).length
          await change(person, address)
          const told = (await noticesTo(server, email)).slice(earlier)
          assert.deepEqual(
            told.map((one) => one.template_type),
            [template],
          )
          assert.match(told[0]?.text ?? '', says)
          assert.match(told[0]?.text ?? '', /When: \d+ May 2026 at \d\d:\d\d UTC/)
          assert.match(
            told[0]?.text ?? '',
            who === 'the person' ? /On: |nothing to do/ : /By: an administrator/,
          )
          assert.deepEqual(await noticesTo(server, address), [])
        })
    }
  }

  it('with what browser it was, and where to get back into the account', async () => {
    const person = await somebody(server, editions[0] ?? assert.fail()),
      { email } = person
    await settle(person, 'password', { password: better })
    const [told] = await noticesTo(server, email)
    assert.match(told?.text ?? '', /On: Firefox, Linux/)
    const [recovery, endSession, ...more] = told?.links ?? []
    assert.equal(recovery, 'http://127.0.0.1:4455/recovery')
    assert.match(endSession ?? '', /\/ui\/end-session\?session=[\w-]+&token=[\w-]+$/)
    assert.deepEqual(more, [])
    assert.deepEqual(told?.codes, [])
  })

  it('when a password is chosen after a recovery', async () => {
    const email = newAddress()
    await make(server, email)
    const recovery = await openApi(server, 'recovery')
    await submit(server, 'recovery', recovery, { method: 'code', email })
    const code = await codeFor(server, email)
    const { json } = await submit(server, 'recovery', recovery, { method: 'code', code })
    const token = json.continue_with.find((one: any) => one.action === 'set_ory_session_token')
    const flow = json.continue_with.find((one: any) => one.flow?.id)?.flow
    const chosen = { method: 'password', password: better }
    const done = await submit(server, 'settings', flow, chosen, {
      token: token?.ory_session_token,
    })
    assert.equal(done.status, 200, done.text)
    assert.equal((await noticesTo(server, email)).length, 1)
  })

  it('nothing when nothing has changed', async () => {
    for (const words of editions) {
      const person = await somebody(server, words),
        { email } = person
      await put(person, {})
      await put(person, { traits: { email, name: { first: 'Ada' } } })
      await settle(person, 'profile', { 'traits.email': email, 'traits.name.first': 'Grace' })
      await settle(person, 'password', { password: 'short' })
      assert.deepEqual(await noticesTo(server, email), [], words.name)
    }
  })

  it('nothing of sign-ins, although they change what is stored', async () => {
    const email = newAddress()
    await make(server, email)
    const { json } = await signIn(server, email)
    const secret = await addTotp(server, json.session_token)
    const [code] = await addLookup(server, json.session_token)
    const earlier = (await noticesTo(server, email)).length
    server.reconfigure({ hashers: { bcrypt: { cost: 5 } } })
    const again = (await signIn(server, email)).json.session_token
    server.pass(period)
    const totp = { method: 'totp', totp_code: codeAt(secret, server.now()) }
    assert.equal((await stepUp(server, again, totp)).status, 200)
    const third = (await signIn(server, email)).json.session_token
    const used = { method: 'lookup_secret', lookup_secret: code }
    assert.equal((await stepUp(server, third, used)).status, 200)
    assert.equal((await noticesTo(server, email)).length, earlier)
    server.reconfigure({})
  })

  it('nothing when the change is refused, because the address belongs to somebody else', async () => {
    const taken = newAddress()
    await make(server, taken)
    for (const words of editions) {
      const person = await somebody(server, words)
      await settle(person, 'profile', { 'traits.email': taken })
      await server.admin('PUT', `${words.adminMount}/identities/${person.id}`, {
        json: { traits: { email: taken } },
      })
      assert.deepEqual(await noticesTo(server, person.email), [], words.name)
    }
    assert.deepEqual(await noticesTo(server, taken), [])
  })

  it('each of ten changes in an hour, then that there are several, and no more until an hour is over', async () => {
    const words = editions.at(-1) ?? assert.fail()
    const person = await somebody(server, words),
      { email } = person
    const change = async () => {
      const value = `pass-${people++}-Battery-77`
      const credentials = { password: { config: { password: value } } }
      await put(person, { schema_id: 'default', state: 'active', credentials })
      server.pass(1)
    }
    const told = async () =>
      Object.groupBy(await noticesTo(server, email), (one) => one.template_type)
    const counts = async () =>
      Object.fromEntries(Object.entries(await told()).map(([type, all]) => [type, all?.length]))
    for (let n = 0; n < 14; n++) await change()
    const full = { password_changed_valid: 10, account_changed_valid: 1 }
    assert.deepEqual(await counts(), full)
    const [summary] = (await told())['account_changed_valid'] ?? []
    assert.match(summary?.text ?? '', /changed several times within an hour/)
    const other = await somebody(server, words)
    await put(other, { traits: { email: newAddress() } })
    assert.equal((await noticesTo(server, other.email)).length, 1)
    server.pass(3_600_000)
    await change()
    assert.deepEqual(await counts(), { ...full, password_changed_valid: 11 })
  })
})

describe('whom a notice goes to', () => {
  const schema = personSchema()
  const { email, name } = schema.properties.traits.properties
  const phone = {
    type: 'string',
    format: 'tel',
    'ory.sh/kratos': { verification: { via: 'sms' }, recovery: { via: 'sms' } },
  }
  const properties = { email, second: email, phone, name, locale: { type: 'string' } }
  const traits = { ...schema.properties.traits, required: [], properties }
  const url = `base64://${Buffer.from(
    JSON.stringify({ ...schema, properties: { traits } }),
  ).toString('base64')}`
  const withSchema = mergeDeep(config, {
    identity: { schemas: [{ id: 'default', url }] },
  })
  let server: TestServer
  before(async () => {
    server = await startServer(withSchema)
  })
  after(() => server.close())

  const state = (value: string, verified: boolean, via = 'email') => ({
    value,
    via,
    verified,
    status: verified ? 'completed' : 'pending',
  })
  /** Changes the password of somebody with these traits; answers who of `addresses` hears of it. */
  async function hears(
    on: TestServer,
    own: object,
    states: readonly object[],
    addresses: readonly string[],
  ): Promise<readonly string[]> {
    const id = await make(on, newAddress(), { traits: own, verifiable_addresses: states })
    const json = {
      schema_id: 'default',
      state: 'active',
      traits: own,
      credentials: { password: { config: { password: better } } },
    }
    const { status, text } = await on.admin('PUT', `/admin/identities/${id}`, { json })
    assert.equal(status, 200, text)
    const heard = await Promise.all(addresses.map((one) => noticesTo(on, one)))
    return addresses.filter((_one, at) => (heard[at]?.length ?? 0) > 0)
  }
  const newPhone = () => `+4915112345${String(100 + people++)}`

  it('verified addresses only, where there are any', async () => {
    const [first, second] = [newAddress(), newAddress()]
    const states = [state(first, false), state(second, true)]
    const own = { email: first, second }
    assert.deepEqual(await hears(server, own, states, [first, second]), [second])
  })

  it('all former addresses, where none is verified', async () => {
    const [first, second] = [newAddress(), newAddress()]
    const own = { email: first, second }
    assert.deepEqual(await hears(server, own, [], [first, second]), [first, second])
  })

  it('a telephone by text message, where there is nothing else', async () => {
    const [mail, tel, only] = [newAddress(), newPhone(), newPhone()]
    const both = { email: mail, phone: tel }
    const states = [state(mail, true), state(tel, true, 'sms')]
    assert.deepEqual(await hears(server, both, states, [mail, tel]), [mail])
    const own = { phone: only, email: undefined }
    assert.deepEqual(await hears(server, own, [state(only, true, 'sms')], [only]), [only])
    const [told] = await noticesTo(server, only)
    assert.match(told?.text ?? '', /^The password of your Pallas account was changed\. /)
  })

  it('not the address that is new, although it is verified at once', async () => {
    const [old, fresh] = [newAddress(), newAddress()]
    const id = await make(server, old)
    await server.admin('PUT', `/admin/identities/${id}`, {
      json: { schema_id: 'default', state: 'active', traits: { email: old, second: fresh } },
    })
    const [told] = await noticesTo(server, old)
    assert.match(told?.text ?? '', new RegExp(`address ${fresh} was added`))
    assert.deepEqual(await noticesTo(server, fresh), [])
  })

  it('in the language of the person', async () => {
    const mail = newAddress()
    const own = { email: mail, locale: 'de-AT' }
    assert.deepEqual(await hears(server, own, [state(mail, true)], [mail]), [mail])
    const [told] = await noticesTo(server, mail)
    assert.match(told?.text ?? '', /Das Passwort Ihres Kontos bei Pallas wurde geändert/)
  })

  it('nobody where notices are switched off', async () => {
    const silent = await startServer(
      mergeDeep(withSchema, { pallas: { notices: { enabled: false } } }),
    )
    const mail = newAddress()
    assert.deepEqual(await hears(silent, { email: mail }, [state(mail, true)], [mail]), [])
    await silent.close()
  })
})

describe('a change that cannot be stored', () => {
  it('is told to nobody', async () => {
    const store = await createStore({ dsn: 'memory', sqlite: { synchronous: 'FULL' } })
    let fails = false
    const server = await startServer(config, {
      store: {
        ...store,
        flows: {
          ...store.flows,
          update: (flow) =>
            fails && flow.state === 'success'
              ? Promise.reject(new Error('no'))
              : store.flows.update(flow),
        },
      },
    })
    const person = await somebody(server, editions.at(-1) ?? assert.fail()),
      { email } = person
    fails = true
    await settle(person, 'password', { password: better })
    assert.deepEqual(await noticesTo(server, email), [])
    assert.equal((await signIn(server, email)).status, 200)
    fails = false
    await settle(person, 'password', { password: better })
    assert.equal((await noticesTo(server, email)).length, 1)
    await server.close()
  })
})

it('a message about new backup codes does not have them', async () => {
  const server = await startServer(config)
  const email = newAddress()
  await make(server, email)
  const { json } = await signIn(server, email)
  const token = json.session_token
  const flow = await openApi(server, 'settings', '', { token })
  assert.notEqual(secretIn(flow), '')
  const made = { method: 'lookup_secret', lookup_secret_regenerate: true }
  const codes = codesIn((await submit(server, 'settings', flow, made, { token })).json)
  const kept = { method: 'lookup_secret', lookup_secret_confirm: true }
  await submit(server, 'settings', flow, kept, { token })
  const [told] = await noticesTo(server, email)
  assert.ok(codes.every((code) => told?.text.includes(code) === false))
  await server.close()
})
