import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Refusal } from '#errors/refusal.ts'
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'
import { openConsole } from '../support/console.ts'
import { Jar } from '../support/jar.ts'
import { startServer, type TestServer } from '../support/server.ts'

describe('the page about health', () => {
  let server: TestServer, store: Store
  const state = { isAway: false, pending: [] as string[] }
  before(async () => {
    const real = await createStore({ dsn: 'memory', sqlite: { synchronous: 'FULL' } })
    store = {
      ...real,
      async migrations(timeoutMs) {
        if (state.isAway) throw new Refusal('unavailable', { reason: 'It is away.' })
        return (await real.migrations(timeoutMs)).map((one) =>
          state.pending.includes(one.name) ? { ...one, state: 'pending' } : one,
        )
      },
      async ping() {
        if (state.isAway) throw new Refusal('unavailable', { reason: 'It is away.' })
      },
    }
    server = await startServer({}, { store })
  })
  after(() => server.close())
  const page = async () => (await openConsole(server, '/ui/health', new Jar())).text

  it('is ready, with version, database, migrations and what waits', async () => {
    const text = await page()
    assert.match(text, />\s*Ready\s*</)
    assert.doesNotMatch(text, />\s*Not ready\s*</)
    for (const fact of [
      '0.0.0-test',
      'SQLite',
      process.versions.node,
      'all applied',
      'Complete',
      'The newest',
    ])
      assert.ok(text.includes(fact), fact)
    for (const { name } of await store.migrations(1000)) assert.ok(text.includes(name), name)
    assert.match(text, /Not in this process/)
  })

  it('names a migration that is pending', async () => {
    const [first] = await store.migrations(1000)
    state.pending = [first?.name ?? assert.fail('no migrations')]
    const text = await page()
    assert.match(text, /Pending/)
    assert.doesNotMatch(text, /all applied/)
    state.pending = []
  })

  it('says why it is not ready, also where the database does not answer', async () => {
    state.isAway = true
    // NOTE the result of a check is shared for a moment
    let text = ''
    while (!/>\s*Not ready\s*</.test(text)) text = await page()
    assert.match(text, /It is away\./)
    assert.match(text, /No answer/)
    assert.doesNotMatch(text, /Waiting work/)
    state.isAway = false
  })

  it('tells that the clock of the system was set back', async (t) => {
    const steady = await startServer({}, { steady: true })
    t.after(() => steady.close())
    const of = async () => (await openConsole(steady, '/ui/health', new Jar())).text
    assert.match(await of(), /As that of the system/)
    steady.setClock(-600_000)
    assert.match(await of(), /10 minutes ahead of the system/)
  })
})
