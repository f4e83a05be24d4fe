// 16, item 2: tokens of the admin API that are stored, and when one is asked for.
import assert from 'node:assert/strict'
import { after, before, beforeEach, afterEach, describe, it } from 'node:test'
import { actingAs } from '#audit/record.ts'
import { unrecorded } from '#audit/unrecorded.ts'
import { sha256 } from '#crypto/tokens.ts'
import { createAccess } from '#operators/access.ts'
import { createOperators } from '#operators/operators.ts'
import { entriesOf } from '../../support/audit.ts'
import { signUp } from '../../support/people.ts'
import { startServer, type Overrides, type TestServer } from '../../support/server.ts'

const tokens = '/admin/pallas/tokens'
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
const make = async (server: TestServer, more: object = {}, call: object = {}) =>
  server.admin('POST', tokens, { json: { name: 'of a job', role: 'admin', ...more }, ...call })
const statusOf = async (server: TestServer, call: object = {}) =>
  (await server.admin('GET', '/admin/identities', call)).status

describe('a token of the admin API', () => {
  let server: TestServer
  beforeEach(async () => (server = await startServer({}, { dev: false })))
  afterEach(() => server.close())

  it('is shown once, and nothing of it is stored', async () => {
    const { status, json } = await make(server)
    assert.equal(status, 201)
    assert.match(json.token, /^pallas_admin_[\w-]{43}$/)
    const listed = await server.admin('GET', tokens, bearer(json.token))
    const { token: secret, ...shown } = json
    assert.deepEqual(
      listed.json.map(({ last_used_at: _used, ...rest }: any) => rest),
      [shown],
    )
    assert.ok(!listed.text.includes(secret) && !listed.text.includes(sha256(secret)))
    assert.ok(!server.log.join('').includes(secret))
  })

  it('is refused from the moment it is revoked or over', async () => {
    const { json: first } = await make(server)
    const expires_at = new Date(server.now() + 5000).toISOString()
    const { json: second } = await make(server, { expires_at }, bearer(first.token))
    assert.equal(await statusOf(server, bearer(second.token)), 200)
    server.pass(4999)
    assert.equal(await statusOf(server, bearer(second.token)), 200)
    server.pass(1)
    assert.equal(await statusOf(server, bearer(second.token)), 401)
    assert.equal(await statusOf(server, bearer(first.token)), 200)
    const gone = await server.admin('DELETE', `${tokens}/${first.id}`, bearer(first.token))
    assert.equal(gone.status, 204)
    assert.equal(await statusOf(server, bearer(first.token)), 401)
    assert.equal(await statusOf(server), 401, 'the other one is there, if over')
  })

  it('closes an administration that was open, for requests without one', async () => {
    assert.equal(await statusOf(server), 200)
    const { json } = await make(server)
    assert.equal(await statusOf(server), 401)
    assert.equal(await statusOf(server, bearer(`${json.token}x`)), 401)
    assert.equal(await statusOf(server, bearer('another')), 401)
    assert.equal(await statusOf(server, bearer(json.token)), 200)
    await server.admin('DELETE', `${tokens}/${json.id}`, bearer(json.token))
    server.pass(1000)
    assert.equal(await statusOf(server), 200, 'none is left')
  })

  it('is noticed within a second where another process has made it', async () => {
    assert.equal(await statusOf(server), 200)
    const facts = { name: 'x', role: 'viewer', createdBy: 'command:root' } as const
    const when = { createdAt: 0, expiresAt: undefined, lastUsedAt: undefined }
    await server.store.apiTokens.insert({ id: 'a', ...facts, ...when }, 'hash')
    server.pass(1000)
    assert.equal(await statusOf(server), 401)
  })

  it('needs a name, a role and an end that is to come', async () => {
    for (const wrong of [
      { name: '' },
      { name: ' ' },
      { name: 'x'.repeat(101) },
      { name: undefined },
      { role: 'root' },
      { role: undefined },
      { expires_at: new Date(server.now()).toISOString() },
      { expires_at: 'tomorrow' },
      { hash: 'x' },
    ])
      assert.equal((await make(server, wrong)).status, 400, JSON.stringify(wrong))
    assert.equal((await server.admin('DELETE', `${tokens}/unknown`)).status, 404)
    assert.deepEqual((await server.admin('GET', tokens)).json, [])
  })

  it('stands in the audit trail by its name and id, with its role', async () => {
    const { json } = await make(server, { name: 'nightly', role: 'support' })
    const { id } = await signUp(server, 'ada@example.org')
    const entries = await entriesOf(server, () =>
      server.admin('DELETE', `/admin/identities/${id}/sessions`, bearer(json.token)),
    )
    assert.deepEqual(
      entries.map(({ action, actor }) => [action, actor]),
      [['sessions.revoked', { kind: 'token', id: json.id, name: 'nightly', right: 'support' }]],
    )
  })

  it('has its last use noted at most once a minute, and not while the request waits', async () => {
    const notes: number[] = []
    const stored: { at?: number } = {}
    let release = () => undefined as void
    const access = createAccess({
      tokens: {
        findByHash: async () => ({
          id: 'a',
          name: 'x',
          role: 'viewer',
          createdAt: 0,
          expiresAt: undefined,
          lastUsedAt: stored.at,
          createdBy: 'x',
        }),
        noteUse: (_id, at) => {
          notes.push(at)
          return new Promise((resolve) => (release = resolve))
        },
        any: async () => true,
      },
      operators: { any: async () => false },
      clock: () => now,
      onError: (error) => assert.fail(String(error)),
    })
    let now = 1_000_000
    for (let count = 0; count < 3; count++) assert.equal((await access.find('x'))?.id, 'a')
    now += 59_999
    await access.find('x')
    assert.deepEqual(notes, [1_000_000])
    release()
    stored.at = 1_000_000
    now += 1
    await access.find('x')
    assert.deepEqual(notes, [1_000_000, 1_060_000])
    release()
    await access.settle()
  })
})

