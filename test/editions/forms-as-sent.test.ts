// What the editions before v26.2 make of the body of a submitted form: each field, in each of them.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { clientOf, editions, flowIn, type EditionClient } from '../support/editions.ts'
import { html } from '../support/button-page.ts'
import { Jar } from '../support/jar.ts'
import { password } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const schema = {
  $id: 'https://example.org/sent.schema.json',
  type: 'object',
  properties: {
    traits: {
      type: 'object',
      properties: {
        email: {
          type: 'string',
          format: 'email',
          'ory.sh/kratos': { credentials: { password: { identifier: true } } },
        },
        name: { type: 'object', properties: { first: { type: 'string' } } },
        age: { type: 'integer' },
        subscribed: { type: 'boolean' },
        tags: { type: 'array', items: { type: 'string' } },
      },
      required: ['email'],
      additionalProperties: false,
    },
  },
}

/** What is sent, as pairs of a form, and the traits that follow; `refused` for a mistake. */
const cases: readonly [sent: string, traits: object | 'refused'][] = [
  ['traits.age=42', { age: 42 }],
  ['traits.age=%2B5', { age: 5 }],
  ['traits.age=007', { age: 7 }],
  ['traits.age=', 'refused'],
  ['traits.age=old', 'refused'],
  ['traits.age=%205', 'refused'],
  ['traits.subscribed=true', { subscribed: true }],
  ['traits.subscribed=1', { subscribed: true }],
  ['traits.subscribed=t', { subscribed: true }],
  ['traits.subscribed=0', { subscribed: false }],
  ['traits.subscribed=false&traits.subscribed=true', { subscribed: true }],
  ['traits.subscribed=on', 'refused'],
  ['traits.subscribed=', 'refused'],
  ['traits.name.first=', { name: { first: '' } }],
  ['traits.name.first=A&traits.name.first=B', { name: { first: 'A' } }],
  ['traits.name=A', 'refused'],
  ['traits.nonsense=x', {}],
  ['traits.name.middle=x', {}],
  ['traits.email.deep=x', {}],
  ['traits.tags=a', { tags: ['a'] }],
  ['traits.tags=a&traits.tags=', { tags: ['a', ''] }],
  ['traits.tags.0=a', {}],
]

const older = editions.filter(
  ({ identifier, flowParameter }) =>
    flowParameter === 'request' || identifier === 'password_identifier',
)

for (const words of older)
  describe(`a form that is sent to ${words.name}`, () => {
    let server: TestServer, at: EditionClient
    before(async () => {
      server = await startServer({
        identity: {
          schemas: [
            {
              id: 'default',
              url: `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`,
            },
          ],
        },
        selfservice: {
          flows: { registration: { after: { password: { hooks: [{ hook: 'session' }] } } } },
        },
      })
      at = clientOf(server, words)
    })
    after(() => server.close())

    let count = 0
    async function opened() {
      const jar = new Jar(),
        email = `sent${++count}.${words.name}@example.org`
      const id = flowIn(await at.start('registration', { jar }))
      const flow = await at.read('registration', id ?? '', { jar })
      const token = at.tokenOf(flow, 'password')
      const { pathname, search } = new URL(at.actionOf('registration', flow, 'password'))
      return { jar, email, token, path: pathname + search }
    }
    const traitsOf = async (jar: Jar) =>
      (await server.public('GET', `${words.mount}/sessions/whoami`, { jar })).json.identity?.traits

    for (const [sent, expected] of cases)
      it(`${sent} is ${JSON.stringify(expected)}`, async () => {
        const { jar, email, token, path } = await opened()
        const fields = new URLSearchParams({ csrf_token: token, password, method: 'password' })
        // NOTE an address that stands after a part of it would take its place
        const body = `${sent}&${fields.toString()}&traits.email=${encodeURIComponent(email)}`
        await server.public('POST', path, {
          accept: html,
          jar,
          payload: body,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        })
        const traits = await traitsOf(jar)
        if (expected === 'refused') return assert.equal(traits, undefined)
        const { email: registered, ...others } = traits ?? {}
        assert.equal(registered, email)
        // the editions with flows make an object of each object of the schema
        const filled = words.flowParameter === 'flow' ? { name: {}, ...expected } : expected
        assert.deepEqual(others, filled)
      })

    it('in several parts has no fields', async () => {
      const { jar, email, token, path } = await opened()
      const parts = { csrf_token: token, method: 'password', password, 'traits.email': email }
      const body = Object.entries(parts)
        .map(
          ([name, value]) =>
            `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
        )
        .join('')
      await server.public('POST', path, {
        accept: html,
        jar,
        payload: `${body}--x--\r\n`,
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      })
      assert.equal(await traitsOf(jar), undefined)
    })

    it('as JSON of another content type is not taken', async () => {
      const { jar, email, token, path } = await opened()
      await server.public('POST', path, {
        accept: html,
        jar,
        payload: JSON.stringify({
          csrf_token: token,
          method: 'password',
          password,
          traits: { email },
        }),
        headers: {
          'content-type': 'application/vnd.api+json',
          'x-csrf-token': token,
        },
      })
      assert.equal(await traitsOf(jar), undefined)
    })

    it('as JSON whose names have dots is taken as a form', async () => {
      const { jar, email, token, path } = await opened()
      await server.public('POST', path, {
        accept: html,
        jar,
        json: {
          csrf_token: token,
          method: 'password',
          password,
          'traits.email': email,
          'traits.age': 7,
        },
      })
      assert.equal((await traitsOf(jar))?.age, 7)
    })
  })
