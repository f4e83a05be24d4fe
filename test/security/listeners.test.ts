// Who may call the admin listener, through every mount of every edition, and what browsers are told
// by the public one.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { editions } from '#editions/all.ts'
import { adminPrefixesOf } from '#app/editions.ts'
import { startServer, type TestServer } from '../support/server.ts'

const base = 'http://kratos.internal:4434/'

describe('the admin listener', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      serve: { admin: { base_url: base } },
      pallas: {
        admin: {
          hosts: ['kratos-admin', 'Other.Example', 'ported:4434', '[fd00::1]:80', 'fd00::2'],
        },
      },
    })
  })
  after(() => server.close())

  const paths = [
    ...editions.flatMap((edition) =>
      adminPrefixesOf(edition).flatMap((prefix) =>
        edition.listeners.adminPaths.map((path) => `${prefix}${path}/identities`),
      ),
    ),
    '/admin/pallas/outbox',
    '/mailbox',
    '/metrics/prometheus',
    '/nothing-there',
  ]
  const status = async (path: string, headers: Readonly<Record<string, string>>) =>
    (await server.admin('GET', path, { headers })).status

  const known = [
    'localhost',
    'LOCALHOST:4434',
    '127.0.0.1:1',
    '[::1]:4434',
    'kratos.internal:4434',
    'kratos-admin',
    'other.example:80',
    'ported',
    'ported:9',
    '[fd00::1]:4434',
    '[FD00::2]',
  ]
  const unknown = [
    'attacker.example',
    'kratos.internal.attacker.example',
    '10.0.0.7:4434',
    'kratos',
  ]

  for (const path of paths)
    it(`is called by names that it knows only, and not by other sites (${path})`, async () => {
      const usual = await status(path, {})
      assert.notEqual(usual, 403)
      for (const host of known) assert.equal(await status(path, { host }), usual, host)
      for (const host of unknown) assert.equal(await status(path, { host }), 403, host)
      for (const headers of [
        { 'sec-fetch-site': 'cross-site' },
        { origin: 'http://attacker.example' },
        { origin: 'null' },
        { origin: 'http://127.0.0.1:4433' },
      ] as const)
        assert.equal(await status(path, { host: '127.0.0.1:4434', ...headers }), 403)
      for (const headers of [
        { 'sec-fetch-site': 'none' },
        // through a proxy that calls the server by another name
        { 'sec-fetch-site': 'same-origin', origin: 'http://kratos.internal:4434' },
        { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:4434' },
      ] as const)
        assert.equal(await status(path, { host: '127.0.0.1:4434', ...headers }), usual)
    })

  it('permits no other site anything when a browser asks before', async () => {
    const { status: code, headers } = await server.admin('OPTIONS', '/admin/identities', {
      headers: {
        host: '127.0.0.1:4434',
        origin: 'http://attacker.example',
        'access-control-request-method': 'POST',
      },
    })
    assert.equal(code, 405)
    assert.equal(headers['access-control-allow-origin'], undefined)
  })

  it('says which key names further hosts', async () => {
    const { json } = await server.admin('GET', '/admin/identities', {
      headers: { host: 'attacker.example' },
    })
    assert.match(json.error.reason, /pallas\.admin\.hosts/)
  })

  it('tells health to everybody', async () => {
    for (const path of ['/health/alive', '/health/ready', '/admin/health/ready'])
      assert.equal(await status(path, { host: '10.1.2.3:4434' }), 200, path)
  })
})

describe('the public listener', () => {
  const hsts = async (url: string, more: object = {}) => {
    const server = await startServer({ serve: { public: { base_url: url } }, ...more })
    const answers = []
    for (const path of ['/health/alive', '/self-service/login/api', '/nothing-there'])
      answers.push((await server.public('GET', path)).headers['strict-transport-security'])
    await server.close()
    return [...new Set(answers)]
  }

  it('tells browsers to call it by https only, where they can, unless it is switched off', async () => {
    assert.deepEqual(await hsts('https://id.example.org/'), ['max-age=31536000'])
    assert.deepEqual(await hsts('http://127.0.0.1:4433/'), [undefined])
    const day = { pallas: { hsts: { max_age: '24h' } } }
    assert.deepEqual(await hsts('https://id.example.org/', day), ['max-age=86400'])
    const off = { pallas: { hsts: { max_age: '0s' } } }
    assert.deepEqual(await hsts('https://id.example.org/', off), [undefined])
  })
})