describe('where the administration is to stay open', () => {
  const cases: readonly (readonly [string, Overrides, boolean, number])[] = [
    ['in development on the loopback address', {}, true, 200],
    ['where the configuration says so', { pallas: { admin: { insecure: true } } }, false, 200],
    ['otherwise', {}, false, 401],
  ]
  for (const [where, config, dev, status] of cases)
    it(`a request without a token is answered with ${status} ${where}`, async () => {
      const server = await startServer(config, { dev })
      const { json } = await make(server, { role: 'viewer' })
      assert.equal(await statusOf(server), status)
      assert.equal(await statusOf(server, bearer(json.token)), 200)
      assert.equal((await make(server, {}, bearer(json.token))).status, 403, 'its role counts')
      assert.equal(await statusOf(server, bearer(`${json.token}x`)), 401)
      assert.equal(await statusOf(server, bearer('of something else')), status)
      await server.close()
    })
})

describe('an operator', () => {
  let server: TestServer
  const operators = '/admin/pallas/operators'
  before(async () => {
    server = await startServer({
      selfservice: { methods: { code: { enabled: true } }, flows: { recovery: { enabled: true } } },
    })
  })
  after(() => server.close())

  it('is somebody with an account, who has one role until it is taken or the account ends', async () => {
    const { id } = await signUp(server, 'ada@example.org')
    const add = (identity_id: string, role = 'viewer') =>
      server.admin('POST', operators, { json: { identity_id, role } })
    assert.equal((await add(id)).json.role, 'viewer')
    assert.equal((await add(id, 'admin')).json.role, 'admin')
    const { json } = await server.admin('GET', operators)
    assert.deepEqual(
      json.map((one: any) => [one.identity_id, one.role, one.created_by]),
      [[id, 'admin', 'anonymous']],
    )
    for (const [wrong, status] of [
      [{ identity_id: '00000000-0000-4000-8000-000000000000', role: 'viewer' }, 404],
      [{ identity_id: 'x', role: 'viewer' }, 400],
      [{ identity_id: id, role: 'root' }, 400],
      [{ identity_id: id }, 400],
    ] as const)
      assert.equal((await server.admin('POST', operators, { json: wrong })).status, status)
    assert.equal((await server.admin('DELETE', `${operators}/${id}`)).status, 204)
    assert.equal((await server.admin('DELETE', `${operators}/${id}`)).status, 404)
    await add(id)
    await server.admin('DELETE', `/admin/identities/${id}`)
    assert.deepEqual((await server.admin('GET', operators)).json, [])
  })

  it('is not recovered by somebody with a lesser role', async () => {
    const { json } = await make(server, { role: 'support' })
    const { id } = await signUp(server, 'eve@example.org')
    const recover = (call: object = {}) =>
      server.admin('POST', '/admin/recovery/code', { json: { identity_id: id }, ...call })
    for (const [role, status] of [
      ['viewer', 201],
      ['support', 201],
      ['admin', 403],
    ] as const) {
      await server.admin('POST', operators, { json: { identity_id: id, role } })
      assert.equal((await recover(bearer(json.token))).status, status, role)
    }
    const entries = await entriesOf(server, () => recover(bearer(json.token)))
    assert.deepEqual(entries, [])
    assert.equal((await recover()).status, 201)
    await server.admin('DELETE', `${operators}/${id}`)
  })

  it('cannot take the role from the last who is admin, as tokens and commands can', async () => {
    const [{ id: one }, { id: two }] = [
      await signUp(server, 'one@example.org'),
      await signUp(server, 'two@example.org'),
    ]
    const core = createOperators({
      store: server.store.operators,
      identities: server.store.identities,
      access: { added: () => undefined },
      clock: server.now,
    })
    const trail = {
      record: async () => undefined,
      transact: server.store.transact,
      recordLater: () => undefined,
      settle: async () => undefined,
    }
    const asOperator = <T>(work: () => T): T => {
      const actor = { kind: 'operator', id: two, right: 'admin' } as const
      return actingAs({ trail, actor, client: undefined, requestId: undefined }, work)
    }
    await asOperator(() => core.add({ identityId: one, role: 'admin' }))
    await asOperator(() => core.add({ identityId: two, role: 'viewer' }))
    const refused = { kind: 'conflict', id: 'last_admin_operator' }
    await assert.rejects(
      asOperator(() => core.remove({ identityId: one })),
      refused,
    )
    await assert.rejects(
      asOperator(() => core.add({ identityId: one, role: 'support' })),
      refused,
    )
    assert.equal(await core.roleOf(one), 'admin')
    await asOperator(() => core.add({ identityId: two, role: 'admin' }))
    await asOperator(() => core.remove({ identityId: one }))
    assert.equal(await core.roleOf(one), undefined)
    await unrecorded(() => core.remove({ identityId: two }))
    assert.deepEqual(await core.list(), [])
  })
})
