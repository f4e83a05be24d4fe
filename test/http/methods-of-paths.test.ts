// Methods that a path of the newest edition does not have: at addresses that browsers fetch they
// need the anti-forgery token first.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../support/jar.ts'
import { startServer, type TestServer } from '../support/server.ts'

const fetched = ['login', 'registration', 'settings', 'recovery', 'verification'].flatMap(
  (kind) => [`/self-service/${kind}/browser`, `/self-service/${kind}/flows`],
)
const others = ['login', 'registration', 'recovery', 'verification'].flatMap((kind) => [
  `/self-service/${kind}`,
  `/self-service/${kind}/api`,
])

describe('methods that a path does not have', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  for (const path of [...fetched, ...others])
    it(`are refused at ${path}`, async () => {
      for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        const jar = new Jar()
        const { status } = await server.public(method, path, { jar })
        const isGuarded = fetched.includes(path)
        assert.equal(status, isGuarded && method !== 'OPTIONS' ? 403 : 405, method)
        assert.equal(jar.get('csrf_token') !== undefined, isGuarded, method)
      }
    })

  it('a path whose parameter is empty is none', async () => {
    assert.equal((await server.public('GET', '/schemas/')).text, '404 page not found\n')
  })
})
