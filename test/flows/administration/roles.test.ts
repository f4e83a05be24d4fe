// 16, item 2: one table says which role each operation of the administration needs. It is tried whole:
// every route that the admin listener serves, at every mount, with every kind of token.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { roles, type Role } from '#operators/role.ts'
import { adminRoutesOf, operationOf, pathOf, rightsTable } from '../../support/admin-rights.ts'
import { startServer, type Answer, type TestServer } from '../../support/server.ts'

const configured = 'a-token-of-the-configuration'
const open = /\/health\/(?:alive|ready)$|^\/ui\/(?:(?:mailbox\/)?assets|sign-in|signed-out)(?:\/|$)/
const document = readFileSync(join(import.meta.dirname, '../../../docs/operators.md'), 'utf8')

describe('the roles of the administration', () => {
  let server: TestServer
  const secrets = new Map<Role | 'expired', string>()
  const call = (method: string, url: string, token?: string) =>
    server.admin(method, url, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      ...(method === 'GET' || method === 'HEAD' ? {} : { json: {} }),
    })
  const make = async (role: Role, expiresAt?: string) =>
    server.admin('POST', '/admin/pallas/tokens', {
      headers: { authorization: `Bearer ${configured}` },
      json: { name: `of a ${role}`, role, expires_at: expiresAt },
    })
  // NOTE the errors of older editions have no ids
  const isRefused = ({ status, json }: Answer): boolean =>
    status === 403 && String(json?.error?.reason).startsWith('This needs the role')

  before(async () => {
    server = await startServer({ pallas: { admin: { tokens: [configured] } } }, { dev: false })
    for (const role of roles) secrets.set(role, (await make(role)).json.token)
    const { json } = await make('admin', new Date(server.now() + 1000).toISOString())
    secrets.set('expired', json.token)
    server.pass(1000)
  })
  after(() => server.close())

  it('are those of the table in docs/operators.md, at every route and every mount', async () => {
    const needed = new Map<string, Role>()
    const routes = adminRoutesOf(server)
    assert.ok(routes.length > 400, `${routes.length} routes`)
    for (const route of routes) {
      const name = `${route.method} ${route.url}`
      const ask = (token?: string) => call(route.method, pathOf(route), token)
      const [none, over] = [await ask(), await ask(secrets.get('expired'))]
      if (open.test(route.url)) {
        // NOTE what leads to a sign-in has no code here
        const expected = route.url === '/ui/sign-in' ? 303 : route.url.endsWith('/done') ? 401 : 200
        assert.deepEqual([none.status, over.status], [expected, expected], name)
        assert.equal(none.headers['www-authenticate'], undefined, name)
        continue
      }
      assert.deepEqual([none.status, over.status], [401, 401], name)
      assert.equal(none.headers['www-authenticate'], 'Bearer', name)
      assert.match(String(over.headers['www-authenticate']), /invalid_token/, name)

      const answers = []
      for (const token of [...roles.map((role) => secrets.get(role)), configured])
        answers.push(await ask(token))
      assert.ok(
        answers.every(({ headers }) => headers['www-authenticate'] === undefined),
        name,
      )
      const refused = answers.map(isRefused)
      const least = refused.indexOf(false)
      assert.ok(least >= 0 && !refused.slice(least).includes(true), `${name}: ${refused.join()}`)
      const role = roles[least] ?? 'admin'
      const operation = operationOf(route)
      assert.equal(needed.get(operation) ?? role, role, `${operation} elsewhere, at ${name}`)
      needed.set(operation, role)
    }
    const table = rightsTable(needed)
    assert.ok(document.includes(`\n${table}\n`), `it must be:\n${table}`)
  })

  it('do not include a look at credentials, except for admin, however it is written', async () => {
    const { json } = await call('GET', '/openapi.json', configured)
    const looks = Object.entries<any>(json.paths).flatMap(([path, methods]) =>
      Object.entries<any>(methods)
        .filter(([, { parameters = [] }]) =>
          parameters.some(({ name }: { name: string }) => name === 'include_credential'),
        )
        .map(([method]) => ({
          method: method.toUpperCase(),
          url: path.replaceAll(/\{\w+\}/g, 'x'),
        })),
    )
    assert.equal(looks.length, 3)
    for (const { method, url } of looks)
      for (const query of [
        'include_credential=password',
        'include_credential=',
        'include_credential',
        'include%5Fcredential=oidc',
        'x=1&include_credential=totp&include_credential=oidc',
      ])
        for (const role of roles) {
          const answer = await call(method, `${url}?${query}`, secrets.get(role))
          assert.equal(isRefused(answer), role !== 'admin', `${url}?${query} ${role}`)
        }
  })

  it('are told with the refusal: which is needed, and which the token has', async () => {
    for (const place of ['/admin', '/admin/pallas']) {
      const path = place.endsWith('pallas') ? '/tokens' : '/identities'
      const { status, json } = await call('POST', place + path, secrets.get('support'))
      assert.equal(status, 403)
      assert.match(json.error.reason, /the role admin, and the token has the role support/)
    }
  })
})
