// Paths that clients have joined by hand lead to the paths that are meant, on both listeners, for
// every method, and never out of the mount that was written or to another host.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { editions } from '../support/editions.ts'
import { startServer, type Overrides, type TestServer } from '../support/server.ts'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** The ways in which a path is written that is not clean. */
const spellings: readonly ((path: string) => string)[] = [
  (path) => `/${path}`,
  (path) => path.replace(/\/([^/]*)$/, '//$1'),
  (path) => path.replaceAll('/', '///'),
  (path) => `/x/..${path}`,
  (path) => `/.${path}`,
  (path) => path.replace(/\/([^/]*)$/, '/y/../$1'),
]

type Side = 'public' | 'admin'
type Told = { readonly status: number | undefined; readonly location: string | undefined }

/** Asks on a socket, since tests in memory resolve the path themselves. */
const ask = (server: TestServer, side: Side, method: string, path: string): Promise<Told> =>
  new Promise((resolve, reject) => {
    const { port } = server.app[side].server.address() as AddressInfo
    request({ host: '127.0.0.1', port, method, path }, (response) => {
      response.resume()
      const { statusCode: status, headers } = response
      response.on('end', () => resolve({ status, location: headers.location }))
    })
      .on('error', reject)
      .end()
  })

async function listening(overrides: Overrides = {}): Promise<TestServer> {
  const server = await startServer(overrides)
  for (const side of sides) await server.app[side].listen({ port: 0, host: '127.0.0.1' })
  return server
}
const sides = ['public', 'admin'] as const

describe('a path that is not clean', () => {
  let server: TestServer
  before(async () => {
    server = await listening()
  })
  after(() => server.close())

  for (const side of sides)
    for (const { name, mount, adminMount, readPath } of editions)
      it(`leads to the path that is meant (${name}, ${side})`, async () => {
        const [path = ''] = readPath('login').split('?')
        const meant = side === 'public' ? mount + path : `${adminMount}/identities`
        for (const method of methods)
          for (const spell of spellings) {
            const written = spell(meant)
            assert.notEqual(written, meant)
            const { status, location } = await ask(server, side, method, `${written}?id=a//b/../c`)
            assert.deepEqual([status, location], [307, `${meant}?id=a//b/../c`], written)
          }
      })

  it('never leads out of the mount that was written', async () => {
    for (const side of sides) {
      const mounts = editions.map((one) => (side === 'public' ? one.mount : one.adminMount))
      for (const from of mounts)
        for (const to of mounts.filter((one) => one !== from)) {
          const up = from.replaceAll(/[^/]+/g, '..')
          const { location } = await ask(server, side, 'GET', `${from}${up}${to}/identities`)
          assert.equal(location, undefined, `${from} ${to}`)
        }
    }
  })

  it('never leads to another host', async () => {
    for (const side of sides)
      for (const host of [
        'other.example',
        '\\\\other.example',
        '%5cother.example',
        '%2fother.example',
      ])
        for (const before of ['/', '/x/..', '/x/../', '/./', '//']) {
          const { location } = await ask(server, side, 'GET', `${before}/${host}/a`)
          if (location !== undefined)
            assert.equal(new URL(location, 'http://here.example/b').host, 'here.example', host)
        }
  })

  it('is refused by the admin listener to whoever has no token', async () => {
    const guarded = await listening({
      pallas: { admin: { tokens: ['a-token-of-the-operator'] } },
    })
    try {
      assert.equal((await ask(guarded, 'admin', 'GET', '//admin/identities')).status, 401)
    } finally {
      await guarded.close()
    }
  })
})
