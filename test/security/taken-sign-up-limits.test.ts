// Sign-ups with taken addresses: where they are told openly, what other systems hear of hidden ones,
// and how many messages owners get.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newest } from '#editions/all.ts'
import { clientOf, editions } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { codeFor, mailTo } from '../support/mail.ts'
import { openApi, submit } from '../support/people.ts'
import {
  mergeDeep,
  personSchema,
  startServer,
  type Call,
  type TestServer,
} from '../support/server.ts'

const owner = 'taken@example.org'
const free = 'frees@example.org'
const password = 'correct-horse-77-Battery'
/** Ids and sentences that say so. */
const isTaken = (said: number | string) =>
  said === 4000007 || said === 4000028 || /is an account with this/.test(String(said))

type Extension = Readonly<Record<string, unknown>>
const schemaOf = (traits: Readonly<Record<string, Extension>>) => {
  const schema: any = personSchema()
  const properties = schema.properties.traits.properties
  for (const [name, extension] of Object.entries(traits))
    properties[name] = { ...properties[name], type: 'string', 'ory.sh/kratos': extension }
  const url = `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`
  return { identity: { schemas: [{ id: 'default', url }] } }
}
const name = { credentials: { password: { identifier: true } } }
const email = {
  credentials: { password: { identifier: true }, code: { identifier: true, via: 'email' } },
  verification: { via: 'email' },
  recovery: { via: 'email' },
}

const hiding = (more: object = {}, hooks: readonly object[] = []) =>
  mergeDeep(
    {
      security: { account_enumeration: { mitigate: true } },
      selfservice: {
        methods: { code: { enabled: true, passwordless_enabled: true } },
        flows: {
          verification: { enabled: true, use: 'code' },
          registration: { after: { password: { hooks }, code: { hooks } } },
        },
      },
    },
    more as any,
  )

const person = async (server: TestServer, traits: object, more: object = {}): Promise<string> =>
  (
    await server.admin('POST', '/admin/identities', {
      json: { traits, credentials: { password: { config: { password } } }, ...more },
    })
  ).json.id

const signUp = async (server: TestServer, traits: object, call: Call = {}) =>
  submit(
    server,
    'registration',
    await openApi(server, 'registration'),
    { method: 'password', password: 'another-Good-one-77!', traits },
    call,
  )
const idsIn = ({ json }: { readonly json: any }): readonly number[] =>
  [...(json.ui?.messages ?? []), ...(json.ui?.nodes ?? []).flatMap((one: any) => one.messages)].map(
    (one: any) => one.id,
  )
const typesTo = async (server: TestServer, address: string) =>
  (await mailTo(server, address)).map((one) => one.template_type)
const accounts = async (server: TestServer): Promise<number> =>
  (await server.admin('GET', '/admin/identities')).json.length

describe('a taken address is told on the form', () => {
  const session = [{ hook: 'session' }]
  for (const [why, config] of [
    [
      'where enumeration is not hidden',
      mergeDeep(hiding(), { security: { account_enumeration: { mitigate: false } } }),
    ],
    ['where a session begins by a sign-up', hiding({}, session)],
  ] as const)
    for (const words of editions)
      it(`${why} (${words.name})`, async () => {
        const server = await startServer(config)
        await person(server, { email: owner })
        const at = clientOf(server, words),
          jar = new Jar()
        const flow = await at.open('registration', jar)
        await at.send('registration', flow, 'password', jar, {
          'traits.email': owner,
          password: 'another-Good-one-77!',
        })
        const said = at.said(await at.read('registration', flow.id, { jar }))
        assert.ok(said.some(isTaken), said.join())
        assert.deepEqual(await typesTo(server, owner), [])
        await server.close()
      })

  it('to whoever has proved by a code that it is theirs', async () => {
    const server = await startServer(hiding(schemaOf({ email })))
    const flow = await openApi(server, 'registration')
    const fields = { method: 'code', traits: { email: owner } }
    await submit(server, 'registration', flow, fields)
    const code = await codeFor(server, owner)
    await person(server, { email: owner })
    const answer = await submit(server, 'registration', flow, { ...fields, code })
    assert.equal(answer.status, 400)
    assert.deepEqual(idsIn(answer), [4000007])
    await server.close()
  })
})

describe('a name that is no address', () => {
  it('is told when it is taken, whether the address is taken as well or not', async () => {
    const server = await startServer(hiding(schemaOf({ username: name })))
    await person(server, { email: owner, username: 'first' })
    const answers = []
    for (const address of [owner, free]) {
      const answer = await signUp(server, { email: address, username: 'first' })
      assert.equal(answer.status, 400)
      answers.push(idsIn(answer))
    }
    assert.deepEqual(answers, [[4000007], [4000007]])
    assert.deepEqual(await typesTo(server, owner), [])
    assert.equal((await signUp(server, { email: owner, username: 'second' })).status, 200)
    assert.deepEqual(await typesTo(server, owner), ['registration_taken_valid'])
    await server.close()
  })

  it('is told without how its owner signs in', async () => {
    const hints = { selfservice: { flows: { registration: { login_hints: true } } } }
    const server = await startServer(hiding(mergeDeep(schemaOf({ username: name }), hints)))
    await person(server, { email: owner, username: 'first' })
    const answer = await signUp(server, { email: owner, username: 'first' })
    assert.deepEqual(idsIn(answer), [4000007])
    assert.ok(!JSON.stringify(answer.json.ui.messages).includes(owner))
    await server.close()
  })
})

