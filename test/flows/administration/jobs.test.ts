// Work on many people: to whom it is done, who may ask for it, what is recorded, how it is stopped.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { jobKinds, kindsOfJobs, type JobKind } from '#jobs/job.ts'
import { mayDo, roles } from '#operators/role.ts'
import { entriesOf } from '../../support/audit.ts'
import { addLookup } from '../../support/factors.ts'
import { proveAddress, signUp } from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

type Person = { readonly id: string; readonly token: string }

/**
 * What a job of each kind leaves of a person, and what is recorded of it; `again`: also of another one
 * of the kind.
 */
const outcomes: Readonly<
  Record<
    JobKind,
    {
      readonly state?: string
      readonly whoami: number
      readonly action: string
      readonly again?: true
    }
  >
> = {
  disable: { state: 'inactive', whoami: 401, action: 'identity.updated' },
  enable: { state: 'active', whoami: 200, action: 'identity.updated' },
  'end-sessions': { state: 'active', whoami: 401, action: 'sessions.revoked' },
  delete: { whoami: 401, action: 'identity.deleted' },
  'send-verification': { state: 'active', whoami: 200, action: 'verification.sent', again: true },
  'reset-second-factors': { state: 'active', whoami: 200, action: 'factor-reset.begun' },
}

/** People with an address that is not verified; where `hasFactors`, with codes as a second factor. */
async function world(count: number, hasFactors = false) {
  const server = await startServer({
    selfservice: {
      methods: { lookup_secret: { enabled: true } },
      flows: { verification: { enabled: true, use: 'code' } },
    },
  })
  const people: Person[] = []
  for (let at = 0; at < count; at++) {
    const person = await signUp(server, `p-${at}@example.org`)
    if (hasFactors) await addLookup(server, person.token)
    people.push(person)
  }
  return { server, people }
}
const byText = (a: string, b: string) => (a < b ? -1 : 1)
const begin = (server: TestServer, json: object, token?: string) =>
  server.admin('POST', '/admin/pallas/jobs', {
    json,
    ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
  })
const look = async (server: TestServer, id: string) =>
  (await server.admin('GET', `/admin/pallas/jobs/${id}`)).json
const stateOf = async (server: TestServer, id: string): Promise<string | undefined> =>
  (await server.admin('GET', `/admin/identities/${id}`)).json.state
const whoami = async (server: TestServer, token: string) =>
  (await server.public('GET', '/sessions/whoami', { token })).status

