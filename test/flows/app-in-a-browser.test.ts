// Apps that are developed in a browser, which sends an Origin with every POST, and flows of apps that
// go on in a browser.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { stringify } from 'yaml'
import { schemasOf } from '#commands/schemas.ts'
import { readConfig } from '#config/read.ts'
import { Jar } from '../support/jar.ts'
import { codeFor } from '../support/mail.ts'
import { openApi, openSpa, signUp, submit, submitSpa } from '../support/people.ts'
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

describe('a recovery that was begun in an app and goes on in a browser', () => {
  it('begins no session there, and tells the person what to do instead', async () => {
    const server = await startServer({
      selfservice: { flows: { recovery: { enabled: true, use: 'code' } } },
    })
    const { email } = await signUp(server, 'ada@example.org')
    const flow = await openApi(server, 'recovery')
    await submit(server, 'recovery', flow, { method: 'code', email })
    const code = await codeFor(server, email)
    const jar = new Jar()
    await openSpa(server, 'recovery', jar)
    for (const call of [{ jar }, { headers: { origin: 'http://127.0.0.1:4455' } }]) {
      const answer = await submit(server, 'recovery', flow, { method: 'code', code }, call)
      assert.equal(answer.status, 400)
      assert.match(answer.json.ui.messages[0].text, /begun in an app.*go on there.*begin anew/)
    }
    assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 401)
    // begun anew in the browser, it works
    const other = await openSpa(server, 'recovery', jar)
    await submitSpa(server, 'recovery', other, jar, { method: 'code', email })
    const body = { method: 'code', code: await codeFor(server, email) }
    assert.equal((await submitSpa(server, 'recovery', other, jar, body)).status, 422)
    assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 200)
    await server.close()
  })
})
