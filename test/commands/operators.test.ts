// `pallas tokens` and `pallas operators`: what servers then know, and who gets a role by an address.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { withAudit } from '#commands/audit.ts'
import { withAdministration } from '#commands/identities/context.ts'
import { withOperators } from '#commands/operators.ts'
import { createStore } from '#store/open.ts'
import { personSchema, startServer } from '../support/server.ts'

describe('pallas tokens and pallas operators', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-test-operators-'))
  const file = join(folder, 'kratos.yml')
  const dsn = `sqlite://${folder}/test.sqlite?_fk=true`
  const context = { env: {}, cwd: folder }
  let confirmed = '',
    claimed = ''

  before(async () => {
    const inline = Buffer.from(JSON.stringify(personSchema())).toString('base64')
    const identity = { default_schema_id: 'x', schemas: [{ id: 'x', url: `base64://${inline}` }] }
    const secrets = { default: ['a-secret-of-the-tests-for-operators'] }
    writeFileSync(file, JSON.stringify({ dsn, identity, secrets }))
    await withAdministration({ files: [file], ...context }, async (administration) => {
      const create = async (email: string, verified: boolean) =>
        (
          await administration.create({
            schemaId: 'x',
            traits: { email },
            addressStates: [{ value: email, via: 'email', verified }],
          })
        ).identity.id
      confirmed = await create('ada@example.org', true)
      claimed = await create('boss@example.org', false)
    })
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const run = <T>(name: string, work: Parameters<typeof withOperators<T>>[3]) =>
    withOperators(context, [file], name, work)

  it('make and revoke tokens that a server knows at once, recorded by the command', async () => {
    const make = { name: 'x', role: 'viewer', expiresAt: undefined } as const
    const { token, secret } = await run('tokens add', ({ tokens }) => tokens.create(make))
    const store = await createStore({ dsn, sqlite: { synchronous: 'NORMAL' } })
    const server = await startServer({}, { dev: false, store })
    const ask = async () => {
      const headers = { authorization: `Bearer ${secret}` }
      return (await server.admin('GET', '/admin/identities', { headers })).status
    }
    assert.equal(await ask(), 200)
    await run('tokens remove', ({ tokens }) => tokens.revoke({ id: token.id }))
    assert.equal(await ask(), 401)
    await server.close()
    const { shown } = await withAudit(context, { config: [file] }, 'audit list', (audit) =>
      audit.list({ targetId: token.id }, { limit: 9, after: undefined }),
    )
    assert.deepEqual(
      shown.map(({ action, actor }) => [action, actor.name]),
      [
        ['token.revoked', 'tokens remove'],
        ['token.created', 'tokens add'],
      ],
    )
  })

  it('give a role by an id, or by an address that is confirmed', async () => {
    const add = (who: string) =>
      run('operators add', async ({ operators }) =>
        operators.add({ identityId: await operators.identityIdOf(who), role: 'admin' }),
      )
    assert.equal((await add(' ADA@example.org')).identityId, confirmed)
    await assert.rejects(add('boss@example.org'), new RegExp(`not confirmed.*${claimed}`))
    await assert.rejects(add('nobody@example.org'), /Nobody has this address/)
    assert.equal((await add(claimed.toUpperCase())).identityId, claimed)
    const all = () => run('operators list', ({ operators }) => operators.list())
    assert.equal((await all()).length, 2)
    for (const identityId of [confirmed, claimed])
      await run('operators remove', ({ operators }) => operators.remove({ identityId }))
    assert.deepEqual(await all(), [])
  })
})
