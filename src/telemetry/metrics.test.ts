import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createMetrics } from './metrics.ts'

describe('metrics', () => {
  test('are of one server, besides those of the process, each told once', async () => {
    const [one, other] = [1, 2].map((count) =>
      createMetrics({ hashesInFlight: () => count, version: '1' }),
    )
    one?.event({ kind: 'flow.opened', flow: 'login', type: 'api' })
    const texts = [(await one?.text('prometheus')) ?? '', (await other?.text('prometheus')) ?? '']
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

  const answered = {
    listener: 'admin',
    route: '/admin/identities/:id',
    method: 'GET',
    status: 404,
    seconds: 0.02,
    requestBytes: 0,
    answerBytes: 300,
    trace: undefined,
  }

  test('of requests have the names of the reference besides, summed up over listeners and routes', async () => {
    const metrics = createMetrics({ hashesInFlight: () => 0, version: '7' })
    metrics.request(answered)
    metrics.request({ ...answered, listener: 'public', seconds: 2 })
    metrics.request({ ...answered, route: '/other', status: 200, answerBytes: 20 })
    const text = await metrics.text('prometheus')
    const about = 'app="kratos",version="7"'
    const endpoint = 'endpoint="/admin/identities/{param}"'
    for (const line of [
      `http_requests_total{${about},code="404",method="GET",${endpoint}} 2`,
      `http_requests_total{${about},code="200",method="GET",endpoint="/other"} 1`,
      `http_requests_statuses_total{${about},method="GET",status_bucket="4xx"} 2`,
      `http_requests_duration_seconds_bucket{le="0.025",${about},code="404",method="GET",${endpoint}} 1`,
      `http_requests_duration_seconds_sum{${about},code="404",method="GET",${endpoint}} 2.02`,
      `http_response_time_seconds_count{${about},${endpoint}} 2`,
      `http_response_size_bytes_bucket{le="100",${about},code="200",method="GET"} 1`,
      `http_response_size_bytes_sum{${about},code="404",method="GET"} 600`,
      `http_requests_size_bytes_bucket{le="0",${about},code="404",method="GET"} 2`,
    ])
      assert.ok(text.includes(`\n${line}\n`), line)
  })

  test('tell whether the server is ready', async () => {
    const metrics = createMetrics({ hashesInFlight: () => 0, version: '1' })
    const problems: Record<string, string> = {}
    metrics.watchReadiness(async () => problems)
    assert.match(await metrics.text('prometheus'), /^pallas_ready 1$/m)
    problems['database'] = 'away'
    assert.match(await metrics.text('prometheus'), /^pallas_ready 0$/m)
  })

  test('tell what waits, and nothing of it while the database is away', async () => {
    const metrics = createMetrics({ hashesInFlight: () => 0, version: '1' })
    let isAway = false
    metrics.watchBacklog(async () => {
      if (isAway) throw new Error('away')
      return { messages: { count: 3, isMore: false }, calls: { count: 99, isMore: true } }
    })
    assert.match(
      await metrics.text('prometheus'),
      /^pallas_queue_waiting\{queue="messages"\} 3\npallas_queue_waiting\{queue="calls"\} 99$/m,
    )
    isAway = true
    assert.doesNotMatch(await metrics.text('prometheus'), /^pallas_queue_waiting/m)
  })

  test('in OpenMetrics say of which traces a bucket tells, and only there', async () => {
    const metrics = createMetrics({ hashesInFlight: () => 0, version: '1' })
    metrics.request({ ...answered, trace: { id: 'an-older-trace', at: 1000 } })
    metrics.request({ ...answered, trace: { id: 'a-trace', at: 2500 } })
    metrics.request({ ...answered, seconds: 0.3 })
    const text = await metrics.text('openmetrics')
    const lines = text.split('\n').filter((line) => line.includes(' # {'))
    assert.equal(lines.length, 1)
    assert.match(
      lines[0] ?? '',
      /^pallas_http_request_seconds_bucket\{le="0.025",.*\} 2 # \{trace_id="a-trace"\} 0.02 2\.5$/,
    )
    assert.ok(text.endsWith('\n# EOF\n'))
    assert.match(text, /^# TYPE http_requests counter$/m)
    assert.match(text, /^http_requests_total\{/m)
    assert.match(text, /^# TYPE nodejs_gc_duration_seconds histogram$/m)
    assert.doesNotMatch(await metrics.text('prometheus'), /a-trace|EOF/)
  })

  test('do not keep a server that was closed', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const servers = Array.from({ length: 3 }, () => {
      const server = { count: 0 }
      createMetrics({ hashesInFlight: () => server.count, version: '1' })
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
