// What a form says of the traits, in the edition whose forms are read by the types of the schema.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../../support/jar.ts'
import { messageIds, openSpa, password, submitForm } from '../../support/people.ts'
import { personSchema, startServer, type TestServer } from '../../support/server.ts'

const text = { type: 'string' }
const fields = {
  agree: { type: 'boolean' },
  level: { type: 'integer' },
  tags: { type: 'array', items: text },
  home: { type: 'object', properties: { street: text, no: { type: 'integer' } } },
}

function schema() {
  const person = personSchema()
  Object.assign(person.properties.traits.properties, fields)
  const url = `base64://${Buffer.from(JSON.stringify(person)).toString('base64')}`
  return { identity: { default_schema_id: 'default', schemas: [{ id: 'default', url }] } }
}

describe('the traits in a form', () => {
  let server: TestServer,
    count = 0
  before(async () => {
    server = await startServer({
      ...schema(),
      selfservice: { flows: { registration: { style: 'unified' } } },
    })
  })
  after(() => server.close())

  async function send(form: Readonly<Record<string, string>>) {
    const jar = new Jar()
    const flow = await openSpa(server, 'registration', jar)
    const email = `form-${count++}@example.org`
    const sent = { method: 'password', password, 'traits.email': email, ...form }
    await submitForm(server, 'registration', flow, jar, sent)
    const shown = await server.public('GET', `/self-service/registration/flows?id=${flow.id}`, {
      jar,
    })
    const { json: people } = await server.admin(
      'GET',
      `/admin/identities?credentials_identifier=${email}`,
    )
    return { shown: shown.json, traits: people[0]?.traits, email }
  }

  for (const [what, form, expected] of [
    ['empty fields', { agree: '', level: '', tags: '', 'home.no': '' }, { home: {} }],
    ['texts of their types', { agree: 't', level: '07' }, { agree: true, level: 7, home: {} }],
    ['positions in a list', { 'tags.0': 'x', 'tags.1': 'y' }, { home: {} }],
    ['a member of an object', { 'home.street': 'S' }, { home: { street: 'S' } }],
  ] as const)
    it(`${what} are stored as the schema has them`, async () => {
      const named = Object.entries(form).map(([name, value]) => [`traits.${name}`, value])
      const { traits, email } = await send(Object.fromEntries(named))
      const { name: _, ...stored } = traits ?? assert.fail('nobody was stored')
      assert.deepEqual(stored, { email, ...expected })
    })

  for (const [what, name, value, id] of [
    ['a switch that is on', 'agree', 'on', 4000026],
    ['a text for a number', 'level', 'much', 4000026],
    ['a text for an object', 'home', 'here', 4000001],
    ['an empty address', 'email', '', 4000002],
  ] as const)
    it(`${what} is refused and told`, async () => {
      const { shown, traits } = await send({ [`traits.${name}`]: value })
      assert.equal(traits, undefined)
      assert.deepEqual(messageIds(shown), [id])
    })
})
