import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { password, signIn, signUp } from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

describe('many identities are created at once', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const send = (identities: unknown) =>
    server.admin('PATCH', '/admin/identities', { json: { identities } })
  const one = (email: string, more: object = {}) => ({ create: { traits: { email }, ...more } })
  const count = async () => server.store.identities.count({})

  it('each is created wholly or not at all, and every answer bears the mark of its question', async () => {
    await signUp(server, 'taken@example.org')
    const marks = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
    const credentials = { password: { config: { password } } }
    const items = [
      one('a@example.org', { credentials }),
      one('taken@example.org', { credentials }),
      one('nobody'),
      one('b@example.org', { credentials: { password: { config: { hashed_password: 'abc' } } } }),
    ]
    const { status, json } = await send([
      ...items.map((item, index) => ({ ...item, patch_id: marks[index] })),
      {},
    ])
    assert.equal(status, 200)
    assert.deepEqual(
      json.identities.map(
        (answer: any) => answer && [answer.action, answer.error?.code, answer.patch_id],
      ),
      [
        ['create', undefined, marks[0]],
        ['error', 409, marks[1]],
        ['error', 400, marks[2]],
        ['error', 400, marks[3]],
        null,
      ],
    )
    assert.equal((await signIn(server, 'a@example.org')).status, 200)
    assert.deepEqual(
      (await server.admin('GET', '/admin/identities?credentials_identifier=b@example.org')).json,
      [],
    )
  })

  it('of two in one batch that want the same, the first gets it', async () => {
    const { json } = await send([one('same@example.org'), one('SAME@example.org')])
    assert.deepEqual(
      json.identities.map((answer: any) => answer.action),
      ['create', 'error'],
    )
  })

  it('a thousand are created, and no more at once', async () => {
    const many = (length: number, name: string) =>
      Array.from({ length }, (_, index) => one(`${name}${index}@example.org`))
    const { json } = await send(many(1000, 'm'))
    assert.equal(json.identities.filter((answer: any) => answer.action === 'create').length, 1000)
    const before = await count()
    assert.equal((await send(many(1001, 'n'))).status, 400)
    assert.equal(await count(), before)
  })

  it('more passwords to hash than can be done while the caller waits are refused', async () => {
    const before = await count()
    const { status, json } = await send(
      Array.from({ length: 201 }, (_, index) =>
        one(`h${index}@example.org`, { credentials: { password: { config: { password: 'x' } } } }),
      ),
    )
    assert.equal(status, 400)
    assert.match(json.error.reason, /200/)
    assert.equal(await count(), before)
  })

  it('a batch that is not written as it must be is refused as a whole, naming the place', async () => {
    const before = await count()
    const { status, json } = await send([
      one('fine@example.org'),
      { create: { traits: {}, wrong: 1 } },
    ])
    assert.equal(status, 400)
    assert.match(json.error.reason, /identities\[1\]\.create/)
    assert.equal(
      (await server.admin('PATCH', '/admin/identities', { json: { identities: [], more: 1 } }))
        .status,
      400,
    )
    assert.equal(await count(), before)
  })
})
