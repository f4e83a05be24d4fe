// To which addresses a verification that somebody starts sends its message.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { messageIds, openApi, submit } from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const asked = [
  ['a telephone number', '+4915112345678', 4000040],
  ['something that is no address', 'nonsense', 4000040],
  ['an address of nobody', 'nobody@example.org', 'sent_email'],
] as const

for (const use of ['code', 'link'] as const)
  describe(`a verification by ${use} asked for`, () => {
    let server: TestServer
    before(async () => {
      server = await startServer({
        selfservice: {
          methods: { link: { enabled: true } },
          flows: { verification: { enabled: true, use } },
        },
      })
    })
    after(() => server.close())

    for (const [what, email, expected] of asked)
      it(`${what} is answered ${expected}`, async () => {
        const flow = await openApi(server, 'verification')
        const { status, json } = await submit(server, 'verification', flow, { method: use, email })
        if (typeof expected === 'string')
          return assert.deepEqual([status, json.state], [200, expected])
        assert.deepEqual([status, json.state], [400, 'choose_method'])
        assert.deepEqual(messageIds(json), [expected])
      })
  })
