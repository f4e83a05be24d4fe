// The log of requests: one line for each, without what may be secret or personal.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createAccessLog, type Access, type AccessLogSettings } from '#telemetry/access-log.ts'
import { createLog, type LogSettings } from '#telemetry/log.ts'
import { servedRoutes } from '../support/served-routes.ts'
import { startServer, type TestServer } from '../support/server.ts'

type Line = Readonly<Record<string, string | number>>
const requestsIn = (log: readonly string[]): readonly Line[] =>
  log.map((line) => JSON.parse(line) as Line).filter(({ msg }) => msg === 'request')

const access: Access = {
  listener: 'public',
  method: 'GET',
  route: '/schemas/:id',
  url: '/schemas/default',
  status: 200,
  seconds: 0.0012345,
  client: '192.0.2.7',
  requestId: 'r-1',
  trace: undefined,
}

/** What is written of these requests. */
function written(
  requests: readonly Partial<Access>[],
  settings: Partial<AccessLogSettings & LogSettings> = {},
): readonly string[] {
  const chunks: string[] = []
  const { level = 'info', format = 'json', leaksValues = false, redaction = '***' } = settings
  const log = createLog({ level, format }, { write: (chunk) => void chunks.push(chunk) })
  const accessLog = createAccessLog(log, { leaksValues, redaction })
  for (const request of requests) accessLog?.add({ ...access, ...request })
  accessLog?.flush()
  return chunks.join('').split(/(?<=\n)/)
}
const line = (
  request: Partial<Access>,
  settings?: Partial<AccessLogSettings & LogSettings>,
): Line => {
  const [only, ...others] = written([request], settings)
  assert.equal(others.length, 0)
  assert.match(only ?? '', /^[^\n]+\n$/)
  return JSON.parse(only ?? '') as Line
}

const email = 'ada@example.org'
const secret = 'ory_st_1234567890abcdefghij'
const query = `token=${secret}&code=123456&email=${encodeURIComponent(email)}&a=b`

describe('the log of requests', () => {
  let server: TestServer
  before(
    async () => void (server = await startServer({ pallas: { trusted_proxies: ['127.0.0.1'] } })),
  )
  after(() => server.close())

  it('says who asked for what, how it was answered, and how long it took', () => {
    const { time, ...facts } = line({})
    assert.ok(Math.abs(Date.parse(String(time)) - Date.now()) < 60_000)
    assert.deepEqual(facts, {
      level: 'info',
      listener: 'public',
      method: 'GET',
      route: '/schemas/:id',
      status: 200,
      duration_ms: 1.23,
      client: '192.0.2.7',
      request_id: 'r-1',
      path: '/schemas/default',
      msg: 'request',
    })
  })

  it('has one line for a request, with the client that trusted proxies name', async () => {
    const other = await startServer({ pallas: { trusted_proxies: ['127.0.0.1'] } })
    const expected: unknown[] = []
    for (const side of ['public', 'admin'] as const)
      for (const [path, status] of [
        [side === 'public' ? '/schemas' : '/version', 200],
        ['/no-such-page', 404],
      ] as const) {
        const id = `${side}-${status}`
        const headers = { 'x-forwarded-for': '198.51.100.4', 'x-request-id': id }
        assert.equal((await other[side]('GET', `${path}?${query}`, { headers })).status, status)
        expected.push([side, status, '198.51.100.4', id, path])
      }
    await other.close()
    assert.deepEqual(
      requestsIn(other.log).map(({ listener, status, client, request_id, path, route }) => [
        listener,
        status,
        client,
        request_id,
        path ?? route,
      ]),
      expected,
    )
  })

  it('is written soon, with the lines of a moment together', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const chunks: string[] = []
    const log = createLog(
      { level: 'info', format: 'json' },
      { write: (one) => void chunks.push(one) },
    )
    const accessLog = createAccessLog(log, { leaksValues: false, redaction: '' })
    for (let at = 0; at < 3; at++) accessLog?.add(access)
    assert.equal(chunks.length, 0)
    t.mock.timers.tick(100)
    assert.deepEqual(
      chunks.map((chunk) => chunk.trimEnd().split('\n').length),
      [3],
    )
    for (let at = 0; at < 1000; at++) accessLog?.add(access)
    assert.ok(chunks.length > 3)
  })

  for (const side of ['public', 'admin'] as const)
    it(`holds no address and no secret, whatever stands in a path or query (${side})`, () => {
      const routes = servedRoutes(server.app[side]).map(({ path }) => path)
      assert.ok(routes.length > 100)
      for (const value of [email, encodeURIComponent(email), secret, '+49 170 1234567']) {
        const lines = written(
          [undefined, ...routes].map((route) => {
            const path = (route ?? '/sessions/:x').replaceAll(/:[A-Za-z]+|\*/g, value)
            return { route, url: `${path}?${query}` }
          }),
        )
        assert.equal(lines.length, routes.length + 1)
        for (const shown of lines)
          for (const hidden of [value, email, secret, '123456', 'a=b'])
            assert.ok(!shown.includes(hidden), shown)
      }
    })

  it('shows paths and queries where it is told to, but never secrets', () => {
    const { path } = line({ url: `/schemas/${email}?${query}` }, { leaksValues: true })
    assert.equal(
      path,
      `/schemas/${email}?token=***&code=***&email=${encodeURIComponent(email)}&a=b`,
    )
  })

  it('says what the configuration says in the place of values', async () => {
    const other = await startServer({ log: { redaction_text: '(hidden)' } })
    await other.public('GET', `/schemas/${email}`)
    await other.close()
    assert.equal(requestsIn(other.log)[0]?.['path'], '/schemas/(hidden)')
  })

  it('cannot be forged by what a client or a proxy sends', () => {
    for (const evil of ['x"},{"a":"b', 'a\nb', '\\'])
      for (const leaksValues of [false, true]) {
        const { client, status } = line(
          { client: evil, url: `/schemas/${evil}?${evil}` },
          { leaksValues },
        )
        assert.deepEqual([client, status], [evil, 200])
      }
  })

  it('is readable as text, and not there above the level info', () => {
    assert.match(
      written([{}], { format: 'text' }).join(),
      /^\S+Z INFO {2}request \{"listener":"public","method":"GET",.*"status":200,/,
    )
    for (const level of ['warning', 'error', 'fatal'] as const)
      assert.deepEqual(written([{}], { level }), [''])
  })

  for (const hides of [false, true])
    it(`has requests for the health of the server or not (disable_for_health: ${hides})`, async () => {
      const section = { request_log: { disable_for_health: hides } }
      const other = await startServer({ serve: { public: section, admin: section } })
      const routes = ['/health/alive', '/health/ready', '/schemas']
      for (const side of ['public', 'admin'] as const)
        for (const route of routes) await other[side]('GET', route)
      await other.close()
      const shown = hides ? ['/schemas'] : routes
      assert.deepEqual(
        requestsIn(other.log).map(({ route }) => route),
        [...shown, ...shown],
      )
    })
})
