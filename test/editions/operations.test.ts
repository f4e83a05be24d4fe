import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { firstFlows, startFirstFlows, type FirstFlows } from '../support/first-flows.ts'
import { served } from '../support/served.ts'
import type { TestServer } from '../support/server.ts'
import { calls } from './calls.ts'
import { v0_6, v0_7 } from './operations.ts'

const editions = served([
  { name: 'v0.6', operations: v0_6, first: ['v0.6', 'v0.7'] },
  { name: 'v0.7', operations: v0_7, first: ['v0.7', 'v0.6'] },
] as const)

for (const { name, operations, first } of editions) {
  describe(`the ${operations.length} operations of ${name}`, () => {
    let server: TestServer
    before(async () => {
      server = await startFirstFlows({ pallas: { editions: { api_kratos: first } } })
    })
    after(() => server.close())
    const places: Readonly<Record<string, () => FirstFlows>> = {
      'at its own mount': () => firstFlows(server, `/${name}/api/kratos`),
      'at the documented place': () => firstFlows(server, '/api/kratos'),
    }

    for (const [where, at] of Object.entries(places)) {
      for (const { id, method, listener, path, good, bad } of operations) {
        const call = calls[`${method} ${listener} ${path}`]
        it(`${id} is answered ${where} as documented`, async () => {
          assert.ok(call, 'there is a call of this operation')
          const { status, text } = await call.good(at())
          assert.ok(
            good.includes(status),
            `a good call: ${status} is none of ${good.join(', ')}: ${text}`,
          )
          if (!call.bad) return
          const wrong = await call.bad(at())
          assert.ok(
            bad.includes(wrong.status),
            `a bad call: ${wrong.status} is none of ${bad.join(', ')}: ${wrong.text}`,
          )
        })
      }
    }
  })
}

it('an edition that comes later in the list still answers what only it has', async () => {
  const server = await startFirstFlows()
  for (const path of ['flows', 'methods/link']) {
    const at = firstFlows(server, '/api/kratos')
    const { status } = await at.open(
      'POST',
      `/self-service/verification/${path}?flow=${(await at.api('verification')).id}`,
      { json: { email: 'somebody@example.org' } },
    )
    assert.equal(status, 200, path)
  }
  await server.close()
})