describe('a job over many people', () => {
  for (const kind of kindsOfJobs)
    it(`does to each what ${kind} does to one, once, with an entry that names who has asked`, async (t) => {
      const { server, people } = await world(3, true)
      t.after(() => server.close())
      if (kind === 'enable')
        for (const { id } of people)
          await server.admin('PATCH', `/admin/identities/${id}`, {
            json: [{ op: 'replace', path: '/state', value: 'inactive' }],
          })
      const { token, id: tokenId } = (
        await server.admin('POST', '/admin/pallas/tokens', {
          json: { name: 'nightly', role: 'admin' },
        })
      ).json
      server.pass(1)
      const named = people.slice(0, 2)
      const { json: job, status } = await begin(
        server,
        { kind, ids: [...named, ...named].map(({ id }) => id) },
        token,
      )
      assert.deepEqual([status, job.state, job.total, job.done], [202, 'waiting', 2, 0])
      const entries = await entriesOf(server, () => server.app.jobs.drain())
      const { state, whoami: status401, action, again: isDoneAgain } = outcomes[kind]
      assert.deepEqual(
        entries.map((one) => one.target.id ?? '').toSorted(byText),
        named.map(({ id }) => id).toSorted(byText),
      )
      const by = { kind: 'token', id: tokenId, name: 'nightly', right: 'admin' }
      for (const one of entries)
        assert.deepEqual([one.action, one.actor, one.requestId], [action, by, job.id])
      for (const person of named) {
        assert.equal(await stateOf(server, person.id), state)
        assert.equal(await whoami(server, person.token), status401)
      }
      const spared = people[2] ?? assert.fail()
      assert.equal(await whoami(server, spared.token), kind === 'enable' ? 401 : 200)
      const over = await look(server, job.id)
      assert.deepEqual([over.state, over.done, over.failed], ['done', 2, 0])
      const again = await entriesOf(server, async () => {
        await begin(server, { kind, ids: named.map(({ id }) => id) }, token)
        await server.app.jobs.drain()
      })
      assert.deepEqual(
        again.map((one) => one.action),
        ['job.begun', ...(isDoneAgain ? named.map(() => action) : [])],
        'to whom it was done, nothing is done',
      )
    })

  it('goes over all whom a search finds, of those who were there, in batches', async (t) => {
    const { server } = await world(0)
    t.after(() => server.close())
    const create = (email: string, state = 'active') =>
      server.admin('POST', '/admin/identities', {
        json: { schema_id: 'default', traits: { email }, state },
      })
    const patches = Array.from({ length: 205 }, (_, at) => ({
      create: { schema_id: 'default', traits: { email: `many-${at}@example.org` } },
    }))
    await server.admin('PATCH', '/admin/identities', { json: { identities: patches } })
    await create('other@example.org')
    const { json: job } = await begin(server, { kind: 'disable', search: { words: 'many' } })
    assert.deepEqual(job.search, { words: 'many' })
    server.pass(5)
    await create('many-later@example.org')
    await server.app.jobs.drain()
    const { state, total, done, failed } = await look(server, job.id)
    assert.deepEqual([state, total, done, failed], ['done', 205, 205, 0])
    const left = await server.admin(
      'GET',
      '/admin/pallas/identities/search?state=active&sort=created_at',
    )
    assert.deepEqual(
      left.json.identities.map((one: any) => one.traits.email),
      ['other@example.org', 'many-later@example.org'],
    )
    const { json: all } = await begin(server, { kind: 'delete', search: {} })
    await server.app.jobs.drain()
    assert.equal((await look(server, all.id)).done, 207)
    assert.deepEqual((await server.admin('GET', '/admin/identities')).json, [])
  })

  it('names those to whom it could not be done, and why, and goes on', async (t) => {
    const { server, people } = await world(3)
    t.after(() => server.close())
    const [admin, one, other] = people as [Person, Person, Person]
    const promote = (id: string) =>
      server.admin('POST', '/admin/pallas/operators', { json: { identity_id: id, role: 'admin' } })
    await promote(admin.id)
    const unknown = randomUUID()
    for (const kind of ['disable', 'delete'] as const) {
      const { json: job } = await begin(server, { kind, ids: [admin.id, unknown] })
      await server.app.jobs.drain()
      const { state, done, failed, failures } = await look(server, job.id)
      assert.deepEqual([state, done, failed], ['done', 0, 2])
      const reasons = new Map(failures.map((f: any) => [f.identity_id, f.reason]))
      assert.match(String(reasons.get(admin.id)), /last operator with the role admin/)
      assert.match(String(reasons.get(unknown)), /no identity with this id/)
    }
    await promote(one.id)
    const { json: all } = await begin(server, { kind: 'delete', search: {} })
    await server.app.jobs.drain()
    const { done, failed } = await look(server, all.id)
    assert.deepEqual([done, failed], [2, 1], 'of two, one is left')
    assert.equal(await stateOf(server, other.id), undefined)
    const { json: left } = await server.admin('GET', '/admin/pallas/operators')
    assert.equal(left.length, 1)
  })

  it('sends what the single operation sends, as often as the budget of an address allows', async (t) => {
    const { server, people } = await world(3)
    t.after(() => server.close())
    const [byJob, byHand, verified] = people as [Person, Person, Person]
    await proveAddress(server, verified.id)
    for (let at = 0; at < 12; at++) {
      const { json: job } = await begin(server, {
        kind: 'send-verification',
        ids: [byJob.id, verified.id],
      })
      await server.app.jobs.drain()
      const { state, done, failed } = await look(server, job.id)
      assert.deepEqual([state, done, failed], ['done', 2, 0])
      await server.admin('POST', `/admin/pallas/identities/${byHand.id}/verification`, { json: {} })
    }
    const messages = await server.store.messages.list({}, { limit: 200 })
    const sentTo = (at: number) =>
      messages.filter(({ recipient }) => recipient === `p-${at}@example.org`)
    const [one, other, third] = [sentTo(0), sentTo(1), sentTo(2)]
    assert.ok(one.length > 2 && one.length < 12, `${one.length} messages`)
    assert.deepEqual(
      one.map(({ template }) => template),
      other.map(({ template }) => template),
    )
    assert.equal(third.length, 1, 'that of the sign-up')
    const { json } = await server.admin('GET', `/admin/identities/${byJob.id}`)
    assert.equal(json.verifiable_addresses[0].status, 'sent')
  })

  it('begins the reset of second factors, of which the person is told, and which is done in time', async (t) => {
    const { server, people } = await world(2, true)
    t.after(() => server.close())
    const [one] = people as [Person, Person]
    await begin(server, { kind: 'reset-second-factors', ids: [one.id] })
    await server.app.jobs.drain()
    const { json } = await server.admin(
      'GET',
      `/admin/pallas/identities/${one.id}/second-factor-reset`,
    )
    assert.equal(Date.parse(json.due_at) - Date.parse(json.requested_at), 72 * 3_600_000)
    const told = await server.store.messages.list({}, { limit: 200 })
    assert.deepEqual(
      told.flatMap(({ template, recipient }) =>
        template.startsWith('second_factor_reset') ? [recipient] : [],
      ),
      ['p-0@example.org'],
    )
    server.pass(72 * 3_600_000)
    await server.app.factorResets.drain()
    const factors = async (id: string) =>
      'lookup_secret' in (await server.admin('GET', `/admin/identities/${id}`)).json.credentials
    assert.deepEqual(await Promise.all(people.map(({ id }) => factors(id))), [false, true])
  })

  it('keeps the first 100 reasons', async (t) => {
    const { server } = await world(0)
    t.after(() => server.close())
    const ids = Array.from({ length: 120 }, () => randomUUID())
    const { json: job } = await begin(server, { kind: 'enable', ids })
    await server.app.jobs.drain()
    const { failed, failures } = await look(server, job.id)
    assert.deepEqual([failed, failures.length], [120, 100])
    assert.deepEqual(
      failures.map((one: any) => one.identity_id),
      ids.toSorted(byText).slice(0, 100),
    )
  })

  it('is asked for and stopped by who may do it to one person', async (t) => {
    const { server, people } = await world(1)
    t.after(() => server.close())
    const tokens = new Map<string, string>()
    for (const role of roles) {
      const made = await server.admin('POST', '/admin/pallas/tokens', {
        json: { name: role, role },
      })
      tokens.set(role, made.json.token)
    }
    for (const kind of kindsOfJobs)
      for (const role of roles) {
        const token = tokens.get(role) ?? ''
        const input = { kind, ids: people.map(({ id }) => id) }
        const may = mayDo(role, jobKinds[kind])
        const { status, json } = await begin(server, input, token)
        assert.equal(status, may ? 202 : 403, `${role} ${kind}`)
        if (!may) assert.match(json.error.reason, /^This needs the role/)
        const id = (await begin(server, input)).json.id
        const cancelled = await server.admin('POST', `/admin/pallas/jobs/${id}/cancel`, {
          headers: { authorization: `Bearer ${token}` },
        })
        assert.equal(cancelled.status, may ? 200 : 403, `${role} stops ${kind}`)
      }
  })

  it('does nothing once it is cancelled, and is cancelled once', async (t) => {
    const { server, people } = await world(2)
    t.after(() => server.close())
    const { json: job } = await begin(server, { kind: 'delete', search: {} })
    const cancel = () => server.admin('POST', `/admin/pallas/jobs/${job.id}/cancel`)
    const [first, second] = [await cancel(), await cancel()]
    assert.deepEqual([first.status, first.json.state, second.status], [200, 'cancelled', 409])
    assert.equal(first.json.remaining, undefined, 'nobody has counted them yet')
    await server.app.jobs.drain()
    for (const { id } of people) assert.equal(await stateOf(server, id), 'active')
    assert.equal(
      (await server.admin('POST', `/admin/pallas/jobs/${randomUUID()}/cancel`)).status,
      404,
    )
    const { json: list } = await server.admin('GET', '/admin/pallas/jobs')
    assert.deepEqual(
      list.map((one: any) => [one.id, one.state]),
      [[job.id, 'cancelled']],
    )
  })

  it('is refused where nobody, or no way to find them, is said', async (t) => {
    const { server, people } = await world(1)
    t.after(() => server.close())
    const ids = people.map(({ id }) => id)
    for (const body of [
      {},
      { kind: 'disable' },
      { kind: 'disable', ids, search: {} },
      { kind: 'disable', ids: [] },
      { kind: 'disable', ids: ['x'] },
      { kind: 'sing', ids },
      { kind: 'disable', search: { page_size: 5 } },
      { kind: 'disable', search: { schema_id: 'unknown' } },
      { kind: 'disable', search: { traits: [{ name: 'traits.unknown', equals: 'x' }] } },
    ])
      assert.equal((await begin(server, body)).status, 400, JSON.stringify(body))
    await server.app.jobs.drain()
    assert.equal(await stateOf(server, ids[0] ?? ''), 'active')
  })

  it('is refused where what it would do is switched off', async (t) => {
    const server = await startServer()
    t.after(() => server.close())
    const { status, json } = await begin(server, { kind: 'send-verification', search: {} })
    assert.equal(status, 400)
    assert.match(json.error.reason, /switched off/)
  })

  it('fails as a whole when its search cannot be made any more', async (t) => {
    const { server } = await world(1)
    t.after(() => server.close())
    const id = randomUUID()
    await server.store.jobs.insert({
      id,
      kind: 'delete',
      state: 'waiting',
      selection: { search: { schemaId: 'gone' } },
      requestedBy: { kind: 'anonymous', right: 'admin' },
      createdAt: server.now(),
      startedAt: undefined,
      endedAt: undefined,
      total: undefined,
      done: 0,
      failed: 0,
      failures: [],
      reason: undefined,
      after: '',
    })
    await server.app.jobs.drain()
    const { state, reason, ended_at } = await look(server, id)
    assert.equal(state, 'failed')
    assert.match(reason, /no identity schema/)
    assert.ok(ended_at)
  })
})

