import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { password, signIn, signUp } from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const bcrypt = '$2a$08$QLHzXPg0MSRYCJrpEFrmpuArcacxcKp5rZIZ3oxogHkr.pCh5MNHy'

describe('an identity is changed by JSON Patch', () => {
  let server: TestServer, id: string
  before(async () => {
    server = await startServer()
    id = (await signUp(server, 'ada@example.org', { name: { first: 'Ada' } })).id
  })
  after(() => server.close())

  const patch = (json: unknown) => server.admin('PATCH', `/admin/identities/${id}`, { json })
  const read = async () =>
    (await server.admin('GET', `/admin/identities/${id}?include_credential=password`)).json

  it('every part that belongs to the administrator can be changed', async () => {
    const { status, json } = await patch([
      { op: 'replace', path: '/traits/name/first', value: 'Augusta' },
      { op: 'add', path: '/metadata_public', value: { tags: ['a', 'c'] } },
      { op: 'add', path: '/metadata_public/tags/1', value: 'b' },
      { op: 'add', path: '/metadata_public/tags/-', value: 'd' },
      { op: 'replace', path: '/metadata_public/tags/-', value: 'e' },
      { op: 'replace', path: '/metadata_admin', value: ['a'] },
      { op: 'replace', path: '/metadata_public/new', value: 1 },
      { op: 'replace', path: '/nonsense', value: 1 },
      { op: 'add', path: '/external_id', value: 'crm-1' },
      { op: 'replace', path: '/organization_id', value: '6f1b2c1e-3c7f-4a49-9d0e-4d8bb8d07f11' },
    ])
    assert.equal(status, 200)
    assert.deepEqual(
      [
        json.traits.name,
        json.metadata_public,
        json.metadata_admin,
        json.external_id,
        json.organization_id,
      ],
      [
        { first: 'Augusta' },
        { tags: ['a', 'b', 'c', 'd', 'e'], new: 1 },
        ['a'],
        'crm-1',
        '6f1b2c1e-3c7f-4a49-9d0e-4d8bb8d07f11',
      ],
    )
    const removed = await patch([
      { op: 'remove', path: '/external_id' },
      { op: 'remove', path: '/metadata_public' },
    ])
    assert.deepEqual([removed.json.external_id, removed.json.metadata_public], [undefined, null])
  })

  for (const op of ['add', 'replace'])
    for (const where of ['/metadata_public', '/metadata_admin', '/traits/name'])
      for (const parents of ['', '/a', '/a/b~1c/d'])
        for (const before of ['missing', 'null', 'there'])
          it(`${op} makes the objects on the way to ${where}${parents}/first (${before})`, async () => {
            const base = where === '/traits/name' ? { op: 'remove', path: where } : undefined
            const first = {
              missing: base ?? { op: 'remove', path: where },
              null: base ?? { op: 'add', path: where, value: null },
              there: { op: 'add', path: where, value: { kept: 'yes' } },
            }[before]
            const setUp = await patch([first])
            assert.equal(setUp.status, 200, setUp.text)
            const path = `${where}${parents}/first`
            const { status, text, json } = await patch([{ op, path, value: 'Ada' }])
            assert.equal(status, 200, text)
            const [root = '', ...names] = `${where.slice(1)}${parents}/first`.split('/')
            let at = json[root]
            if (before === 'there') assert.equal((names[0] === 'name' ? at.name : at).kept, 'yes')
            for (const name of names) at = at[name.replaceAll('~1', '/')]
            assert.equal(at, 'Ada')
          })

  it('an address is verified, and its time is kept', async () => {
    const { json } = await patch([
      { op: 'replace', path: '/verifiable_addresses/0/verified', value: true },
    ])
    const [address] = json.verifiable_addresses
    assert.deepEqual(
      [address.verified, address.status, address.verified_at],
      [true, 'completed', new Date(server.now()).toISOString()],
    )
    server.pass(1000)
    await patch([{ op: 'add', path: '/metadata_public', value: 1 }])
    assert.deepEqual((await read()).verifiable_addresses, [address])
  })

  it('a hashed password is replaced', async () => {
    assert.equal(
      (
        await patch([
          { op: 'replace', path: '/credentials/password/config/hashed_password', value: bcrypt },
        ])
      ).status,
      200,
    )
    assert.equal((await signIn(server, 'ada@example.org', 'test')).status, 200)
    assert.equal((await signIn(server, 'ada@example.org', password)).status, 400)
  })

  it('an empty patch changes nothing', async () => {
    const before = await read()
    server.pass(1000)
    assert.equal((await patch([])).status, 200)
    assert.deepEqual(await read(), before)
  })

  it('an identity whose traits no longer fit its schema can still be deactivated', async () => {
    const account = await server.store.identities.find(id)
    assert.ok(account)
    await server.store.identities.replace({
      ...account,
      identity: { ...account.identity, traits: { email: 'ada@example.org', outdated: 1 } },
    })
    assert.equal((await patch([{ op: 'replace', path: '/state', value: 'inactive' }])).status, 200)
    assert.equal(
      (
        await patch([
          { op: 'replace', path: '/state', value: 'active' },
          { op: 'remove', path: '/traits/outdated' },
        ])
      ).status,
      200,
    )
  })

  const refused: readonly (readonly [string, unknown])[] = [
    ['the id', [{ op: 'replace', path: '/id', value: '6f1b2c1e-3c7f-4a49-9d0e-4d8bb8d07f11' }]],
    ['the id, taken away by a move', [{ op: 'move', from: '/id', path: '/metadata_public' }]],
    ['the id in other spelling', [{ op: 'replace', path: '/stateChangedAt', value: 0 }]],
    ['the id in capitals', [{ op: 'replace', path: '/ID', value: 'x' }]],
    [
      'a credential in capitals',
      [{ op: 'replace', path: '/Credentials/password/config', value: {} }],
    ],
    ['all credentials', [{ op: 'replace', path: '/credentials', value: {} }]],
    ['a credential', [{ op: 'remove', path: '/credentials/password' }]],
    ['accounts at providers', [{ op: 'add', path: '/credentials/oidc/config', value: {} }]],
    ['the whole identity', [{ op: 'replace', path: '', value: {} }]],
    ['the prototype', [{ op: 'add', path: '/metadata_public/__proto__/polluted', value: 1 }]],
    ['the constructor', [{ op: 'add', path: '/traits/constructor/prototype/polluted', value: 1 }]],
    [
      'a hash of no known kind',
      [{ op: 'replace', path: '/credentials/password/config/hashed_password', value: 'abc' }],
    ],
    ['traits that break the schema', [{ op: 'replace', path: '/traits/email', value: 'nobody' }]],
    ['no traits', [{ op: 'remove', path: '/traits' }]],
    ['an unknown state', [{ op: 'replace', path: '/state', value: 'asleep' }]],
    ['an unknown schema', [{ op: 'replace', path: '/schema_id', value: 'nothing' }]],
    ['what is not there', [{ op: 'remove', path: '/traits/nothing' }]],
    [
      'an entry that is not there',
      [{ op: 'replace', path: '/verifiable_addresses/7/verified', value: true }],
    ],
    ['the length of a list', [{ op: 'replace', path: '/verifiable_addresses/length', value: 0 }]],
    ['a list by name', [{ op: 'remove', path: '/verifiable_addresses/length' }]],
    ['a letter of a text', [{ op: 'add', path: '/traits/email/0', value: 'x' }]],
    ['something without a value', [{ op: 'add', path: '/metadata_public' }]],
    ['something by an operation that is none', [{ op: 'fly', path: '/traits' }]],
    ['something by a pointer that is none', [{ op: 'add', path: 'traits', value: {} }]],
    ['something by an object', { traits: {} }],
    [
      'something after a test that fails',
      [
        { op: 'add', path: '/metadata_public', value: 'x' },
        { op: 'test', path: '/state', value: 'asleep' },
      ],
    ],
    [
      'more than there is room for',
      [
        { op: 'add', path: '/metadata_public', value: ['x'.repeat(1000)] },
        ...Array.from({ length: 40 }, () => ({
          op: 'copy',
          from: '/metadata_public',
          path: '/metadata_public/-',
        })),
      ],
    ],
    [
      'the depth of the document',
      Array.from({ length: 100 }, (_, depth) => ({
        op: 'add',
        path: `/metadata_public${'/a'.repeat(depth)}`,
        value: {},
      })),
    ],
  ]
  for (const [what, json] of refused) {
    it(`a patch cannot change ${what}; it is refused as a whole, with a reason`, async () => {
      const before = await read()
      const answer = await patch(json)
      assert.equal(answer.status, 400)
      assert.ok(answer.json.error.reason.length > 0)
      assert.deepEqual(await read(), before)
      assert.equal(({} as any).polluted, undefined)
    })
  }

  it('an identity that is not there is not found', async () => {
    assert.equal(
      (
        await server.admin('PATCH', '/admin/identities/00000000-0000-4000-8000-000000000000', {
          json: [],
        })
      ).status,
      404,
    )
  })
})
