import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { codeSchema, passwordless, person } from '../../support/code-people.ts'
import { codeFor, mailTo } from '../../support/mail.ts'
import { Jar } from '../../support/jar.ts'
import {
  messageIds,
  openApi,
  openSpa,
  signedInBrowser,
  signIn,
  submit,
  submitForm,
} from '../../support/people.ts'
import { mergeDeep, personSchema, startServer, type TestServer } from '../../support/server.ts'

describe('login by code', () => {
  let server: TestServer
  before(async () => {
    server = await startServer(passwordless)
  })
  after(() => server.close())

  async function asked(email: string): Promise<any> {
    const flow = await openApi(server, 'login')
    const { json } = await submit(server, 'login', flow, { method: 'code', identifier: email })
    return json
  }

  it('an app asks for a code and signs in with it', async () => {
    await person(server, 'app@example.org')
    const flow = await asked('app@example.org')
    assert.deepEqual([flow.state, messageIds(flow)], ['sent_email', [1010014]])
    const { status, json } = await submit(server, 'login', flow, {
      method: 'code',
      identifier: 'app@example.org',
      code: await codeFor(server, 'app@example.org'),
    })
    assert.equal(status, 200)
    assert.deepEqual(
      json.session.authentication_methods.map((one: any) => one.method),
      ['code'],
    )
  })

  it('it verifies the address', async () => {
    const id = await person(server, 'proved@example.org')
    await submit(server, 'login', await asked('proved@example.org'), {
      method: 'code',
      identifier: 'proved@example.org',
      code: await codeFor(server, 'proved@example.org'),
    })
    assert.equal(
      (await server.admin('GET', `/admin/identities/${id}`)).json.verifiable_addresses[0].verified,
      true,
    )
  })

  it('a browser goes through its form', async () => {
    await person(server, 'web@example.org')
    const jar = new Jar(),
      flow = await openSpa(server, 'login', jar)
    assert.equal(
      (
        await submitForm(server, 'login', flow, jar, {
          method: 'code',
          identifier: 'web@example.org',
        })
      ).location,
      `http://127.0.0.1:4455/login?flow=${flow.id}`,
    )
    const done = await submitForm(server, 'login', flow, jar, {
      method: 'code',
      identifier: 'web@example.org',
      code: await codeFor(server, 'web@example.org'),
    })
    assert.equal(done.location, 'http://127.0.0.1:4455/')
    assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 200)
  })

  it('a code that is sent again makes the one before worthless', async () => {
    await person(server, 'again@example.org')
    const flow = await asked('again@example.org')
    const first = await codeFor(server, 'again@example.org')
    await submit(server, 'login', flow, {
      method: 'code',
      identifier: 'again@example.org',
      resend: 'code',
    })
    const second = await codeFor(server, 'again@example.org')
    const send = (code: string) =>
      submit(server, 'login', flow, { method: 'code', identifier: 'again@example.org', code })
    if (first !== second) assert.deepEqual(messageIds((await send(first)).json), [4010008])
    assert.equal((await send(second)).status, 200)
  })

  it('a code is good for the identifier it was asked for only', async () => {
    await person(server, 'mine@example.org')
    await person(server, 'yours@example.org')
    const flow = await asked('mine@example.org')
    const answer = await submit(server, 'login', flow, {
      method: 'code',
      identifier: 'yours@example.org',
      code: await codeFor(server, 'mine@example.org'),
    })
    assert.deepEqual([answer.status, messageIds(answer.json)], [400, [4010008]])
  })

  for (const identifier of [undefined, ''])
    it(`a code without the identifier is not compared (${identifier})`, async () => {
      await person(server, `bare-${identifier}@example.org`)
      const flow = await asked(`bare-${identifier}@example.org`)
      const code = await codeFor(server, `bare-${identifier}@example.org`)
      const sent = { method: 'code', code, ...(identifier === undefined ? {} : { identifier }) }
      const { status, json } = await submit(server, 'login', flow, sent)
      assert.deepEqual([status, json.state, messageIds(json)], [400, 'sent_email', [4000002]])
      const all = { ...sent, identifier: `bare-${identifier}@example.org` }
      assert.equal((await submit(server, 'login', flow, all)).status, 200)
    })

  it('an unknown account is said to be unknown', async () => {
    const { status, json } = await submit(server, 'login', await openApi(server, 'login'), {
      method: 'code',
      identifier: 'nobody@example.org',
    })
    assert.deepEqual([status, messageIds(json)], [400, [4000035]])
  })

  it('somebody signed in confirms the session with a code', async () => {
    await person(server, 'refresh@example.org')
    const {
      json: { session_token: token },
    } = await signIn(server, 'refresh@example.org')
    const flow = await openApi(server, 'login', '?refresh=true', { token })
    await submit(
      server,
      'login',
      flow,
      { method: 'code', identifier: 'refresh@example.org' },
      { token },
    )
    const { json } = await submit(
      server,
      'login',
      flow,
      {
        method: 'code',
        identifier: 'refresh@example.org',
        code: await codeFor(server, 'refresh@example.org'),
      },
      { token },
    )
    assert.deepEqual(
      json.session.authentication_methods.map((one: any) => one.method),
      ['password', 'code'],
    )
  })

  it('a flow signs in once', async () => {
    await person(server, 'once@example.org')
    const flow = await asked('once@example.org')
    const code = await codeFor(server, 'once@example.org')
    const sent = { method: 'code', identifier: 'once@example.org', code }
    await submit(server, 'login', flow, sent)
    const again = await submit(server, 'login', flow, sent)
    assert.deepEqual([again.status, messageIds(again.json)], [400, [4010002]])
  })

  it('somebody signed in already is told so', async () => {
    await person(server, 'inside@example.org')
    const jar = await signedInBrowser(server, 'inside@example.org')
    assert.equal(
      (await server.public('GET', '/self-service/login/browser', { jar })).json.error.id,
      'session_already_available',
    )
  })
})

