// 18, item 4: lists and searches may be read from a copy of the database, and nothing else is. The copy
// of these tests is an empty database, so that it shows where something was read.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'
import { mysqlDatabases, postgresDatabases, sqliteDatabases } from '../support/databases.ts'
import { hasRoute } from '../support/edition-features.ts'
import { editions } from '../support/editions.ts'
import { startServer, type TestServer } from '../support/server.ts'

const email = 'ada@example.org'
const lists: readonly { name: string; path: string; takesConsistency: boolean }[] = [
  ...editions.map(({ name, adminMount }) => ({
    name: `a list of ${name}`,
    path: `${adminMount}/identities`,
    takesConsistency: hasRoute({ name }, 'admin', 'DELETE', '/identities/:id/credentials/:type'),
  })),
  ...['search', 'export'].map((name) => ({
    name: `the ${name}`,
    path: `/admin/pallas/identities/${name}`,
    takesConsistency: true,
  })),
]

for (const databases of [postgresDatabases, mysqlDatabases])
  describe(`a replica of ${databases.kind}`, { skip: databases.skip }, () => {
    let server: TestServer, store: Store, id: string
    const failures: unknown[] = []
    const open = async (copy: string, dsn: string) =>
      createStore({
        dsn,
        sqlite: { synchronous: 'FULL' },
        replica: { dsn: copy, onFailure: (error) => failures.push(error) },
      })
    const level = (usual: string) =>
      server.reconfigure({ preview: { default_read_consistency_level: usual } })
    const isListed = async (path: string) => {
      const answer = await server.admin('GET', path)
      assert.equal(answer.status, 200, path)
      return answer.text.includes(email)
    }
    let primary: string
    before(async () => {
      const [first, copy] = [await databases.fresh(), await databases.fresh()]
      for (const { dsn } of [first, copy]) await up(dsn)
      primary = first.dsn
      store = await open(copy.dsn, primary)
      server = await startServer({}, { store })
      const made = await server.admin('POST', '/admin/identities', {
        json: { schema_id: 'default', traits: { email } },
      })
      assert.equal(made.status, 201)
      id = made.json.id
    })
    after(async () => {
      await server.close()
    })

    for (const { name, path, takesConsistency } of lists)
      it(`is read by ${name} as far as it is wished`, async () => {
        for (const usual of ['strong', 'eventual']) {
          level(usual)
          assert.equal(await isListed(path), usual === 'strong', usual)
          if (!takesConsistency) continue
          assert.equal(await isListed(`${path}?consistency=strong`), true)
          assert.equal(await isListed(`${path}?consistency=eventual`), false)
        }
      })

    it('is asked for nothing else, whatever is usual', async () => {
      level('eventual')
      assert.equal((await server.admin('GET', `/admin/identities/${id}`)).status, 200)
      const patched = await server.admin('PATCH', `/admin/identities/${id}`, {
        json: [{ op: 'replace', path: '/state', value: 'inactive' }],
      })
      assert.equal(patched.json.state, 'inactive')
      const { found } = await store.transact(async () => ({
        found: await store.identities.find(id),
      }))
      assert.ok(found)
      assert.deepEqual(failures, [])
    })

    it('is left out while it cannot be read', async () => {
      const gone = new URL(primary.replace(/tcp\(|\)/g, ''))
      gone.port = '9'
      const other = await startServer(
        { preview: { default_read_consistency_level: 'eventual' } },
        {
          store: await open(
            databases.kind === 'mysql'
              ? gone.href.replace(gone.host, `tcp(${gone.host})`)
              : gone.href,
            primary,
          ),
        },
      )
      for (let time = 0; time < 3; time++) {
        const { status, text } = await other.admin('GET', '/admin/identities')
        assert.deepEqual([status, text.includes(email)], [200, true])
      }
      assert.equal(failures.length, 1, 'told, and not tried again at once')
      await other.close()
    })
  })

describe('a replica that can be none', () => {
  const refused = (dsn: string, copy: string) =>
    assert.rejects(
      createStore({
        dsn,
        sqlite: { synchronous: 'FULL' },
        replica: { dsn: copy, onFailure: () => undefined },
      }),
      /replica/,
    )
  it('is refused', async () => {
    await refused((await sqliteDatabases.fresh()).dsn, 'postgres://a:b@127.0.0.1/c')
    await refused('postgres://a:b@127.0.0.1:9/c', 'mysql://a:b@tcp(127.0.0.1:9)/c')
    await refused('postgres://a:b@127.0.0.1:9/c', 'memory')
  })
})
