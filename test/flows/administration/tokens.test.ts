import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startServer, type TestServer } from '../../support/server.ts'

const [first, second] = ['a-token-of-the-administration', 'another-token-of-the-administration']

describe('an administration with tokens', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({ pallas: { admin: { tokens: [first, second] } } })
  })
  after(() => server.close())

  const ask = (path: string, authorization?: string, method = 'GET') =>
    server.admin(method, path, authorization === undefined ? {} : { headers: { authorization } })

  it('answers who brings one of them', async () => {
    for (const token of [first, second])
      assert.equal((await ask('/admin/identities', `Bearer ${token}`)).status, 200)
    assert.equal((await ask('/identities', `bearer ${first}`)).status, 200)
  })

  for (const [what, authorization] of [
    ['none', undefined],
    ['a wrong one', 'Bearer wrong'],
    ['a part of one', `Bearer ${first.slice(0, -1)}`],
    ['one in another scheme', `Basic ${first}`],
    ['an empty one', 'Bearer '],
  ] as const) {
    it(`refuses who brings ${what}, with a reason`, async () => {
      const { status, json, headers, text } = await ask('/admin/identities', authorization)
      assert.equal(status, 401)
      assert.ok(json.error.reason.length > 0)
      assert.match(String(headers['www-authenticate']), /^Bearer/)
      assert.ok(!text.includes(first))
    })
  }

  for (const path of [
    '/metrics/prometheus',
    '/admin/metrics/prometheus',
    '/version',
    '/admin/sessions',
    '/current/identities',
    '/nothing',
    '/schemas',
    '/admin/identities/by/external/health/alive',
    '/x/health/ready',
  ]) {
    it(`asks for a token at ${path}`, async () => assert.equal((await ask(path)).status, 401))
  }

  it('asks before anything is changed', async () => {
    assert.equal(
      (
        await server.admin('POST', '/admin/identities', {
          json: { traits: { email: 'x@example.org' } },
        })
      ).status,
      401,
    )
    assert.equal(await server.store.identities.count({}), 0)
  })

  it('tells anybody whether it is alive and ready', async () => {
    for (const path of ['/health/alive', '/admin/health/ready', '/current/health/alive'])
      assert.equal((await ask(path)).status, 200, path)
  })

  it('leaves the public side alone', async () =>
    assert.equal((await server.public('GET', '/self-service/login/api')).status, 200))
})
