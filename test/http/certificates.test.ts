// Security requirement 55: certificates are verified unless that is switched off by name. Databases: test/store; mail: test/courier.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { schemasOf } from '#commands/schemas.ts'
import { readConfig } from '#config/read.ts'
import { BreachesUnavailable } from '#methods/password/breaches.ts'
import { createBreaches } from '#outgoing/breaches.ts'
import { SchemaFaults } from '#schema/faults.ts'
import { makeCertificate, type Certificate } from '../support/server-process.ts'
import { personSchema } from '../support/server.ts'

describe('a server whose certificate nobody vouches for', () => {
  let server: Server,
    folder: string,
    certificate: Certificate,
    port: number,
    asked = 0
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pallas-test-tls-'))
    certificate = makeCertificate({ folder, asAccount: (program, args) => [program, args] })
    server = createServer(
      { key: readFileSync(certificate.key), cert: readFileSync(certificate.cert) },
      (request, answer) => {
        asked++
        if (request.url?.startsWith('/range/'))
          answer.setHeader('content-length', 37).end(`${'A'.repeat(35)}:1`)
        else
          answer.setHeader('content-type', 'application/json').end(JSON.stringify(personSchema()))
      },
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  after(() => {
    server.close()
    server.closeAllConnections()
    rmSync(folder, { recursive: true })
  })

  const config = () =>
    JSON.stringify({
      dsn: 'memory',
      identity: {
        default_schema_id: 'x',
        schemas: [{ id: 'x', url: `https://127.0.0.1:${port}/schema.json` }],
      },
      secrets: { cookie: ['a-cookie-secret-for-tests-only'] },
    })

  it('gives no identity schema', async () => {
    const file = join(folder, 'kratos.yml')
    writeFileSync(file, config())
    const { config: read } = readConfig({ files: [file], env: {}, dev: false, cwd: folder })
    await assert.rejects(
      schemasOf(read),
      (error) => error instanceof SchemaFaults && /certificate/.test(error.message),
    )
    assert.equal(asked, 0)
  })

  it('gives no list of leaked passwords', async () => {
    const breaches = createBreaches({
      fetch,
      clock: Date.now,
      settings: () => ({ host: `127.0.0.1:${port}` }),
    })
    await assert.rejects(breaches.count('a password'), BreachesUnavailable)
    assert.equal(asked, 0)
  })

  it('is believed where its authority is named to the process', async () => {
    const load = join(import.meta.dirname, '../../src/schema/load.ts')
    const script = `const { loadSchemas } = await import(${JSON.stringify(load)})
      await loadSchemas({ sources: [{ id: 'x', url: 'https://127.0.0.1:${port}/schema.json' }], defaultId: 'x', fetch, readFile: async () => new Uint8Array(), maxBytes: 1e6, timeoutMs: 5000 })`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate.cert },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    assert.equal(await new Promise((resolve) => child.once('exit', resolve)), 0)
    assert.equal(asked, 1)
  })
})