describe('the export of people', () => {
  it('has everybody whom a search finds, and nothing secret', async (t) => {
    const server = await startServer()
    t.after(() => server.close())
    const identities = Array.from({ length: 130 }, (_, at) => ({
      create: {
        schema_id: 'default',
        traits: {
          email: `many-${at}@example.org`,
          name: { first: at === 0 ? '=1+1' : `"${at}",` },
        },
        credentials: { password: { config: { password: 'correct-horse-77-Battery' } } },
      },
    }))
    await server.admin('PATCH', '/admin/identities', { json: { identities } })
    await signUp(server, 'other@example.org')
    const get = (query: string) =>
      server.admin('GET', `/admin/pallas/identities/export?words=many&sort=id&${query}`)
    const lines = await get('format=jsonl')
    assert.match(String(lines.headers['content-type']), /ndjson/)
    const found = lines.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(
      found.map((one) => one.traits.email).toSorted(byText),
      identities.map((one) => one.create.traits.email).toSorted(byText),
    )
    const csv = await get('format=csv')
    assert.match(String(csv.headers['content-type']), /^text\/csv/)
    const [head = '', ...rows] = csv.text.trimEnd().split('\n')
    assert.equal(
      head,
      'id,schema_id,state,external_id,organization_id,created_at,updated_at,last_sign_in_at,' +
        'traits.email,traits.name.first,traits.name.last',
    )
    assert.equal(rows.length, 130)
    assert.match(csv.text, /many-0@example\.org,'=1\+1,\n/)
    assert.match(csv.text, /many-7@example\.org,"""7"",",\n/)
    for (const { text } of [lines, csv]) assert.doesNotMatch(text, /\$2[aby]\$|hashed_password/)
    assert.equal((await get('format=xml')).status, 400)
  })
})
