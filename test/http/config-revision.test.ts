// Which configuration is in force, as /health/config tells it.
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newest } from '#editions/all.ts'
import { startServer, type TestServer } from '../support/server.ts'

describe('the revision of the configuration', () => {
  const servers: TestServer[] = []
  after(() => Promise.all(servers.map((one) => one.close())))
  const start = async (overrides = {}) => {
    const server = await startServer(overrides)
    servers.push(server)
    return server
  }
  const places = (server: TestServer) => [
    ...['', `/${newest.name}`, '/current'].map(
      (mount) => () => server.public('GET', `${mount}/health/config`),
    ),
    ...['', `/${newest.name}`, '/current'].flatMap((mount) =>
      ['', '/admin'].map((path) => () => server.admin('GET', `${mount}${path}/health/config`)),
    ),
  ]
  const revisionOf = async (server: TestServer): Promise<string> => {
    const answers = await Promise.all(places(server).map((ask) => ask()))
    assert.equal(answers.length, 9)
    for (const { status } of answers) assert.equal(status, 200)
    const told = new Set(answers.map(({ json }) => (json as { revision: string }).revision))
    assert.equal(told.size, 1)
    return [...told][0] ?? ''
  }

  it('is the one that the configuration names, and follows a reload', async () => {
    const server = await start({ revision: 'release-7' })
    assert.equal(await revisionOf(server), 'release-7')
    server.reconfigure({ revision: 'release-8' })
    assert.equal(await revisionOf(server), 'release-8')
  })

  it('is else a hash that changes with any setting and with nothing else', async () => {
    const [one, same] = [await start(), await start()]
    const before = await revisionOf(one)
    assert.match(before, /^[\w-]{43}$/)
    assert.equal(await revisionOf(same), before)
    one.reconfigure({ session: { lifespan: '1h' } })
    const changed = await revisionOf(one)
    assert.notEqual(changed, before)
    one.reconfigure({})
    assert.equal(await revisionOf(one), before)
  })

  it('asks for a token of the administration on its listener', async () => {
    const server = await start({
      pallas: { admin: { tokens: ['a-token-of-the-administration-1234'] } },
    })
    assert.equal((await server.admin('GET', '/admin/health/config')).status, 401)
    assert.equal((await server.public('GET', '/health/config')).status, 200)
  })
})
