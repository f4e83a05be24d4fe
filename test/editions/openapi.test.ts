import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startFirstFlows } from '../support/first-flows.ts'
import type { TestServer } from '../support/server.ts'
import { v0_6, v0_7 } from './operations.ts'

const places = {
  public: [
    '',
    '/current',
    '/v0.7/api/kratos/public',
    '/v0.6/api/kratos/public',
    '/api/kratos/public',
  ],
  admin: [
    '',
    '/admin',
    '/current',
    '/v0.7/api/kratos/public',
    '/v0.7/api/kratos/admin',
    '/v0.6/api/kratos/admin',
    '/api/kratos/admin',
  ],
} as const

describe('the OpenAPI documents', () => {
  let server: TestServer
  before(async () => {
    server = await startFirstFlows()
  })
  after(() => server.close())

  for (const [listener, mounts] of Object.entries(places)) {
    for (const mount of mounts) {
      it(`the ${listener} listener serves the one of ${mount === '' ? 'its root' : mount}`, async () => {
        const { status, json } = await server[listener as 'public' | 'admin'](
          'GET',
          `${mount}/openapi.json`,
        )
        assert.equal(status, 200)
        assert.match(json.openapi, /^3\.0\./)
        assert.ok(Object.keys(json.paths).length > 0)
        // the administration is there with and without /admin
        assert.ok(json.servers[0].url.endsWith(mount === '/admin' ? '' : mount))
      })

      it(`every schema that ${listener} ${mount} refers to is defined, every operation has an id of its own and an answer`, async () => {
        const { json, text } = await server[listener as 'public' | 'admin'](
          'GET',
          `${mount}/openapi.json`,
        )
        const wanted = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
          ([, name = '']) => name,
        )
        assert.deepEqual(
          [...new Set(wanted)].filter((name) => !json.components.schemas[name]),
          [],
        )
        const operations = Object.values<any>(json.paths).flatMap((path) =>
          Object.values<any>(path),
        )
        const ids = operations.map((one) => one.operationId)
        assert.deepEqual(
          ids.filter((id, position) => ids.indexOf(id) !== position),
          [],
        )
        for (const one of operations)
          assert.ok(one.summary !== '' && Object.keys(one.responses).length > 0, one.operationId)
      })
    }
  }

  for (const [name, operations] of [
    ['v0.6', v0_6],
    ['v0.7', v0_7],
  ] as const) {
    it(`those of ${name} hold every operation of the edition`, async () => {
      const documents = {
        public: (await server.public('GET', `/${name}/api/kratos/public/openapi.json`)).json,
        admin: (await server.admin('GET', `/${name}/api/kratos/admin/openapi.json`)).json,
      }
      for (const { id, method, listener, path, good } of operations) {
        const operation = documents[listener].paths[path]?.[method.toLowerCase()]
        assert.ok(operation, id)
        assert.ok(
          good.some((status) => operation.responses[status]),
          `${id}: ${Object.keys(operation.responses).join(', ')}`,
        )
      }
    })
  }

  it('an answer is what its document says: the members of a login flow', async () => {
    const { json } = await server.public('GET', '/v0.7/api/kratos/public/openapi.json')
    const flow = (await server.public('GET', '/v0.7/api/kratos/public/self-service/login/api')).json
    const { properties, required } = json.components.schemas.loginFlow
    assert.deepEqual(
      Object.keys(flow).filter((key) => !properties[key]),
      [],
    )
    assert.deepEqual(
      required.filter((key: string) => !(key in flow)),
      [],
    )
  })

  it('what is sent as a form only is described as one', async () => {
    const types = async (mount: string, path: string) => {
      const { json } = await server.public('GET', `${mount}/openapi.json`)
      return Object.keys(json.paths[path].post.requestBody.content)
    }
    const below = (kind: string) => `/self-service/browser/flows/${kind}/strategies/password`
    for (const mount of ['/v0.2', '/v0.4']) {
      assert.deepEqual(await types(mount, below('login')), ['application/x-www-form-urlencoded'])
      assert.equal((await types(mount, below('registration'))).length, 2)
    }
  })
})
