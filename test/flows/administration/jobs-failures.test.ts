// What a job does where something goes wrong: one person is in the way, the database fails for a while,
// or nothing works.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { AuditEntry } from '#audit/entry.ts'
import { kindsOfJobs, type JobKind } from '#jobs/job.ts'
import { createStore } from '#store/open.ts'
import { addLookup } from '../../support/factors.ts'
import { signUp } from '../../support/people.ts'
import { startServer } from '../../support/server.ts'

/**
 * A server whose store fails where `fails` says so, when it stores the entry of somebody, which each
 * kind of job does.
 */
async function startFailing() {
  const store = await createStore({ dsn: 'memory', sqlite: { synchronous: 'FULL' } })
  const faults = { fails: (_entry: AuditEntry): boolean => false }
  const server = await startServer(
    {
      selfservice: {
        methods: { lookup_secret: { enabled: true } },
        flows: { verification: { enabled: true, use: 'code' } },
      },
    },
    {
      store: {
        ...store,
        audit: {
          ...store.audit,
          async append(entry, chain) {
            if (faults.fails(entry)) throw new Error('this cannot be stored')
            await store.audit.append(entry, chain)
          },
        },
      },
    },
  )
  const look = async (id: string) => (await server.admin('GET', `/admin/pallas/jobs/${id}`)).json
  const begin = async (json: object): Promise<string> =>
    (await server.admin('POST', '/admin/pallas/jobs', { json })).json.id
  /** Works until the job is over, or no more is to be expected. */
  async function workOff(id: string) {
    for (let tries = 0; tries < 12; tries++) {
      await server.app.jobs.drain()
      if ((await look(id)).state !== 'running') break
      server.pass(5000)
    }
    const { state, done, failed, failures, reason, remaining } = await look(id)
    return { state, done, failed, failures, reason, remaining }
  }
  return {
    server,
    faults,
    look,
    begin,
    workOff,
    /** The ids of some to whom a job of this kind can be done. */
    async peopleFor(kind: JobKind, count: number): Promise<readonly string[]> {
      faults.fails = () => false
      const ids: string[] = []
      for (let at = 0; at < count; at++) {
        const { id, token } = await signUp(server, `${randomUUID()}@example.org`)
        if (kind === 'reset-second-factors') await addLookup(server, token)
        ids.push(id)
      }
      if (kind === 'enable') await workOff(await begin({ kind: 'disable', ids }))
      return ids
    },
    /** Whose entries of this job there are. */
    entriesOf: async (id: string) =>
      (await store.audit.list({ requestId: id }, { limit: 1000 }))
        .map(({ target }) => target.id ?? '')
        .toSorted(byText),
  }
}
const byText = (a: string, b: string) => (a < b ? -1 : 1)
const logSays = 'It failed for a reason that the log of the server tells.'

describe('a job over many people', () => {
  let world: Awaited<ReturnType<typeof startFailing>>
  before(async () => {
    world = await startFailing()
  })
  after(() => world.server.close())

  for (const kind of kindsOfJobs) {
    it(`${kind}: names the person with whom it fails, and does it to all others once`, async () => {
      const { server, faults, begin, workOff, entriesOf } = world
      const ids = await world.peopleFor(kind, 3)
      const bad = ids[1] ?? ''
      faults.fails = ({ target }) => target.id === bad
      const id = await begin({ kind, ids })
      assert.deepEqual(await workOff(id), {
        state: 'done',
        done: 2,
        failed: 1,
        failures: [{ identity_id: bad, reason: logSays }],
        reason: undefined,
        remaining: 0,
      })
      const others = ids.filter((one) => one !== bad)
      assert.deepEqual(await entriesOf(id), others.toSorted(byText))
      assert.ok(server.log.some((line) => line.includes(bad) && line.includes('cannot be stored')))
      faults.fails = () => false
      const again = await begin({ kind, ids: [bad] })
      assert.equal((await workOff(again)).done, 1)
      assert.deepEqual(await entriesOf(again), [bad], 'nothing was changed before')
    })

    it(`${kind}: goes on after a failure of the database as if nothing had been`, async () => {
      const { faults, begin, workOff, entriesOf } = world
      const ids = await world.peopleFor(kind, 3)
      let left = 1
      faults.fails = ({ target }) => target.id === ids[1] && left-- > 0
      const id = await begin({ kind, ids })
      const { state, done, failed } = await workOff(id)
      assert.deepEqual([state, done, failed], ['done', 3, 0])
      assert.deepEqual(await entriesOf(id), ids.toSorted(byText))
    })
  }

  it('names the one with whom it fails also where nobody else is meant', async () => {
    const ids = await world.peopleFor('disable', 1)
    world.faults.fails = ({ target }) => target.id === ids[0]
    const { state, failed } = await world.workOff(await world.begin({ kind: 'disable', ids }))
    assert.deepEqual([state, failed], ['done', 1])
  })

  it('fails as a whole when it has failed ten times with everybody', async () => {
    const { faults, begin, workOff, entriesOf, look } = world
    const ids = await world.peopleFor('disable', 3)
    faults.fails = ({ target }) => ids.includes(target.id ?? '')
    const id = await begin({ kind: 'disable', ids })
    const { state, done, failed, reason, remaining } = await workOff(id)
    assert.deepEqual([state, done, failed, remaining], ['failed', 0, 0, 3])
    assert.match(reason, /log of the server/)
    assert.deepEqual(await entriesOf(id), [])
    assert.ok((await look(id)).ended_at)
  })

  it('needs no second try where somebody may not be changed', async () => {
    const { server, begin, entriesOf, look } = world
    const ids = await world.peopleFor('disable', 4)
    const admin = ids[2] ?? ''
    await server.admin('POST', '/admin/pallas/operators', {
      json: { identity_id: admin, role: 'admin' },
    })
    for (const kind of ['disable', 'delete']) {
      const id = await begin({ kind, ids })
      await server.app.jobs.drain()
      const json = await look(id)
      assert.deepEqual([json.state, json.done, json.failed], ['done', 3, 1])
      assert.match(json.failures[0].reason, /last operator with the role admin/)
      assert.deepEqual(await entriesOf(id), ids.filter((one) => one !== admin).toSorted(byText))
    }
  })
})
