import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createMetrics } from './metrics.ts'

describe('metrics', () => {
  test('are of one server, besides those of the process, each told once', async () => {
    const [one, other] = [1, 2].map((count) => createMetrics({ hashesInFlight: () => count }))
    one?.event({ kind: 'flow.opened', flow: 'login', type: 'api' })
    const texts = [(await one?.text()) ?? '', (await other?.text()) ?? '']
    assert.deepEqual(
      texts.map((text) => /^pallas_hashes_in_flight (\d)$/m.exec(text)?.[1]),
      ['1', '2'],
    )
    assert.deepEqual(
      texts.map((text) => text.includes('pallas_flows_total{flow="login"')),
      [true, false],
    )
    for (const text of texts) {
      const declared = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name)
      assert.equal(new Set(declared).size, declared.length)
      assert.ok(declared.includes('nodejs_gc_duration_seconds'))
      assert.doesNotMatch(text, /\n\n\n/)
    }
  })

  test('do not keep a server that was closed', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const servers = Array.from({ length: 3 }, () => {
      const server = { count: 0 }
      createMetrics({ hashesInFlight: () => server.count })
      return new WeakRef(server)
    })
    await new Promise((resolve) => setImmediate(resolve))
    collect()
    assert.deepEqual(
      servers.map((one) => one.deref()),
      servers.map(() => undefined),
    )
  })
})
