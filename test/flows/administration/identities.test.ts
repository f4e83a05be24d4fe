import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { password, signIn, signUp } from '../../support/people.ts'
import { personSchema, startServer, type TestServer } from '../../support/server.ts'

const badgeSchema = {
  $id: 'https://example.org/badge.schema.json',
  type: 'object',
  properties: {
    traits: {
      type: 'object',
      required: ['badge'],
      additionalProperties: false,
      properties: { badge: { type: 'string' } },
    },
  },
}
const inline = (schema: object) =>
  `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`

describe('an administrator and identities', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      identity: {
        schemas: [
          { id: 'default', url: inline(personSchema()) },
          { id: 'badge', url: inline(badgeSchema) },
        ],
      },
    })
  })
  after(() => server.close())

  const create = (json: object) => server.admin('POST', '/admin/identities', { json })
  const made = async (email: string, more: object = {}): Promise<any> => {
    const { status, json, text } = await create({ traits: { email }, ...more })
    assert.equal(status, 201, text)
    return json
  }
  const replace = (id: string, json: object) =>
    server.admin('PUT', `/admin/identities/${id}`, { json })

  it('a new identity has what was said of it, and is found by its id and its external id', async () => {
    const said = {
      external_id: 'crm-1',
      organization_id: '6f1b2c1e-3c7f-4a49-9d0e-4d8bb8d07f11',
      metadata_public: { plan: 'gold' },
      metadata_admin: ['vip'],
      state: 'inactive',
    }
    const { id } = await made('whole@example.org', said)
    const found = await server.admin('GET', `/admin/identities/${id}`)
    assert.deepEqual({ ...found.json, ...said }, found.json)
    assert.equal((await server.admin('GET', '/admin/identities/by/external/crm-1')).json.id, id)
    assert.equal((await server.admin('GET', '/admin/identities/by/external/crm-2')).status, 404)
  })

  it('an address can be verified from the start, and one that the traits do not name is passed over', async () => {
    const { verifiable_addresses: addresses } = await made('sure@example.org', {
      verifiable_addresses: [
        {
          value: 'SURE@example.org',
          via: 'email',
          verified: true,
          status: 'completed',
          verified_at: '2020-01-02T03:04:05Z',
        },
        { value: 'other@example.org', via: 'email', verified: true, status: 'completed' },
      ],
    })
    assert.deepEqual(
      addresses.map((one: any) => [one.value, one.verified, one.status, one.verified_at]),
      [['sure@example.org', true, 'completed', '2020-01-02T03:04:05.000Z']],
    )
  })

  it('a password in clear text signs in, and need not follow the policy for people', async () => {
    await made('weak@example.org', { credentials: { password: { config: { password: 'abc' } } } })
    assert.equal((await signIn(server, 'weak@example.org', 'abc')).status, 200)
  })

  it('what is taken is refused without naming whose it is', async () => {
    const { id } = await made('taken@example.org', { external_id: 'crm-taken' })
    for (const json of [
      { traits: { email: 'Taken@Example.org' } },
      { traits: { email: 'free@example.org' }, external_id: 'crm-taken' },
    ]) {
      const { status, text } = await create(json)
      assert.equal(status, 409)
      assert.doesNotMatch(text, new RegExp(`${id}|taken@example|crm-taken`, 'i'))
    }
    assert.match(
      (await create({ traits: { email: 'free@example.org' }, external_id: 'crm-taken' })).json.error
        .reason,
      /external-id/,
    )
  })

  const wrong: readonly (readonly [string, object])[] = [
    ['a key that is not known', { traits: { email: 'x@example.org' }, wrong: 1 }],
    [
      'a key that is not known in a credential',
      {
        traits: { email: 'x@example.org' },
        credentials: { password: { config: { password: 'abc', pepper: 1 } } },
      },
    ],
    [
      'a credential that cannot be imported',
      { traits: { email: 'x@example.org' }, credentials: { totp: { config: {} } } },
    ],
    [
      'a password that is none',
      { traits: { email: 'x@example.org' }, credentials: { password: { config: {} } } },
    ],
    [
      'a password in two ways',
      {
        traits: { email: 'x@example.org' },
        credentials: {
          password: { config: { password: 'abc', use_password_migration_hook: true } },
        },
      },
    ],
    ['an unknown schema', { traits: { email: 'x@example.org' }, schema_id: 'nothing' }],
    ['an unknown state', { traits: { email: 'x@example.org' }, state: 'asleep' }],
    [
      'an organization that is no UUID',
      { traits: { email: 'x@example.org' }, organization_id: 'acme' },
    ],
    ['traits that break the schema', { traits: { email: 'x' } }],
    ['traits that are no object', { traits: 'x@example.org' }],
    ['no traits', {}],
    ['metadata in the place of text', { traits: { email: 'x@example.org' }, external_id: {} }],
    ['a list in the place of an object', []],
    [
      'an external id that fits into no address',
      { traits: { email: 'x@example.org' }, external_id: 'e'.repeat(1025) },
    ],
  ]
  for (const [what, json] of wrong) {
    it(`${what} is refused with a reason, and nothing is stored`, async () => {
      const { status, json: answer } = await create(json)
      assert.equal(status, 400)
      assert.ok(answer.error.reason.length > 0)
      assert.deepEqual(
        (await server.admin('GET', '/admin/identities?credentials_identifier=x@example.org')).json,
        [],
      )
    })
  }

  it('a replacement keeps the password, and takes away metadata and external id that it does not name', async () => {
    const { id } = await made('old@example.org', {
      external_id: 'crm-old',
      metadata_public: 1,
      metadata_admin: 2,
      credentials: { password: { config: { password } } },
    })
    const { status, json } = await replace(id, {
      schema_id: 'default',
      state: 'active',
      traits: { email: 'new@example.org' },
    })
    assert.equal(status, 200)
    assert.deepEqual(
      [json.metadata_public, json.metadata_admin, json.external_id],
      [null, undefined, undefined],
    )
    assert.equal((await signIn(server, 'new@example.org')).status, 200)
    assert.equal((await signIn(server, 'old@example.org')).status, 400)
  })

  it('a changed address is unverified', async () => {
    const { id } = await made('proved@example.org', {
      verifiable_addresses: [
        { value: 'proved@example.org', via: 'email', verified: true, status: 'completed' },
      ],
    })
    const { json } = await replace(id, {
      schema_id: 'default',
      state: 'active',
      traits: { email: 'unproved@example.org' },
    })
    assert.deepEqual(
      json.verifiable_addresses.map((one: any) => [one.value, one.verified]),
      [['unproved@example.org', false]],
    )
  })

  it('a replacement can bring a new password', async () => {
    const { id } = await made('renewed@example.org', {
      credentials: { password: { config: { password } } },
    })
    await replace(id, {
      schema_id: 'default',
      state: 'active',
      traits: { email: 'renewed@example.org' },
      credentials: { password: { config: { password: 'another-one-77' } } },
    })
    assert.equal((await signIn(server, 'renewed@example.org')).status, 400)
    assert.equal((await signIn(server, 'renewed@example.org', 'another-one-77')).status, 200)
  })

  it('an identity can move to another schema and back, and its identifier belongs to it again', async () => {
    const { id } = await made('mover@example.org')
    assert.equal(
      (await replace(id, { schema_id: 'badge', state: 'active', traits: { badge: '7' } })).json
        .schema_id,
      'badge',
    )
    assert.equal(
      (
        await replace(id, {
          schema_id: 'badge',
          state: 'active',
          traits: { email: 'mover@example.org' },
        })
      ).status,
      400,
    )
    assert.equal(
      (
        await replace(id, {
          schema_id: 'default',
          state: 'active',
          traits: { email: 'mover@example.org' },
        })
      ).status,
      200,
    )
    assert.equal((await create({ traits: { email: 'mover@example.org' } })).status, 409)
  })

  it('one whose state is inactive is signed out at once and cannot sign in', async () => {
    const { id, token, email } = await signUp(server, 'sleeper@example.org')
    await replace(id, { schema_id: 'default', state: 'inactive', traits: { email } })
    assert.equal((await server.public('GET', '/sessions/whoami', { token })).status, 401)
    assert.equal((await signIn(server, email)).status, 401)
  })

  it('a deleted identity is gone with its sessions, and its identifier is free', async () => {
    const { id, token, email } = await signUp(server, 'gone@example.org')
    assert.equal((await server.admin('DELETE', `/admin/identities/${id}`)).status, 204)
    assert.equal((await server.admin('DELETE', `/admin/identities/${id}`)).status, 404)
    assert.equal((await server.public('GET', '/sessions/whoami', { token })).status, 401)
    await made(email)
  })

  it('credentials are shown with what they hold only when asked for by a known type', async () => {
    const { id } = await made('shown@example.org', {
      credentials: { password: { config: { password } } },
    })
    const config = async (query: string) =>
      (await server.admin('GET', `/admin/identities/${id}${query}`)).json.credentials.password
        .config
    assert.equal(await config(''), undefined)
    assert.match((await config('?include_credential=password')).hashed_password, /^\$2a\$04\$/)
    assert.equal(
      (await server.admin('GET', `/admin/identities/${id}?include_credential=nothing`)).status,
      400,
    )
  })

  it('every change leaves an event without any of its contents', async () => {
    const { id } = await made('traced@example.org')
    await server.admin('DELETE', `/admin/identities/${id}`)
    const lines = server.log.filter((line) => line.includes(id))
    assert.deepEqual(
      lines.map((line) => JSON.parse(line).event.what),
      ['created', 'deleted'],
    )
    assert.ok(lines.every((line) => !line.includes('traced@')))
  })
})
