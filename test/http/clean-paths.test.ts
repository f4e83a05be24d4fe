// Paths with empty segments and dots lead to the path without them, as clients join addresses.
import assert from 'node:assert/strict'
import { connect, type AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { startServer, type TestServer } from '../support/server.ts'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']
const targets = [
  ['//self-service/login/flows?id=7', '/self-service/login/flows?id=7'],
  ['/a//b', '/a/b'],
  ['/x/../y', '/y'],
  ['//evil.example//', '/evil.example/'],
] as const

describe('a path that is not clean', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
    for (const name of ['public', 'admin'] as const)
      await server.app[name].listen({ host: '127.0.0.1', port: 0 })
  })
  after(() => server.close())

  /** Sends a target as it is, which `fetch` would not. */
  const ask = (name: 'public' | 'admin', method: string, target: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const { port } = server.app[name].server.address() as AddressInfo
      let text = ''
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(
          `${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
        ),
      )
      socket.on('data', (part) => (text += part.toString()))
      socket.on('close', () => resolve(text)).on('error', reject)
    })

  for (const name of ['public', 'admin'] as const)
    for (const method of methods)
      it(`is answered with 307 on the ${name} listener, for ${method}`, async () => {
        for (const [target, clean] of targets) {
          const answer = await ask(name, method, target)
          assert.match(answer, /^HTTP\/1\.1 307 /, target)
          assert.equal(/^location: (.*)\r$/im.exec(answer)?.[1], clean)
        }
      })

  it('names no other host, and a clean path is left alone', async () => {
    for (const target of ['//\\evil.example', '/\\/evil.example', '/nothing/here'])
      assert.match(await ask('public', 'GET', target), /^HTTP\/1\.1 404 /)
    assert.match(await ask('public', 'GET', '/self-service/login/api'), /^HTTP\/1\.1 200 /)
  })
})