describe('login by code where the identifier comes first', () => {
  it('a code is sent at once to those who have no other way to sign in', async () => {
    const server = await startServer({
      ...codeSchema(),
      selfservice: {
        methods: { code: { enabled: true, passwordless_enabled: true } },
        flows: { login: { style: 'identifier_first' } },
      },
    })
    await server.admin('POST', '/admin/identities', {
      json: { schema_id: 'default', traits: { email: 'plain@example.org' } },
    })
    const flow = await openApi(server, 'login')
    const { json } = await submit(server, 'login', flow, {
      method: 'identifier_first',
      identifier: 'plain@example.org',
    })
    assert.equal(json.state, 'sent_email')
    assert.equal(
      (
        await submit(server, 'login', flow, {
          method: 'code',
          identifier: 'plain@example.org',
          code: await codeFor(server, 'plain@example.org'),
        })
      ).status,
      200,
    )
    await server.close()
  })

  for (const style of ['unified', 'identifier_first'])
    it(`keeps the identifier where it was after a mistake, with a new code too (${style})`, async () => {
      const server = await startServer(
        mergeDeep(passwordless, { selfservice: { flows: { login: { style } } } }),
      )
      const identifier = 'resent@example.org'
      await person(server, identifier)
      const flow = await openApi(server, 'login')
      const send = async (fields: object) =>
        (await submit(server, 'login', flow, { method: 'code', identifier, ...fields })).json
      const groupsIn = ({ ui }: any) =>
        ui.nodes
          .filter(({ attributes }: any) => attributes.name === 'identifier')
          .map(({ group }: any) => group)
      if (style === 'identifier_first') await send({ method: style })
      assert.equal((await send({})).state, 'sent_email')
      // NOTE renderers that show one group drop what was in another one once it has gone
      assert.deepEqual(groupsIn(await send({ code: '000000' })), ['default'])
      assert.deepEqual(groupsIn(await send({ resend: 'code' })), ['default'])
      await server.close()
    })
})

