// The last operator with the role admin keeps the account: every way is tried that deletes an identity
// or disables it, at every mount.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { deleteIdentities } from '#commands/identities/look-up.ts'
import { withAdministration } from '#commands/identities/context.ts'
import { withOperators } from '#commands/operators.ts'
import { adminRoutesOf, operationOf } from '../../support/admin-rights.ts'
import { sendForm } from '../../support/console.ts'
import { Jar } from '../../support/jar.ts'
import { signUp } from '../../support/people.ts'
import { personSchema, startServer, type Answer, type TestServer } from '../../support/server.ts'

type Way = { readonly name: string; go(id: string): Promise<Answer> }

const bearer = { headers: { authorization: `Bearer ${'t'.repeat(20)}` } }

describe('the account of the last operator with the role admin', () => {
  let server: TestServer, boss: string, helper: string
  before(async () => {
    server = await startServer({ pallas: { admin: { tokens: ['t'.repeat(20)] } } })
    boss = (await signUp(server, 'boss@example.org')).id
    helper = (await signUp(server, 'helper@example.org')).id
    await make(boss, 'admin')
    await make(helper, 'support')
  })
  after(() => server.close())

  const make = async (identity_id: string, role: string) => {
    const json = { identity_id, role }
    assert.equal(
      (await server.admin('POST', '/admin/pallas/operators', { json, ...bearer })).status,
      200,
    )
  }
  const stateOf = async (id: string) =>
    (await server.admin('GET', `/admin/identities/${id}`, bearer)).json.state
  const routes = (operation: string) =>
    adminRoutesOf(server).filter((one) => operationOf(one) === operation)

  /** Forms of the console, with the fields that they could need. */
  async function press(id: string, what: string): Promise<Answer> {
    const jar = new Jar()
    const { headers } = bearer
    const opened = await server.admin('GET', `/ui/people/${id}`, {
      accept: 'text/html',
      jar,
      headers,
    })
    const csrf_token = /name="csrf_token"\s+value="([^"]+)"/.exec(opened.text)?.[1] ?? ''
    const fields = { csrf_token, state: 'inactive' }
    return sendForm(server, `/ui/people/${id}/${what}`, jar, fields, headers)
  }

  function ways(): readonly Way[] {
    const at = (url: string, id: string) => url.replace(':id', id)
    const traits = { email: 'boss@example.org' }
    const bodies: Readonly<Record<string, unknown>> = {
      DELETE: undefined,
      PUT: { schema_id: 'default', state: 'inactive', traits },
      PATCH: [{ op: 'replace', path: '/state', value: 'inactive' }],
    }
    return [
      ...Object.entries(bodies).flatMap(([method, json]) =>
        routes(`${method} /identities/:id`).map(({ url }) => ({
          name: `${method} ${url}`,
          go: (id: string) =>
            server.admin(method, at(url, id), {
              ...bearer,
              ...(json === undefined ? {} : { json }),
            }),
        })),
      ),
      ...['delete', 'state'].map((what) => ({
        name: `the form ${what} of the console`,
        go: (id: string) => press(id, what),
      })),
    ]
  }

  it('is neither deleted nor disabled, in any way', async () => {
    let refused = 0
    for (const { name, go } of ways()) {
      const { status, text } = await go(boss)
      assert.equal(await stateOf(boss), 'active', name)
      if (status === 409) {
        assert.match(text, /last operator with the role admin/, name)
        refused++
      } else {
        // NOTE the oldest editions have no state
        assert.ok(name.startsWith('PUT') && [200, 400].includes(status), `${name}: ${status}`)
      }
    }
    assert.ok(refused >= 20, `${refused} ways`)
  })

  it('can be changed otherwise, and goes where somebody else has the role who can sign in', async () => {
    const traits = { email: 'chief@example.org' }
    const change = { schema_id: 'default', state: 'active', traits }
    const at = `/admin/identities/${boss}`
    assert.equal((await server.admin('PUT', at, { json: change, ...bearer })).status, 200)
    const disable = async (id: string) => {
      const json = [{ op: 'replace', path: '/state', value: 'inactive' }]
      return (await server.admin('PATCH', `/admin/identities/${id}`, { json, ...bearer })).status
    }
    assert.equal(await disable(helper), 200)
    await make(helper, 'admin')
    assert.equal(await disable(boss), 409, 'the other one is disabled')
    assert.equal((await server.admin('DELETE', at, bearer)).status, 409)
    const next = (await signUp(server, 'next@example.org')).id
    await make(next, 'admin')
    assert.equal(await disable(boss), 200)
    assert.equal(await disable(next), 409)
    assert.equal((await server.admin('DELETE', at, bearer)).status, 204, 'it is disabled')
  })

  it('is not deleted by a command', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'pallas-test-'))
    t.after(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'kratos.yml')
    const url = `base64://${Buffer.from(JSON.stringify(personSchema())).toString('base64')}`
    writeFileSync(
      file,
      JSON.stringify({
        dsn: `sqlite://${folder}/test.sqlite?_fk=true`,
        identity: { default_schema_id: 'x', schemas: [{ id: 'x', url }] },
        secrets: { default: ['a-secret-of-the-tests-for-operators'] },
      }),
    )
    const context = { env: {}, cwd: folder }
    const id = await withAdministration({ files: [file], ...context }, async (administration) => {
      const made = await administration.create({
        schemaId: 'x',
        traits: { email: 'ada@example.org' },
      })
      return made.identity.id
    })
    await withOperators(context, [file], 'operators add', ({ operators }) =>
      operators.add({ identityId: id, role: 'admin' }),
    )
    const remove = () =>
      withAdministration({ files: [file], ...context }, (administration) =>
        deleteIdentities(administration, [id]),
      )
    await assert.rejects(remove, { id: 'last_admin_operator' })
    await withOperators(context, [file], 'operators remove', ({ operators }) =>
      operators.remove({ identityId: id }),
    )
    assert.deepEqual((await remove()).deleted, [id])
  })
})
