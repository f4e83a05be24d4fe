// 68: concurrent changes to one identity do not lose each other.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { signUp } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const rounds = 500

describe('68: changes of one identity at the same moment', () => {
  let one: TestServer, two: TestServer, id: string
  before(async () => {
    one = await startServer()
    // two servers on one database
    two = await startServer({}, { store: one.store })
    id = (await signUp(one, 'ada@example.org')).id
    await one.admin('PATCH', `/admin/identities/${id}`, {
      json: [
        { op: 'replace', path: '/metadata_public', value: {} },
        { op: 'replace', path: '/metadata_admin', value: {} },
      ],
    })
  })
  after(async () => {
    await two.app.public.close()
    await two.app.admin.close()
    await one.close()
  })

  const patch = async (server: TestServer, path: string, value: unknown): Promise<number> =>
    (await server.admin('PATCH', `/admin/identities/${id}`, { json: [{ op: 'add', path, value }] }))
      .status
  const read = async () => (await one.admin('GET', `/admin/identities/${id}`)).json

  it(`${rounds} pairs of changes made through two servers are all there in the end`, async () => {
    for (let round = 0; round < rounds; round++) {
      const statuses = await Promise.all([
        patch(one, `/metadata_public/r${round}`, round),
        patch(two, `/metadata_admin/r${round}`, round),
      ])
      assert.deepEqual(statuses, [200, 200])
    }
    const all = Object.fromEntries(
      Array.from({ length: rounds }, (_, round) => [`r${round}`, round]),
    )
    const { metadata_public: open, metadata_admin: hidden } = await read()
    assert.deepEqual([open, hidden], [all, all])
  })

  it('a hundred changes at once through one server are all there in the end', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 100 }, (_, at) => patch(one, `/metadata_public/at${at}`, at)),
    )
    assert.ok(statuses.every((status) => status === 200))
    assert.equal(
      Object.keys((await read()).metadata_public).filter((key) => key.startsWith('at')).length,
      100,
    )
  })

  it('of a change and a deletion at the same moment nothing half-done is left', async () => {
    const { id: doomed } = await signUp(one, 'doomed@example.org')
    const [changed, deleted] = await Promise.all([
      one.admin('PATCH', `/admin/identities/${doomed}`, {
        json: [{ op: 'replace', path: '/state', value: 'inactive' }],
      }),
      two.admin('DELETE', `/admin/identities/${doomed}`),
    ])
    assert.equal(deleted.status, 204)
    assert.ok([200, 404].includes(changed.status), String(changed.status))
    assert.equal((await one.admin('GET', `/admin/identities/${doomed}`)).status, 404)
    assert.equal(
      (
        await one.admin('POST', '/admin/identities', {
          json: { traits: { email: 'doomed@example.org' } },
        })
      ).status,
      201,
    )
  })
})
