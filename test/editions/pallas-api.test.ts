// The API that only this server has: everything below /admin/pallas and /.well-known/pallas.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { aliases, newest } from '#editions/all.ts'
import { pallasApi } from '#editions/pallas/api.ts'
import { startServer, type TestServer } from '../support/server.ts'

const operations = [
  'GET /identities/search',
  'POST /identities/search',
  'GET /outbox',
  'POST /outbox/{id}/replay',
  'GET /mailbox/messages',
  'DELETE /mailbox/messages',
  'GET /mailbox/messages/{id}',
  'DELETE /mailbox/messages/{id}',
  'GET /shield',
  'DELETE /shield',
  'GET /deletions',
  'GET /identities/{id}/deletion',
  'GET /identities/{id}/remembered-devices',
  'DELETE /identities/{id}/deletion',
  'DELETE /identities/{id}/remembered-devices',
  'GET /audit',
  'GET /audit/{id}',
  'GET /health',
  'GET /audit/export',
  'GET /audit/verification',
  'POST /identities/{id}/second-factor-reset',
  'GET /identities/{id}/second-factor-reset',
  'DELETE /identities/{id}/second-factor-reset',
  'POST /identities/{id}/verification',
  'POST /identities/{id}/recovery',
  'POST /identities/{id}/deletion',
  'POST /identities/{id}/impersonation',
  'GET /tokens',
  'POST /tokens',
  'DELETE /tokens/{id}',
  'GET /operators',
  'POST /operators',
  'DELETE /operators/{id}',
  'POST /jobs',
  'GET /jobs',
  'GET /jobs/{id}',
  'POST /jobs/{id}/cancel',
  'GET /identities/export',
]
const operationsOf = (document: any): readonly string[] =>
  Object.entries<object>(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
const names = ['', `/${newest.name}`, ...Object.keys(aliases).map((alias) => `/${alias}`)]

describe('our own API', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  it('has a document of all its operations, and no edition names one of them', async () => {
    const own = await server.admin('GET', '/admin/pallas/openapi.json')
    assert.deepEqual(operationsOf(own.json).toSorted(), operations.toSorted())
    const keys = await server.public('GET', '/.well-known/pallas/openapi.json')
    assert.deepEqual(operationsOf(keys.json), ['GET /jwks.json'])
    const account = await server.public('GET', '/pallas/account/openapi.json')
    assert.deepEqual(operationsOf(account.json), [
      'GET /activity',
      'POST /activity/{id}/not-me',
      'GET /export',
      'POST /export',
      'POST /deletion',
    ])
    for (const name of names) {
      const { json } = await server.admin('GET', `${name}/openapi.json`)
      assert.ok(operationsOf(json).length > 0)
      assert.deepEqual(
        operationsOf(json).filter((one) => one.includes('pallas')),
        [],
      )
    }
  })

  for (const name of names)
    for (const path of newest.listeners.adminPaths)
      it(`is below ${name}${path}${pallasApi.prefixes.admin}, on the admin listener only`, async () => {
        const at = `${name}${path}${pallasApi.prefixes.admin}`
        for (const list of ['/outbox', '/mailbox/messages', '/identities/search']) {
          assert.equal((await server.admin('GET', at + list)).status, 200, at + list)
          assert.notEqual((await server.public('GET', at + list)).status, 200, at + list)
        }
      })

  it('links to pages of a list below the name by which it was called', async () => {
    for (const name of names) {
      const { headers } = await server.admin('GET', `${name}/admin/pallas/outbox?page_size=1`)
      assert.match(String(headers['link']), new RegExp(`^<${name}/admin/pallas/outbox\\?`))
    }
  })

  it('says what is wrong in one form', async () => {
    for (const [method, path] of [
      ['GET', '/mailbox/messages/nothing'],
      ['POST', '/outbox/nothing/replay'],
      ['GET', '/identities/search?page_size=x'],
    ] as const) {
      const { status, json } = await server.admin(method, `/admin/pallas${path}`)
      assert.ok(status === 400 || status === 404, `${path}: ${status}`)
      assert.equal(json.error.code, status)
      for (const key of ['status', 'reason', 'message'])
        assert.equal(typeof json.error[key], 'string', `${path}: ${key}`)
    }
  })
})
