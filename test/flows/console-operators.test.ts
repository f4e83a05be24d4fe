// The page of operators and tokens in the console does what the API does.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { roles } from '#operators/role.ts'
import { openConsole, sendForm } from '../support/console.ts'
import { Jar } from '../support/jar.ts'
import { enterConsole, giveRole, startOperator, withOperators } from '../support/operators.ts'
import { proveAddress, signUp } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const home = '/ui/operators'
const dayMs = 86_400_000

describe('operators and tokens in the console', () => {
  let server: TestServer, jar: Jar, boss: string, id: string, token: string
  const send = (path: string, form: Readonly<Record<string, string>> = {}) =>
    sendForm(server, home + path, jar, { csrf_token: token, ...form })
  const listed = async (what: 'operators' | 'tokens'): Promise<any[]> =>
    (await server.admin('GET', `/admin/pallas/${what}`)).json
  const shown = async () => (await openConsole(server, home, jar)).text
  const roleOf = async (identityId: string) =>
    (await listed('operators')).find((one) => one.identity_id === identityId)?.role

  before(async () => {
    server = await startServer(withOperators())
    const { text } = await openConsole(server, home, new Jar())
    assert.match(text, /Nobody has a role yet.*is open to operators only.*There is no token yet/s)
    const operator = await startOperator(server, 'boss@example.org')
    boss = operator.id
    jar = operator.jar
    await enterConsole(server, jar)
    token = (await openConsole(server, home, jar)).token ?? assert.fail('a page without a token')
    id = (await signUp(server, 'ada@example.org')).id
  })
  after(() => server.close())

  it('give a role by an id or a confirmed address, change it and take it', async () => {
    const claimed = await send('', { person: 'ada@example.org', role: 'viewer' })
    assert.equal(claimed.status, 409)
    assert.match(claimed.text, new RegExp(`not confirmed.*${id}`))
    assert.equal((await send('', { person: 'x@example.org', role: 'viewer' })).status, 404)
    assert.equal((await send('', { person: id, role: 'owner' })).status, 400)
    assert.equal(await roleOf(id), undefined)

    await proveAddress(server, id)
    for (const person of ['ada@example.org', id])
      assert.equal((await send('', { person, role: 'viewer' })).location, `${home}?done=role-given`)
    for (const role of roles) {
      assert.equal((await send(`/${id}/role`, { role })).status, 303)
      assert.equal(await roleOf(id), role)
      assert.match(await shown(), new RegExp(`<option value="${role}" selected>\\s*${role}\\s*<`))
    }
    assert.match(await shown(), /ada<wbr>@example.org/)
    assert.equal((await send(`/${id}/remove`)).location, `${home}?done=role-taken`)
    assert.equal(await roleOf(id), undefined)
  })

  it('keep the last operator with the role admin, and say what to do', async () => {
    for (const sent of [send(`/${boss}/remove`), send(`/${boss}/role`, { role: 'viewer' })]) {
      const { status, text } = await sent
      assert.equal(status, 409)
      assert.match(
        text,
        /the last operator with the role admin. Give somebody else this role before/,
      )
    }
    assert.equal(await roleOf(boss), 'admin')
  })

  it('make a token that is shown once and works, list it, and revoke it', async () => {
    const made = await send('/tokens', { name: 'backup job', role: 'support', days: '30' })
    const secret = /class="secret-once long">\s*(pallas_admin_[\w-]+)\s*</.exec(made.text)?.[1]
    assert.ok(secret !== undefined, made.text)
    await send('/tokens', { name: 'no end', role: 'viewer', days: '' })
    const tokens = await listed('tokens')
    const named = (name: string) => tokens.find((one) => one.name === name)
    assert.equal(named('backup job').role, 'support')
    assert.equal(Date.parse(named('backup job').expires_at), server.now() + 30 * dayMs)
    assert.equal(named('no end').expires_at, undefined)

    const as = { headers: { authorization: `Bearer ${secret}` } }
    assert.equal((await server.admin('GET', '/admin/pallas/tokens', as)).status, 200)
    await server.store.apiTokens.insert(
      {
        id: 'over',
        name: 'long ago',
        role: 'viewer',
        createdAt: 0,
        expiresAt: 1,
        lastUsedAt: undefined,
        createdBy: 'test',
      },
      'a-hash',
    )
    const text = await shown()
    assert.ok(!text.includes(secret))
    assert.match(text, /backup job.*support.*in 1 month/s)
    assert.match(text, /long ago.*Expired/s)
    for (const one of tokens)
      assert.equal((await send(`/tokens/${one.id}/revoke`)).location, `${home}?done=token-revoked`)
    assert.equal((await listed('tokens')).length, 1)
    assert.equal((await send('/tokens', { name: ' ', role: 'viewer' })).status, 400)
  })

  it('are shown to who may only see them, without a form', async () => {
    await giveRole(server, boss, 'viewer')
    const text = await shown()
    assert.match(text, /boss<wbr>@example.org/)
    assert.doesNotMatch(text, /action="\/ui\/operators/)
    assert.equal((await openConsole(server, '/ui/people/new', jar)).status, 403)
    assert.equal((await openConsole(server, '/ui/people/import', jar)).status, 403)
    assert.doesNotMatch(
      (await openConsole(server, '/ui/people', jar)).text,
      /people\/(new|import)"/,
    )
  })
})
