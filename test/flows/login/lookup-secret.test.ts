import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { addLookup, addTotp, nodeNames, stepUp, withFactors } from '../../support/factors.ts'
import { messageIds, openApi, signIn, signUp } from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

describe('login with a backup code as the second factor', () => {
  let server: TestServer,
    people = 0,
    email: string,
    codes: string[],
    token: string
  before(async () => {
    server = await startServer(withFactors)
  })
  after(() => server.close())
  beforeEach(async () => {
    email = `ada-${++people}@example.org`
    codes = await addLookup(server, (await signUp(server, email)).token)
    token = (await signIn(server, email)).json.session_token
  })
  const use = (code: unknown, by = token) =>
    stepUp(server, by, { method: 'lookup_secret', lookup_secret: code })

  it('a code raises the session', async () => {
    const { status, json } = await use(codes[0])
    assert.deepEqual([status, json.session_token], [200, token])
    assert.deepEqual(
      json.session.authentication_methods.map((one: any) => [one.method, one.aal]),
      [
        ['password', 'aal1'],
        ['lookup_secret', 'aal2'],
      ],
    )
  })

  it('each code works once, and the others go on working', async () => {
    assert.equal((await use(codes[0])).status, 200)
    const second = (await signIn(server, email)).json.session_token
    assert.deepEqual(messageIds((await use(codes[0], second)).json), [4000012])
    assert.equal((await use(codes[1], second)).status, 200)
  })

  it('a code counts however a keyboard spells it', async () => {
    const code = codes[0] ?? assert.fail()
    const { status, json } = await use(` ${code.slice(0, 4).toUpperCase()}-${code.slice(4)} `)
    assert.deepEqual([status, json.session_token], [200, token])
  })

  it('a wrong code is refused, and an empty field is named', async () => {
    for (const code of ['wrong', 7, ['a'], { code: codes[0] }]) {
      const { status, json } = await use(code)
      assert.deepEqual([status, messageIds(json)], [400, [4000016]], String(code))
    }
    for (const code of ['', undefined, null])
      assert.deepEqual(messageIds((await use(code)).json), [4000002])
  })

  it('somebody without codes is told so', async () => {
    const other = await signUp(server, `bare-${email}`)
    assert.deepEqual(messageIds((await use('aaaaaaaa', other.token)).json), [4000014])
  })

  it('the second step offers what the person has: the app before the codes', async () => {
    const both = await signUp(server, `both-${email}`)
    await addLookup(server, both.token)
    await addTotp(server, both.token)
    const flow = await openApi(server, 'login', '?aal=aal2', {
      token: (await signIn(server, both.email)).json.session_token,
    })
    assert.deepEqual(
      flow.ui.nodes.map((node: any) => node.group),
      ['default', 'totp', 'totp', 'lookup_secret', 'lookup_secret'],
    )
    assert.deepEqual(nodeNames(await openApi(server, 'login', '?aal=aal2', { token }), 'totp'), [])
  })

  it('codes that are all used still stand for a second factor', async () => {
    for (const code of codes)
      assert.equal((await use(code, (await signIn(server, email)).json.session_token)).status, 200)
    assert.equal(
      (
        await server.public('GET', '/sessions/whoami', {
          token: (await signIn(server, email)).json.session_token,
        })
      ).status,
      403,
    )
  })
})
