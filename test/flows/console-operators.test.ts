// The page of operators and tokens in the console does what the API does.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { roles } from '#operators/role.ts'
import { openConsole, sendForm } from '../support/console.ts'
import { Jar } from '../support/jar.ts'
import { proveAddress, signUp } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const home = '/ui/operators'
const dayMs = 86_400_000

describe('operators and tokens in the console', () => {
  let server: TestServer, id: string, token: string
  const jar = new Jar()
  const send = (path: string, form: Readonly<Record<string, string>> = {}) =>
    sendForm(server, home + path, jar, { csrf_token: token, ...form })
  const listed = async (what: 'operators' | 'tokens'): Promise<any[]> =>
    (await server.admin('GET', `/admin/pallas/${what}`)).json
  const shown = async () => (await openConsole(server, home, jar)).text

  before(async () => {
    server = await startServer({
      selfservice: {
        flows: { verification: { enabled: true } },
        methods: { code: { enabled: true } },
      },
    })
    const opened = await openConsole(server, home, jar)
    assert.match(opened.text, /Nobody has a role yet.*There is no token yet/s)
    token = opened.token ?? assert.fail('a page without a token')
    id = (await signUp(server, 'ada@example.org')).id
  })
  after(() => server.close())

  it('give a role by an id or a confirmed address, change it and take it', async () => {
    const claimed = await send('', { person: 'ada@example.org', role: 'viewer' })
    assert.equal(claimed.status, 409)
    assert.match(claimed.text, new RegExp(`not confirmed.*${id}`))
    assert.equal((await send('', { person: 'x@example.org', role: 'viewer' })).status, 404)
    assert.equal((await send('', { person: id, role: 'owner' })).status, 400)
    assert.deepEqual(await listed('operators'), [])

    await proveAddress(server, id)
    for (const person of ['ada@example.org', id])
      assert.equal((await send('', { person, role: 'viewer' })).location, `${home}?done=role-given`)
    for (const role of roles) {
      assert.equal((await send(`/${id}/role`, { role })).status, 303)
      assert.deepEqual(
        (await listed('operators')).map((one) => [one.identity_id, one.role]),
        [[id, role]],
      )
      assert.match(await shown(), new RegExp(`<option value="${role}" selected>\\s*${role}\\s*<`))
    }
    assert.match(await shown(), /ada<wbr>@example.org/)
    assert.equal((await send(`/${id}/remove`)).location, `${home}?done=role-taken`)
    assert.deepEqual(await listed('operators'), [])
  })

  it('make a token that is shown once and works, list it, and revoke it', async () => {
    const made = await send('/tokens', { name: 'backup job', role: 'support', days: '30' })
    const secret = /class="secret-once long">\s*(pallas_admin_[\w-]+)\s*</.exec(made.text)?.[1]
    assert.ok(secret !== undefined, made.text)
    const until = server.now() + 30 * dayMs
    server.pass(1000)
    await send('/tokens', { name: 'no end', role: 'viewer', days: '' })
    const [one, other] = await listed('tokens')
    assert.deepEqual([one.name, one.role, other.expires_at], ['backup job', 'support', undefined])
    assert.equal(Date.parse(one.expires_at), until)

    const as = { headers: { authorization: `Bearer ${secret}` } }
    assert.equal((await server.admin('GET', '/admin/pallas/tokens', as)).status, 200)
    const text = await shown()
    assert.doesNotMatch(text, new RegExp(secret))
    assert.match(text, /backup job.*support.*in 29 days/s)
    server.pass(30 * dayMs)
    assert.match(await shown(), /backup job.*Expired/s)
    for (const { id: tokenId } of [one, other])
      assert.equal((await send(`/tokens/${tokenId}/revoke`)).location, `${home}?done=token-revoked`)
    assert.deepEqual(await listed('tokens'), [])
    assert.equal((await send('/tokens', { name: ' ', role: 'viewer' })).status, 400)
  })
})