describe('login by code where it is not switched on', () => {
  it('is neither offered nor done', async () => {
    const server = await startServer(codeSchema())
    await person(server, 'a@example.org')
    const flow = await openApi(server, 'login')
    assert.equal(
      flow.ui.nodes.some((node: any) => node.group === 'code'),
      false,
    )
    const { status, json } = await submit(server, 'login', flow, {
      method: 'code',
      identifier: 'a@example.org',
    })
    assert.deepEqual([status, messageIds(json)], [400, [4010002]])
    assert.deepEqual(await mailTo(server, 'a@example.org'), [])
    await server.close()
  })
})

describe('guesses of codes to sign in', () => {
  it('are counted for the address, over all flows', async () => {
    const server = await startServer({
      ...passwordless,
      pallas: { guessing: { max_failures: 6, wait: '15m' } },
    })
    await person(server, 'guessed@example.org')
    for (let flows = 0; flows < 2; flows++) {
      const flow = await openApi(server, 'login')
      await submit(server, 'login', flow, { method: 'code', identifier: 'guessed@example.org' })
      for (let tries = 0; tries < 3; tries++)
        await submit(server, 'login', flow, {
          method: 'code',
          identifier: 'guessed@example.org',
          code: 'wrong',
        })
    }
    const flow = await openApi(server, 'login')
    await submit(server, 'login', flow, { method: 'code', identifier: 'guessed@example.org' })
    const wrong = { method: 'code', identifier: 'guessed@example.org', code: '123456' }
    const { status, headers, json } = await submit(server, 'login', flow, wrong)
    assert.deepEqual([status, messageIds(json), headers['retry-after']], [400, [4000038], '900'])
    await server.close()
  })
})

describe('the form for a code', () => {
  it('names the identifier for what all traits are that identify', async () => {
    const schema = personSchema()
    const { properties } = schema.properties.traits
    const extension = properties.email['ory.sh/kratos']
    Object.assign(extension, { credentials: { code: { identifier: true, via: 'email' } } })
    Object.assign(properties, {
      username: {
        type: 'string',
        title: 'User name',
        'ory.sh/kratos': { credentials: { password: { identifier: true } } },
      },
    })
    const url = `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`
    const server = await startServer({
      ...passwordless,
      identity: { default_schema_id: 'default', schemas: [{ id: 'default', url }] },
    })
    try {
      const traits = { email: 'both@example.org', username: 'both' }
      await server.admin('POST', '/admin/identities', { json: { schema_id: 'default', traits } })
      const { json } = await submit(server, 'login', await openApi(server, 'login'), {
        method: 'code',
        identifier: traits.email,
      })
      const node = json.ui.nodes.find((one: any) => one.attributes.name === 'identifier')
      assert.equal(node.meta.label.id, 1070004)
    } finally {
      await server.close()
    }
  })
})

for (const passwords of [true, false])
  describe(`the login form of an app (${passwords ? 'with' : 'without'} passwords)`, () => {
    it('has an anti-forgery token where something else than a code is offered', async () => {
      const server = await startServer(
        mergeDeep(passwordless, { selfservice: { methods: { password: { enabled: passwords } } } }),
      )
      const flow = await openApi(server, 'login')
      const names = flow.ui.nodes.map((node: any) => node.attributes.name)
      assert.equal(names.includes('csrf_token'), passwords)
      await server.close()
    })
  })

describe('the form that confirms who is signed in', () => {
  for (const style of ['unified', 'identifier_first'])
    it(`asks for the identifier where it is asked for first (${style})`, async () => {
      const server = await startServer(
        mergeDeep(passwordless, { selfservice: { flows: { login: { style } } } }),
      )
      await person(server, 'again@example.org')
      const { json } = await signIn(server, 'again@example.org')
      const flow = await openApi(server, 'login', '?refresh=true', { token: json.session_token })
      const { type, value } = flow.ui.nodes.find(
        (node: any) => node.attributes.name === 'identifier',
      ).attributes
      assert.deepEqual(
        [type, value],
        style === 'unified' ? ['hidden', 'again@example.org'] : ['text', ''],
      )
      await server.close()
    })
})
