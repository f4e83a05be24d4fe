// A login that asks for the identifier first, with passkeys beside it.
import assert from 'node:assert/strict'
import { after, before, it, describe } from 'node:test'
import { codeSchema } from '../../support/code-people.ts'
import { Jar } from '../../support/jar.ts'
import { dataIn, signUpWithKey, withKeys } from '../../support/keys.ts'
import {
  messageIds,
  nodeValue,
  openApi,
  openSpa,
  signUp,
  submit,
  submitForm,
  submitSpa,
} from '../../support/people.ts'
import { mergeDeep, startServer, type TestServer } from '../../support/server.ts'

const byIdentifier = { selfservice: { flows: { login: { style: 'identifier_first' } } } }

describe('a login that asks for the identifier first', () => {
  let server: TestServer
  before(async () => {
    server = await startServer(mergeDeep(withKeys(false), byIdentifier))
  })
  after(() => server.close())

  const names = (flow: any) =>
    flow.ui.nodes.map((node: any) => node.attributes.name ?? node.attributes.id)

  it('takes an identifier that comes alone for the first step', async () => {
    await signUp(server, 'ada@example.org')
    const { json } = await submit(server, 'login', await openApi(server, 'login'), {
      identifier: 'ada@example.org',
    })
    assert.deepEqual(messageIds(json), [])
    assert.ok(names(json).includes('password'))
  })

  it('takes the answer of a passkey beside an identifier for a sign-in', async () => {
    const { key } = await signUpWithKey(server, 'passkey', 'bob@example.org')
    const jar = new Jar()
    const flow = await openSpa(server, 'login', jar)
    const { status, location } = await submitForm(server, 'login', flow, jar, {
      identifier: 'bob@example.org',
      passkey_login: JSON.stringify(key.get(dataIn(flow, 'passkey_challenge'))),
    })
    assert.deepEqual([status, location], [303, 'http://127.0.0.1:4455/'])
  })

  it('has its buttons once more for each time the first step is taken, up to ten', async () => {
    await signUp(server, 'ivy@example.org')
    const flow = await openApi(server, 'login')
    const step = { method: 'identifier_first', identifier: 'ivy@example.org' }
    const buttons = (json: any) =>
      json.ui.nodes.filter(
        (node: any) => node.attributes.type === 'submit' && node.attributes.value === 'password',
      ).length
    const counts = []
    for (let times = 0; times < 11; times++)
      counts.push(buttons((await submit(server, 'login', flow, step)).json))
    assert.deepEqual(counts, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10])
    const wrong = { method: 'password', identifier: 'ivy@example.org', password: 'wrong' }
    const { json } = await submit(server, 'login', flow, wrong)
    assert.deepEqual([messageIds(json), buttons(json)], [[4000006], 10])
  })

  it('offers passkeys in the field, and the button to those who have one', async () => {
    await signUpWithKey(server, 'passkey', 'eve@example.org')
    await signUp(server, 'max@example.org')
    const after = async (identifier: string) => {
      const jar = new Jar()
      const flow = await openSpa(server, 'login', jar)
      assert.equal(names(flow).includes('passkey_login_trigger'), false)
      assert.ok(nodeValue(flow, 'passkey_challenge'))
      const step = { method: 'identifier_first', identifier }
      return names((await submitSpa(server, 'login', flow, jar, step)).json)
    }
    assert.ok((await after('eve@example.org')).includes('passkey_login_trigger'))
    assert.equal((await after('max@example.org')).includes('passkey_login_trigger'), false)
  })

  it('sends a code at once where it is the only way, whatever passkeys others have', async () => {
    const codes = await startServer(
      mergeDeep(mergeDeep(mergeDeep(withKeys(false), codeSchema()), byIdentifier), {
        selfservice: {
          methods: {
            password: { enabled: false },
            code: { enabled: true, passwordless_enabled: true },
          },
        },
      }),
    )
    try {
      const { status } = await codes.admin('POST', '/admin/identities', {
        json: { schema_id: 'default', traits: { email: 'ada@example.org' } },
      })
      assert.equal(status, 201)
      const { json } = await submit(codes, 'login', await openApi(codes, 'login'), {
        method: 'identifier_first',
        identifier: 'ada@example.org',
      })
      assert.deepEqual([json.state, messageIds(json)], ['sent_email', [1010014]])
    } finally {
      await codes.close()
    }
  })
})

it('a registration has no other steps than its own', async () => {
  const server = await startServer(withKeys(false))
  try {
    const { status, json } = await submit(
      server,
      'registration',
      await openApi(server, 'registration'),
      { method: 'profile', screen: 'nonsense', traits: { email: 'ada@example.org' } },
    )
    assert.equal(status, 400)
    const screen = json.ui.nodes.find((node: any) => node.attributes.name === 'screen')
    assert.deepEqual(
      screen.messages.map((one: any) => one.id),
      [4000001],
    )
  } finally {
    await server.close()
  }
})
