// The listener of a process that only delivers: metrics and health, nothing of the API.
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { startServer, type TestServer } from '../support/server.ts'

const token = 'a-token-of-the-administration-1234'

describe('a listener for metrics', () => {
  const servers: TestServer[] = []
  after(() => Promise.all(servers.map((one) => one.close())))
  const statusOf = async (server: TestServer, url: string, authorization?: string) =>
    (
      await server.app.metrics().inject({
        url,
        headers: authorization === undefined ? {} : { authorization },
      })
    ).statusCode
  const start = async (overrides = {}) => {
    const server = await startServer(overrides)
    servers.push(server)
    return server
  }

  it('serves metrics and health, and no operation of an edition', async () => {
    const server = await start()
    for (const prefix of ['', '/admin'])
      for (const path of ['/metrics/prometheus', '/health/alive', '/health/ready'])
        assert.equal(await statusOf(server, prefix + path), 200, prefix + path)
    for (const path of [
      '/admin/identities',
      '/self-service/login/api',
      '/sessions/whoami',
      '/ui/mailbox',
    ])
      assert.equal(await statusOf(server, path), 404, path)
  })

  it('asks for a token where the administration does, but not for health', async () => {
    const server = await start({ pallas: { admin: { tokens: [token] } } })
    assert.equal(await statusOf(server, '/metrics/prometheus'), 401)
    assert.equal(await statusOf(server, '/metrics/prometheus', 'Bearer wrong'), 401)
    assert.equal(await statusOf(server, '/metrics/prometheus', `Bearer ${token}`), 200)
    assert.equal(await statusOf(server, '/health/ready'), 200)
  })
})
