import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  messageIds,
  nodeValue,
  openApi,
  openSpa,
  signIn,
  signUp,
  signedInBrowser,
  submit,
  submitForm,
  submitSpa,
} from '../../support/people.ts'
import { defaultRules } from '#rules.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const messagesOf = (flow: any, name: string) =>
  flow.ui.nodes
    .find((node: any) => node.attributes.name === name)
    ?.messages.map((one: any) => one.id)

describe('settings: the profile', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  it('the form shows what is stored, the schema gives the fields', async () => {
    const { email, token } = await signUp(server, 'shown@example.org', { name: { first: 'Ada' } })
    const flow = await openApi(server, 'settings', '', { token })
    assert.equal(flow.state, 'show_form')
    assert.equal(flow.identity.traits.email, email)
    const names = flow.ui.nodes.map((node: any) => `${node.group} ${node.attributes.name}`)
    assert.deepEqual(names, [
      'default csrf_token',
      'profile traits.email',
      'profile traits.name.first',
      'profile traits.name.last',
      'profile method',
      'password password',
      'password method',
    ])
    assert.deepEqual(
      [
        nodeValue(flow, 'traits.email'),
        nodeValue(flow, 'traits.name.first'),
        nodeValue(flow, 'traits.name.last'),
      ],
      [email, 'Ada', undefined],
    )
  })

  it('an app changes its traits and gets the form with what is stored now', async () => {
    const { email, token } = await signUp(server, 'app@example.org')
    const flow = await openApi(server, 'settings', '', { token })
    const { status, json } = await submit(
      server,
      'settings',
      flow,
      { method: 'profile', traits: { email, name: { first: 'Grace' } } },
      { token },
    )
    assert.equal(status, 200)
    assert.deepEqual(
      [
        json.state,
        messageIds(json),
        json.identity.traits.name.first,
        nodeValue(json, 'traits.name.first'),
      ],
      ['success', [1050001], 'Grace', 'Grace'],
    )
    assert.equal(json.continue_with, undefined)
    assert.equal(
      (await server.public('GET', '/sessions/whoami', { token })).json.identity.traits.name.first,
      'Grace',
    )
  })

  it('a single-page app is told where to go, a form is sent there', async () => {
    const { email } = await signUp(server, 'browser@example.org')
    const jar = await signedInBrowser(server, email)
    const flow = await openSpa(server, 'settings', jar)
    const page = `http://127.0.0.1:4455/settings?flow=${flow.id}`
    const { json } = await submitSpa(server, 'settings', flow, jar, {
      method: 'profile',
      traits: { email, name: { first: 'G' } },
    })
    assert.deepEqual(json.continue_with, [
      { action: 'redirect_browser_to', redirect_browser_to: page },
    ])
    const html = await submitForm(server, 'settings', flow, jar, {
      method: 'profile',
      'traits.email': email,
      'traits.name.first': 'H',
    })
    assert.deepEqual([html.status, html.location], [303, page])
    const shown = await server.public('GET', `/self-service/settings/flows?id=${flow.id}`, { jar })
    assert.deepEqual(
      [shown.json.state, nodeValue(shown.json, 'traits.name.first')],
      ['success', 'H'],
    )
  })

  it('traits that break the schema change nothing and are shown again with what is wrong', async () => {
    const { email, token } = await signUp(server, 'invalid@example.org', { name: { first: 'Ada' } })
    const flow = await openApi(server, 'settings', '', { token })
    const { status, json } = await submit(
      server,
      'settings',
      flow,
      { method: 'profile', traits: { email: 'nobody' } },
      { token },
    )
    assert.equal(status, 400)
    assert.deepEqual(
      [
        nodeValue(json, 'traits.email'),
        nodeValue(json, 'traits.name.first'),
        messagesOf(json, 'traits.email'),
      ],
      ['nobody', undefined, [4000040]],
    )
    assert.equal(json.identity.traits.email, email)
    const whoami = await server.public('GET', '/sessions/whoami', { token })
    assert.deepEqual(whoami.json.identity.traits, { email, name: { first: 'Ada' } })
  })

  it('what was said of one small form stays only while the traits are sent', async () => {
    const { token } = await signUp(server, 'both@example.org')
    const flow = await openApi(server, 'settings', '', { token })
    await submit(server, 'settings', flow, { method: 'password', password: 'qqq' }, { token })
    const { json } = await submit(
      server,
      'settings',
      flow,
      { method: 'profile', traits: {} },
      { token },
    )
    assert.deepEqual(
      [messagesOf(json, 'password'), messagesOf(json, 'traits.email')],
      [[4000032], [4000002]],
    )
    const again = await submit(
      server,
      'settings',
      flow,
      { method: 'password', password: '' },
      { token },
    )
    assert.deepEqual(
      [messagesOf(again.json, 'password'), messagesOf(again.json, 'traits.email')],
      [[4000002], []],
    )
  })

  for (const [what, body, expected] of [
    ['a body that cannot be read', [], [4010004, 4000001, 4000002]],
    ['the traits', { method: 'profile' }, [4010004, 4000002]],
    ['another method', { method: 'password' }, [4000002]],
    ['no method', {}, [4010004]],
  ] as const)
    it(`after a mistake of each kind, ${what} leaves ${expected.join(', ')}`, async () => {
      const { token } = await signUp(server, `after-${what.replaceAll(' ', '-')}@example.org`)
      const flow = await openApi(server, 'settings', '', { token })
      const send = (json: unknown) => submit(server, 'settings', flow, json, { token })
      await send({})
      await send({ method: 'profile', traits: {} })
      const last = await send(body)
      assert.deepEqual(messageIds(last.json), expected)
    })

  it('a method that is not there is refused on the form', async () => {
    const { token } = await signUp(server, 'telepath@example.org')
    const flow = await openApi(server, 'settings', '', { token })
    for (const body of [{ method: 'telepathy' }, {}, { method: 'identifier_first' }]) {
      const { status, json } = await submit(server, 'settings', flow, body, { token })
      assert.deepEqual([status, messageIds(json)], [400, [4010004]])
    }
  })

  for (const [name, fields] of Object.entries(defaultRules.notFoundWhenOff.settings))
    for (const field of [undefined, ...fields])
      it(`${name} that is switched off is not there, or counts as no method (${field})`, async () => {
        const { token } = await signUp(server, `off-${name}-${field}@example.org`)
        const flow = await openApi(server, 'settings', '', { token })
        const sent = { method: name, ...(field === undefined ? {} : { [field]: 'x' }) }
        const { status, json } = await submit(server, 'settings', flow, sent, { token })
        if (fields.length > 0 && field === undefined)
          return assert.deepEqual([status, messageIds(json)], [400, [4010004]])
        assert.equal(status, 404)
        const { json: shown } = await server.public(
          'GET',
          `/self-service/settings/flows?id=${flow.id}`,
          { token },
        )
        assert.deepEqual(messageIds(shown), [])
      })

  it('a list is shown entry by entry, and its entries may be sent so', async () => {
    const schema = {
      type: 'object',
      properties: {
        traits: {
          type: 'object',
          required: ['email'],
          properties: {
            email: {
              type: 'string',
              'ory.sh/kratos': { credentials: { password: { identifier: true } } },
            },
            tags: { type: 'array', items: { type: 'string' } },
          },
        },
      },
    }
    const other = await startServer({
      identity: {
        schemas: [
          {
            id: 'default',
            url: `base64://${Buffer.from(JSON.stringify({ $id: 'https://example.org/list', ...schema })).toString('base64')}`,
          },
        ],
      },
    })
    try {
      const { email } = await signUp(other, 'lists@example.org', { tags: ['x', 'y'] })
      const jar = await signedInBrowser(other, email)
      const flow = await openSpa(other, 'settings', jar)
      assert.deepEqual(
        [nodeValue(flow, 'traits.tags.0'), nodeValue(flow, 'traits.tags.1')],
        ['x', 'y'],
      )
      await submitForm(other, 'settings', flow, jar, {
        method: 'profile',
        'traits.email': email,
        'traits.tags.0': 'x',
        'traits.tags.1': 'z',
      })
      assert.deepEqual(
        (await other.public('GET', '/sessions/whoami', { jar })).json.identity.traits.tags,
        ['x', 'z'],
      )
    } finally {
      await other.close()
    }
  })

  it('a list of fifty thousand entries is refused like any other', async () => {
    const { token } = await signUp(server, 'huge@example.org')
    const flow = await openApi(server, 'settings', '', { token })
    const { status, json } = await submit(
      server,
      'settings',
      flow,
      { method: 'profile', traits: { email: Array.from({ length: 50_000 }, () => 'x') } },
      { token },
    )
    assert.equal(status, 400)
    assert.ok(json.ui.nodes.length < 1100)
  })

  it('somebody whose last identifier would go keeps it', async () => {
    const schema = {
      type: 'object',
      properties: {
        traits: {
          type: 'object',
          properties: {
            name: {
              type: 'string',
              'ory.sh/kratos': { credentials: { password: { identifier: true } } },
            },
          },
        },
      },
    }
    const other = await startServer({
      identity: {
        schemas: [
          {
            id: 'default',
            url: `base64://${Buffer.from(JSON.stringify({ $id: 'https://example.org/name', ...schema })).toString('base64')}`,
          },
        ],
      },
    })
    try {
      const flow = await openApi(other, 'registration')
      const {
        json: { session_token: token },
      } = await submit(other, 'registration', flow, {
        method: 'password',
        password: 'correct-horse-77-Battery',
        traits: { name: 'ada' },
      })
      const settings = await openApi(other, 'settings', '', { token })
      const { status, json } = await submit(
        other,
        'settings',
        settings,
        { method: 'profile', traits: {} },
        { token },
      )
      assert.deepEqual([status, messageIds(json)], [400, [4000009]])
      assert.equal((await signIn(other, 'ada')).status, 200)
    } finally {
      await other.close()
    }
  })

  it('an expired flow is replaced by a new one', async () => {
    const { email, token } = await signUp(server, 'late@example.org')
    const flow = await openApi(server, 'settings', '', { token })
    server.pass(3_600_001)
    const fetched = await server.public('GET', `/self-service/settings/flows?id=${flow.id}`, {
      token,
    })
    assert.deepEqual(
      [fetched.status, fetched.json.error.details.api],
      [410, 'http://127.0.0.1:4433/self-service/settings/api'],
    )
    const answer = await submit(
      server,
      'settings',
      flow,
      { method: 'profile', traits: { email } },
      { token },
    )
    assert.deepEqual([answer.status, answer.json.error.id], [410, 'self_service_flow_expired'])
    const fresh = await server.public(
      'GET',
      `/self-service/settings/flows?id=${answer.json.use_flow_id}`,
      { token },
    )
    assert.deepEqual(messageIds(fresh.json), [4050001])
  })
})
