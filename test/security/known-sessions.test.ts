// A session that is known from a request before is answered without waiting: by the same answer, under
// the same conditions.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { clientOf, editions, type EditionClient } from '../support/editions.ts'
import type { Jar } from '../support/jar.ts'
import { startServer, type Answer, type TestServer } from '../support/server.ts'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** What must be the same in two answers to one request. */
function comparable({ status, headers, text }: Answer) {
  const { date: _date, 'x-request-id': _id, ...fixed } = headers
  return { status, headers: fixed, text }
}

for (const edition of editions)
  describe(`a session that is known (${edition.name})`, () => {
    let server: TestServer, at: EditionClient, jar: Jar
    before(async () => {
      server = await startServer({})
      at = clientOf(server, edition)
      jar = await at.signUp('known@example.org')
    })
    after(() => server.close())

    const ask = (method: (typeof methods)[number], headers: Record<string, string> = {}) =>
      server.public(method, `${at.mount}/sessions/whoami`, { jar, headers })
    /** Something of somebody else is stored: what was known is read again. */
    const forget = async () =>
      server.admin('POST', `${at.adminMount}/identities`, {
        json: { [at.schemaKey]: 'default', traits: { email: `${Math.random()}@example.org` } },
      })

    for (const method of methods)
      it(`is answered as one that is not, by ${method}`, async () => {
        await forget()
        const first = await ask(method)
        await ask('GET')
        assert.deepEqual(comparable(await ask(method)), comparable(first))
      })

    it('has an answer of its own for every request', async () => {
      await ask('GET')
      const named = await Promise.all(
        ['one', 'two'].map((id) => ask('GET', { 'x-request-id': id })),
      )
      assert.deepEqual(
        named.map((answer) => answer.headers['x-request-id']),
        ['one', 'two'],
      )
      const [a, b] = [await ask('GET'), await ask('GET')]
      assert.notEqual(a.headers['x-request-id'], b.headers['x-request-id'])
    })

    it('is counted as a look-up', async () => {
      const looked = async () => {
        const { text } = await server.admin('GET', '/admin/metrics/prometheus')
        const of = 'store="sessions",action="findByToken"'
        return Number(text.split(`pallas_store_seconds_count{${of}} `)[1]?.split('\n', 1)[0])
      }
      const earlier = await looked()
      for (let asked = 0; asked < 3; asked++) await ask('GET')
      assert.equal(await looked(), earlier + 3)
    })
  })
