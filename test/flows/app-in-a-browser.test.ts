// Apps that are developed in a browser, which sends an Origin with every POST.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { stringify } from 'yaml'
import { schemasOf } from '#commands/schemas.ts'
import { readConfig } from '#config/read.ts'
import { baseConfig, startServer } from '../support/server.ts'

describe('a flow of an app that is sent with an Origin', () => {
  for (const [env, dev, isTaken] of [
    [{}, true, false],
    [{ DEV_DISABLE_API_FLOW_ENFORCEMENT: 'true' }, true, true],
    [{ DEV_DISABLE_API_FLOW_ENFORCEMENT: 'true' }, false, false],
    [{ DEV_DISABLE_API_FLOW_ENFORCEMENT: 'false' }, true, false],
  ] as const)
    it(`is ${isTaken ? 'taken' : 'refused'} ${dev ? 'in development' : 'otherwise'} with ${JSON.stringify(env)}`, async (t) => {
      const folder = mkdtempSync(join(tmpdir(), 'pallas-origin-'))
      t.after(() => rmSync(folder, { recursive: true, force: true }))
      const file = join(folder, 'kratos.yml')
      writeFileSync(file, stringify(baseConfig))
      const server = await startServer()
      t.after(() => server.close())
      const reading = readConfig({ files: [file], env, dev, cwd: folder })
      server.app.reload(reading, await schemasOf(reading.config))
      const flow = await server.public('GET', '/self-service/login/api')
      const answer = await server.public('POST', `/self-service/login?flow=${flow.json.id}`, {
        json: {
          method: 'password',
          identifier: 'nobody@example.org',
          password: 'not the password',
        },
        headers: { origin: 'http://localhost:8081' },
      })
      assert.equal(answer.status, 400)
      assert.equal(/takes no Origin/.test(answer.text), !isTaken, answer.text)
    })
})
