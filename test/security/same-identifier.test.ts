// Two names that look the same are one identifier: whatever nobody sees does not count, wherever a
// name comes in, in every edition.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { clientOf, editions, type EditionClient } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { password } from '../support/people.ts'
import { personSchema, startServer, type TestServer } from '../support/server.ts'

/** A schema whose identifiers are names without a format. */
function namesSchema() {
  const schema = personSchema()
  const { traits } = schema.properties
  Object.assign(traits, {
    required: [],
    properties: {
      email: {
        type: 'string',
        'ory.sh/kratos': { credentials: { password: { identifier: true } } },
      },
    },
  })
  return `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`
}

const kinds =
  /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Variation_Selector}\p{Cc}\p{Cf}]/u

/** The first and the last of each run of characters that nobody sees, without those no database takes. */
function samples(): readonly string[] {
  const found: string[] = []
  let before = false
  for (let code = 1; code <= 0xe1000; code++) {
    if (code === 0xd800) code = 0xe000
    const is = kinds.test(String.fromCodePoint(code))
    if (is && !before) found.push(String.fromCodePoint(code))
    if (!is && before) found.push(String.fromCodePoint(code - 1))
    before = is
  }
  return [...new Set(found)]
}

const unseen = samples()
const spellings = unseen.flatMap((one) => [`ali${one}ce`, `${one}alice`])
const alike = [...spellings, 'ＡＬＩＣＥ', ' alice ', 'Alice\u00a0', '\u2003alice']

for (const edition of editions)
  describe(`a name with something in it that nobody sees (${edition.name})`, () => {
    let server: TestServer, at: EditionClient
    before(async () => {
      server = await startServer({
        identity: {
          default_schema_id: 'default',
          schemas: [{ id: 'default', url: namesSchema() }],
        },
        selfservice: { flows: { registration: { style: 'unified' } } },
      })
      at = clientOf(server, edition)
      await at.signUp('alice')
      await at.signUp('mallory')
    })
    after(() => server.close())

    const make = (name: string) =>
      server.admin('POST', `${at.adminMount}/identities`, {
        json: { [at.schemaKey]: 'default', traits: { email: name } },
      })

    it('is taken in a sign-up', async () => {
      for (const name of alike) {
        const jar = new Jar()
        await at.send('registration', await at.open('registration', jar), 'password', jar, {
          'traits.email': name,
          password,
        })
        assert.equal(jar.get('ory_kratos_session'), undefined, JSON.stringify(name))
      }
    })

    it('is taken in the settings', async () => {
      const jar = new Jar()
      await at.signIn('mallory', jar)
      for (const name of alike) {
        const flow = await at.open('settings', jar)
        await at.send('settings', flow, 'profile', jar, { 'traits.email': name })
        const { json } = await at.whoami({ jar })
        assert.equal(json.identity.traits.email, 'mallory', JSON.stringify(name))
      }
    })

    it('is taken for an administrator', async () => {
      for (const name of alike) assert.equal((await make(name)).status, 409, JSON.stringify(name))
    })

    it('signs its owner in', async () => {
      for (const name of alike) {
        const jar = new Jar()
        await at.signIn(name, jar)
        const { status, json } = await at.whoami({ jar })
        assert.deepEqual(
          [status, json.identity?.traits.email],
          [200, 'alice'],
          JSON.stringify(name),
        )
      }
    })
  })

describe('a name with something in it that nobody sees', () => {
  it('is taken in an import', async () => {
    const server = await startServer({
      identity: { default_schema_id: 'default', schemas: [{ id: 'default', url: namesSchema() }] },
    })
    const made = (names: readonly string[]) =>
      server.admin('PATCH', '/admin/identities', {
        json: {
          identities: names.map((email) => ({
            create: { schema_id: 'default', traits: { email } },
          })),
        },
      })
    await made(['alice'])
    const { json } = await made(alike)
    assert.deepEqual(
      json.identities.map((one: any) => one.action),
      alike.map(() => 'error'),
    )
    await server.close()
  })

  it('is found by what is left of it, and nothing is left of nothing', async () => {
    const server = await startServer({
      identity: { default_schema_id: 'default', schemas: [{ id: 'default', url: namesSchema() }] },
    })
    const { json } = await server.admin('POST', '/admin/identities', {
      json: { schema_id: 'default', traits: { email: 'bo\u200bb' } },
    })
    const query = `credentials_identifier=${encodeURIComponent('b\ufe0fob')}`
    const found = await server.admin('GET', `/admin/identities?${query}`)
    assert.deepEqual(
      found.json.map((one: any) => one.id),
      [json.id],
    )
    const nobody = await server.public('GET', '/self-service/registration/api')
    const refused = await server.public(
      'POST',
      `/self-service/registration?flow=${nobody.json.id}`,
      { json: { method: 'password', password, traits: { email: '\u200b\ufe0f' } } },
    )
    assert.equal(refused.status, 400)
    await server.close()
  })
})
