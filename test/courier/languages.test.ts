import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { mailTo } from '../support/mail.ts'
import { openApi, submit } from '../support/people.ts'
import { oneSchema } from '../support/schema-document.ts'
import { personSchema, startServer, type TestServer } from '../support/server.ts'

const { traits, ...schema } = personSchema().properties
const withLocale = {
  ...personSchema(),
  properties: {
    ...schema,
    traits: { ...traits, properties: { ...traits.properties, locale: { type: 'string' } } },
  },
}

describe('a message that somebody asks for', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      ...oneSchema(withLocale),
      selfservice: {
        flows: { recovery: { enabled: true, use: 'code', notify_unknown_recipients: true } },
      },
    })
  })
  after(() => server.close())

  async function askedFor(email: string, language: string): Promise<string> {
    const flow = await openApi(server, 'recovery')
    const headers = { 'accept-language': language }
    const { json } = await submit(server, 'recovery', flow, { method: 'code', email }, { headers })
    assert.equal(json.state, 'sent_email')
    return (await mailTo(server, email)).at(-1)?.text ?? assert.fail('nothing arrived')
  }

  it('is in the language of the browser, also at an address that nobody has', async () => {
    assert.match(
      await askedFor('nobody@example.org', 'it-CH,it;q=0.9,en;q=0.5'),
      /forse Lei, ha chiesto/,
    )
    assert.match(await askedFor('nobody-2@example.org', 'sw'), /Somebody, perhaps you, asked/)
  })

  it('is rather in the language of its recipient', async () => {
    for (const traits of [
      { email: 'ada@example.org' },
      { email: 'bo@example.org', locale: 'fr_CA' },
    ])
      await server.admin('POST', '/admin/identities', { json: { schema_id: 'default', traits } })
    assert.match(await askedFor('ada@example.org', 'nl'), /Uw code: \d{6}/)
    assert.match(await askedFor('bo@example.org', 'nl'), /Votre code\u00a0: \d{6}/)
  })
})
