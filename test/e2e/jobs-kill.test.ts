// Jobs over many people in the real process, which is killed and restarted in the middle of them.
// PALLAS_TEST_JOB_PEOPLE says how many people.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'
import { crashable, login, register, type Crashable } from '../support/crashable.ts'
import { postgresDatabases } from '../support/databases.ts'

const people = Number(process.env['PALLAS_TEST_JOB_PEOPLE'] ?? 20_000)
const waitMs = 60_000 + people * 6
/** NOTE who asks all the time takes the time of the job */
async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + waitMs
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`It did not happen within ${waitMs} ms.`)
    await sleep(100)
  }
}
const launcher = join(import.meta.dirname, '../../bin/pallas')
/** A receiver of events that never answers, so that every call stays in the outbox. */
let receiver: Server
const watched = () => {
  const { port } = receiver.address() as AddressInfo
  return { pallas: { events: { web_hooks: [{ url: `http://127.0.0.1:${port}/` }] } } }
}
before(async () => {
  receiver = createServer().listen(0, '127.0.0.1')
  await once(receiver, 'listening')
})
after(() => void receiver.close())

/** The people of the jobs, whose addresses begin with `many`. */
async function importPeople({ folder, configFile }: Crashable, count: number): Promise<void> {
  const file = join(folder, 'people.jsonl')
  const lines = Array.from({ length: count }, (_, at) =>
    JSON.stringify({ schema_id: 'default', traits: { email: `many-${at}@example.org` } }),
  )
  writeFileSync(file, lines.join('\n'))
  await promisify(execFile)(launcher, ['identities', 'import', file, '-c', configFile], {
    cwd: folder,
  })
}

const administration = ({ adminUrl }: Crashable) => {
  const call = async (method: string, path: string, body?: object): Promise<any> => {
    const answer = await fetch(`${adminUrl}/admin/pallas${path}`, {
      method,
      ...(body
        ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
        : {}),
    })
    return answer.json()
  }
  const look = (id: string) => call('GET', `/jobs/${id}`)
  return {
    call,
    look,
    begin: async (kind: string): Promise<string> =>
      (await call('POST', '/jobs', { kind, search: { words: 'many' } })).id,
    done: async (id: string): Promise<number> => (await look(id)).done,
    count: async (state: string): Promise<number> =>
      (await call('GET', `/identities/search?words=many&state=${state}&count=exact&page_size=1`))
        .count.value,
  }
}

/** Begins a job by the console, for all whom its search finds, as a browser without scripts does. */
async function beginInConsole({ adminUrl }: Crashable, kind: string): Promise<string> {
  const asked = await fetch(`${adminUrl}/ui/jobs/new?kind=${kind}&who=all&q=many`)
  const cookie = asked.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const form = /<form[^>]*action="\/ui\/jobs"[^>]*>(.*?)<\/form>/s.exec(await asked.text())?.[1]
  const fields = [...(form ?? '').matchAll(/type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"/g)]
  const begun = await fetch(`${adminUrl}/ui/jobs`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: adminUrl },
    body: new URLSearchParams(fields.map(([, name = '', value = '']) => [name, value])),
  })
  assert.equal(begun.status, 303)
  return begun.headers.get('location')?.split('/').at(-1) ?? ''
}

/** Whom the entries of a job, or the calls of the outbox, are about. */
async function targetsOf(store: Store, jobId: string): Promise<readonly (string | undefined)[]> {
  const entries = await store.audit.list({ requestId: jobId }, { limit: 2 * people })
  return entries.map(({ target }) => target.id)
}
async function callsIn(store: Store): Promise<readonly string[]> {
  const all: string[] = []
  for (let after: { position: number; id: string } | undefined; ;) {
    const page = await store.outbox.list({}, { limit: 5000, ...(after ? { after } : {}) })
    all.push(...page.flatMap((one) => (one.topic === 'identity.updated' ? [one.identityId] : [])))
    const last = page.at(-1)
    if (page.length < 5000 || !last) return all
    after = { position: last.position, id: last.id }
  }
}
function assertOnce(ids: readonly (string | undefined)[], count: number): void {
  assert.deepEqual([ids.length, new Set(ids).size], [count, count])
}

