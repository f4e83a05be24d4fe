import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openConsole, sendForm } from '../support/console.ts'
import { Jar } from '../support/jar.ts'
import { openApi, password, submit } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const schema = {
  $id: 'https://example.org/tried.schema.json',
  title: 'Tried',
  type: 'object',
  properties: {
    traits: {
      type: 'object',
      properties: {
        email: {
          type: 'string',
          format: 'email',
          title: 'E-mail',
          'ory.sh/kratos': {
            credentials: { password: { identifier: true } },
            verification: { via: 'email' },
          },
        },
        age: { type: 'integer', minimum: 18, title: 'Age' },
        name: { type: 'string', minLength: 3, title: 'Name' },
        site: { type: 'string', format: 'uri', title: 'Site' },
      },
      required: ['email', 'name'],
      additionalProperties: false,
    },
  },
}

describe('trying values in the form of a schema', () => {
  let server: TestServer, token: string
  const jar = new Jar()
  before(async () => {
    const url = `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`
    server = await startServer({
      identity: { default_schema_id: 'tried', schemas: [{ id: 'tried', url }] },
    })
    token = (await openConsole(server, '/ui/schemas/tried', jar)).token ?? ''
  })
  after(() => server.close())

  const send = (form: Readonly<Record<string, string>>) =>
    sendForm(server, '/ui/schemas/tried/try', jar, { csrf_token: token, ...form })
  const plain = (text: string) =>
    text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&gt;', '>')

  for (const [what, traits] of Object.entries({
    nothing: {},
    'what has a wrong form': { email: 'x', age: 'many', name: 'Ada', site: '::' },
    'what is too small': { email: 'ada@example.org', age: '3', name: 'A' },
  }))
    it(`says of ${what} what a registration says, beside the field`, async () => {
      const fields = Object.fromEntries(
        Object.entries(traits).map(([name, value]) => [`traits.${name}`, value]),
      )
      const flow = await openApi(server, 'registration')
      const form = { method: 'password', password, ...fields }
      const { json } = await submit(server, 'registration', flow, undefined, { form })
      const said: string[] = [
        ...(json.ui.messages ?? []),
        ...json.ui.nodes.flatMap((node: any) => node.messages),
      ].map(({ text }: { text: string }) => text)
      assert.ok(said.length > 0)
      const { status, text } = await send(fields)
      assert.equal(status, 400)
      for (const message of said) assert.ok(plain(text).includes(message), message)
      assert.match(text, /Not accepted/)
      for (const [name, value] of Object.entries(fields))
        assert.match(text, new RegExp(`name="${name}"[^>]*value="${value}"`), name)
    })

  it('shows what accepted values would be used for, and stores nothing', async () => {
    const { status, text } = await send({
      'traits.email': 'Ada@Example.org',
      'traits.name': 'Ada',
      'traits.age': '36',
    })
    assert.equal(status, 200)
    assert.match(text, />Accepted</)
    assert.match(text, /ada@example\.org \(password\)/)
    assert.match(plain(text), /"age": 36/)
    assert.deepEqual((await server.admin('GET', '/admin/identities')).json, [])
  })

  it('answers 404 for a schema that is not there', async () => {
    const url = '/ui/schemas/unknown/try'
    assert.equal((await sendForm(server, url, jar, { csrf_token: token })).status, 404)
  })
})