describe('of a sign-up with a taken address', () => {
  it('other systems hear nothing that says there is a new account', async () => {
    const calls: string[] = []
    const hook = (path: string, response: object) => ({
      hook: 'web_hook',
      config: {
        url: `http://hooks.example/${path}`,
        method: 'POST',
        body: `base64://${Buffer.from('function(ctx) { id: ctx.identity.id }').toString('base64')}`,
        response,
      },
    })
    const hooks = [
      hook('later', { ignore: true }),
      hook('told', {}),
      hook('asked', { parse: true }),
    ]
    const listening = {
      pallas: { events: { web_hooks: [{ url: 'http://hooks.example/events' }] } },
    }
    const server = await startServer(hiding(listening, hooks), {
      fetch: async (url) => {
        calls.push(new URL(String(url instanceof Request ? url.url : url)).pathname)
        return new Response(undefined, { status: 204 })
      },
    })
    await person(server, { email: owner })
    await server.app.outbox.drain()
    const during = async (address: string) => {
      calls.length = 0
      assert.equal((await signUp(server, { email: address })).status, 200)
      await server.app.outbox.drain()
      return calls.toSorted()
    }
    assert.deepEqual(await during(free), ['/asked', '/events', '/later', '/told'])
    assert.deepEqual(await during(owner), ['/asked'])
    await server.close()
  })

  it('the log says that the address was taken', async () => {
    const server = await startServer(hiding())
    await person(server, { email: owner })
    server.log.length = 0
    await signUp(server, { email: owner })
    const lines = server.log.join('\n')
    assert.match(lines, /"registration.failed"[^\n]*taken|taken[^\n]*"registration.failed"/)
    assert.ok(!lines.includes('registration.succeeded'))
    await server.close()
  })

  it('its owner hears as long as the budget of the address lasts, in one message a time', async () => {
    const recipient = { tries: 3, refill: '1h', resend: '30m' }
    const server = await startServer(hiding({ pallas: { shield: { recipient } } }))
    await person(server, { email: owner })
    for (let n = 0; n < 8; n++) assert.equal((await signUp(server, { email: owner })).status, 200)
    // three, and one more that may be repeated
    assert.equal((await typesTo(server, owner)).length, 4)
    await server.close()
  })

  it('owners hear as long as the budget of the network lasts, which nobody can see', async () => {
    const shield = { network_messages: { tries: 2, refill: '1h' } }
    const limited = { pallas: { trusted_proxies: ['127.0.0.1'], shield } }
    const stranger: Call = { headers: { 'x-forwarded-for': '203.0.113.9' } }
    const never = { selfservice: { flows: { verification: { enabled: false } } } }
    const all = mergeDeep(schemaOf({ email }), mergeDeep(limited, never))
    const server = await startServer(hiding(all))
    const owners = Array.from({ length: 4 }, (_, n) => `taken${n}@example.org`)
    for (const address of owners) await person(server, { email: address })
    for (const address of owners)
      assert.equal((await signUp(server, { email: address }, stranger)).status, 200)
    const told = await Promise.all(owners.map((address) => typesTo(server, address)))
    assert.deepEqual(
      told.map((types) => types.length),
      [1, 1, 0, 0],
    )
    const said = []
    for (const address of owners.slice(0, 3)) {
      const fields = { method: 'code', traits: { email: address } }
      const flow = await openApi(server, 'registration')
      said.push(idsIn(await submit(server, 'registration', flow, fields, stranger)))
    }
    assert.deepEqual(said.slice(0, 2), [[1040005], [1040005]], 'two messages are still to be had')
    assert.ok(!said[2]?.includes(1040005))
    await server.close()
  })

  it('nobody hears whose account is not active', async () => {
    const server = await startServer(hiding())
    await person(server, { email: owner }, { state: 'inactive' })
    assert.equal((await signUp(server, { email: owner })).status, 200)
    assert.deepEqual(await typesTo(server, owner), [])
    assert.equal(await accounts(server), 1)
    await server.close()
  })

  it('a person with several of its addresses hears once, and an address of nobody not at all', async () => {
    const schema = schemaOf({
      second: { verification: { via: 'email' } },
      third: { verification: { via: 'email' } },
    })
    const server = await startServer(hiding(schema))
    await person(server, { email: owner, second: 'other@example.org' })
    const traits = { email: owner, second: 'other@example.org', third: free }
    assert.equal((await signUp(server, traits)).status, 200)
    const all = [owner, 'other@example.org', free]
    const types = (await Promise.all(all.map((one) => typesTo(server, one)))).flat()
    assert.deepEqual(types, ['registration_taken_valid'])
    assert.equal(await accounts(server), 1)
    await server.close()
  })

  it('the message is in the language of the owner', async () => {
    const server = await startServer(hiding(schemaOf({ locale: {} })))
    await person(server, { email: owner, locale: 'de' })
    await signUp(server, { email: owner, locale: 'en' })
    assert.match((await mailTo(server, owner))[0]?.text ?? '', /schon ein Konto/)
    await server.close()
  })

  it('many at the same moment leave one account, and tell it all others', async () => {
    const server = await startServer(hiding())
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => signUp(server, { email: free })),
    )
    assert.deepEqual(
      answers.map(({ status }) => status),
      Array.from({ length: 6 }, () => 200),
    )
    assert.equal(await accounts(server), 1)
    const types = await typesTo(server, free)
    assert.equal(types.filter((one) => one === 'verification_code_valid').length, 1)
    assert.equal(types.filter((one) => one === 'registration_taken_valid').length, 5)
    await server.close()
  })

  it(`the messages are shown to clients of ${newest.name} as the other notices are`, async () => {
    const server = await startServer(hiding())
    await person(server, { email: owner })
    await signUp(server, { email: owner })
    await server.app.courier.drain()
    const { json } = await server.admin('GET', `/admin/courier/messages?recipient=${owner}`)
    assert.deepEqual(
      json.map((one: any) => one.template_type),
      ['stub'],
    )
    await server.close()
  })
})