describe('a server that is killed and restarted while it works on a job over many people', () => {
  let server: Crashable, admin: ReturnType<typeof administration>
  before(async () => {
    server = await crashable(watched())
    admin = administration(server)
    await server.start()
    await importPeople(server, people)
  })
  after(() => server?.remove())

  it(
    'goes on where it was, with everybody once, and answers others meanwhile',
    { timeout: 3 * waitMs },
    async (t) => {
      const somebody = 'somebody@example.org'
      assert.ok(await register(server.url, somebody))
      const times: number[] = []
      let isWatching = true
      const watch = async () => {
        while (isWatching) {
          const from = performance.now()
          const answer = await login(server.url, somebody).catch(() => undefined)
          if (answer?.status === 200) times.push(performance.now() - from)
          await sleep(200)
        }
      }
      const watching = watch()
      const startedAt = performance.now()
      const id = await beginInConsole(server, 'disable')
      await until(async () => (await admin.done(id)) > people * 0.3)
      const page = await fetch(`${server.adminUrl}/ui/jobs/${id}`)
      assert.equal(page.headers.get('refresh'), '2')
      assert.match(await page.text(), new RegExp(` of ${people.toLocaleString('en')}`))
      await server.kill()
      await server.start()
      const { state, total, done } = await admin.look(id)
      assert.deepEqual([state, total], ['running', people])
      assert.ok(done < people, 'it was killed in the middle')
      await until(async () => (await admin.done(id)) > people * 0.6)
      assert.equal((await server.terminate()).code, 0)
      await server.start()
      assert.equal((await admin.look(id)).state, 'running')
      await until(async () => (await admin.look(id)).state !== 'running')
      const seconds = (performance.now() - startedAt) / 1000
      isWatching = false
      await watching
      const over = await admin.look(id)
      assert.deepEqual([over.state, over.done, over.failed], ['done', people, 0])
      assert.deepEqual([await admin.count('inactive'), await admin.count('active')], [people, 0])
      const store = await createStore({
        dsn: `sqlite://${server.folder}/pallas.sqlite?_fk=true`,
        sqlite: { synchronous: 'FULL' },
      })
      try {
        assertOnce(await targetsOf(store, id), people)
        assertOnce(await callsIn(store), people)
      } finally {
        await store.close()
      }
      assert.equal((await admin.call('GET', '/audit/verification')).whole, true)
      const sorted = times.toSorted((a, b) => a - b)
      t.diagnostic(
        `${people} people in ${seconds.toFixed(1)} s with two restarts; half of ${sorted.length} ` +
          `sign-ins took ${sorted[sorted.length >> 1]?.toFixed(0)} ms, the slowest ${sorted.at(-1)?.toFixed(0)} ms`,
      )
    },
  )

  it('stops one that is cancelled, and nothing follows', { timeout: waitMs }, async () => {
    const id = await admin.begin('enable')
    await until(async () => (await admin.done(id)) > people * 0.1)
    const { state, done: some, remaining } = await admin.call('POST', `/jobs/${id}/cancel`)
    assert.equal(state, 'cancelled')
    assert.ok(some < people)
    assert.deepEqual([await admin.done(id), remaining], [some, people - some])
    assert.deepEqual(
      [await admin.count('active'), await admin.count('inactive')],
      [some, people - some],
    )
  })
})

describe('two servers on one database', { skip: postgresDatabases.skip }, () => {
  const count = Math.min(people, 1500)
  let first: Crashable, second: Crashable, store: Store
  before(async () => {
    const { dsn } = await postgresDatabases.fresh()
    await up(dsn)
    store = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
    first = await crashable({ ...watched(), dsn })
    second = await crashable({ ...watched(), dsn })
    await Promise.all([first.start(), second.start()])
    await importPeople(first, count)
  })
  after(() => Promise.all([first?.remove(), second?.remove(), store?.close()]))

  it('work on two jobs over the same people, and one goes on when the other is killed', async () => {
    const admin = administration(second)
    const disabling = await administration(first).begin('disable'),
      enabling = await admin.begin('enable')
    await until(async () => (await admin.done(disabling)) > count * 0.2)
    await first.kill()
    assert.equal((await admin.look(disabling)).state, 'running')
    for (const id of [disabling, enabling]) {
      await until(async () => (await admin.look(id)).state !== 'running')
      const { state, done, failed } = await admin.look(id)
      assert.deepEqual([state, done, failed], ['done', count, 0])
    }
    const disabled = await targetsOf(store, disabling),
      enabled = await targetsOf(store, enabling)
    assertOnce(disabled, count)
    assertOnce(enabled, enabled.length)
    assert.equal((await callsIn(store)).length, disabled.length + enabled.length)
    assert.equal(await admin.count('active'), enabled.length)
  })
})
