// A job over many people in the real process, killed in the middle of it. PALLAS_TEST_JOB_PEOPLE says
// how many people; with 100000 it takes some minutes.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { createStore } from '#store/open.ts'
import { crashable, register, type Crashable } from '../support/crashable.ts'

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

describe('a server that is killed while it works on a job over many people', () => {
  let server: Crashable
  const call = async (method: string, path: string, body?: object): Promise<any> => {
    const answer = await fetch(`${server.adminUrl}/admin/pallas${path}`, {
      method,
      ...(body
        ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
        : {}),
    })
    return answer.json()
  }
  const begin = async (kind: string): Promise<string> =>
    (await call('POST', '/jobs', { kind, search: { words: 'many' } })).id
  const done = async (id: string): Promise<number> => (await call('GET', `/jobs/${id}`)).done
  const count = async (state: string): Promise<number> =>
    (await call('GET', `/identities/search?words=many&state=${state}&count=exact&page_size=1`))
      .count.value

  before(async () => {
    server = await crashable()
    await server.start()
    const file = join(server.folder, 'people.jsonl')
    const lines = Array.from({ length: people }, (_, at) =>
      JSON.stringify({ schema_id: 'default', traits: { email: `many-${at}@example.org` } }),
    )
    writeFileSync(file, lines.join('\n'))
    await promisify(execFile)(launcher, ['identities', 'import', file, '-c', server.configFile], {
      cwd: server.folder,
    })
  })
  after(() => server?.remove())

  it(
    'goes on where it was, with everybody once, and answers others meanwhile',
    { timeout: 3 * waitMs },
    async (t) => {
      const { json } = await register(server.url, 'somebody@example.org').then(
        (answer) => answer ?? assert.fail('nobody signed up'),
      )
      const slowest = { whoamiMs: 0 }
      let isWatching = true
      const watch = async () => {
        while (isWatching) {
          const from = performance.now()
          const answer = await fetch(`${server.url}/sessions/whoami`, {
            headers: { 'x-session-token': json.session_token },
          }).catch(() => undefined)
          if (answer?.ok) slowest.whoamiMs = Math.max(slowest.whoamiMs, performance.now() - from)
          await sleep(50)
        }
      }
      const watching = watch()
      const startedAt = performance.now()
      const id = await begin('disable')
      await until(async () => (await done(id)) > people * 0.4)
      await server.kill()
      await server.start()
      const { state, total, done: some } = await call('GET', `/jobs/${id}`)
      assert.deepEqual([state, total], ['running', people])
      assert.ok(some < people, 'it was killed in the middle')
      await until(async () => (await call('GET', `/jobs/${id}`)).state !== 'running')
      const seconds = (performance.now() - startedAt) / 1000
      isWatching = false
      await watching
      const over = await call('GET', `/jobs/${id}`)
      assert.deepEqual([over.state, over.done, over.failed], ['done', people, 0])
      assert.deepEqual([await count('inactive'), await count('active')], [people, 0])
      const store = await createStore({
        dsn: `sqlite://${server.folder}/pallas.sqlite?_fk=true`,
        sqlite: { synchronous: 'FULL' },
      })
      try {
        const entries = await store.audit.list({ requestId: id }, { limit: 2 * people })
        assert.equal(entries.length, people)
        assert.equal(new Set(entries.map(({ target }) => target.id)).size, people)
      } finally {
        await store.close()
      }
      assert.equal((await call('GET', '/audit/verification')).whole, true)
      t.diagnostic(
        `${people} people in ${seconds.toFixed(1)} s with a restart; ` +
          `the slowest whoami took ${slowest.whoamiMs.toFixed(0)} ms`,
      )
    },
  )

  it('stops one that is cancelled, and nothing follows', { timeout: waitMs }, async () => {
    const id = await begin('enable')
    await until(async () => (await done(id)) > people * 0.1)
    const { state, done: some } = await call('POST', `/jobs/${id}/cancel`)
    assert.equal(state, 'cancelled')
    assert.ok(some < people)
    assert.equal(await done(id), some)
    assert.deepEqual([await count('active'), await count('inactive')], [some, people - some])
  })
})
