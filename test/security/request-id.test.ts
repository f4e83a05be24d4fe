// A proxy may say by which id the log is to know a request. Whoever can send requests can say so
// too: what is taken over is short and of harmless characters, and stands in the log and in
// answers; anything else is passed over.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { editions as all, newest } from '#editions/all.ts'
import { editions } from '../support/editions.ts'
import { until } from '../support/process-figures.ts'
import { startServer, type Call, type TestServer } from '../support/server.ts'

type Side = 'public' | 'admin'

const taken = [
  'a',
  '0',
  'from-the-proxy-17',
  '5b6e0f6e-2f0c-4f5a-9d8e-0e6d1f1c9a3b',
  '1-67891233-abcdef012345678912345678:7',
  'A.b_c-d:e',
  'x'.repeat(128),
]
const refused = [
  '',
  ' ',
  'x'.repeat(129),
  'x'.repeat(5000),
  'two words',
  'one,two',
  'quote"',
  "quote'",
  '<script>alert(1)</script>',
  '{"a":1}',
  'percent%0d%0aSet-Cookie:a=b',
  'slash/..',
  'back\\slash',
  'semi;colon',
  'equals=1',
  'hash#',
  'tab\tinside',
  '$(id)',
  '${jndi:ldap://evil.example/a}',
  '\u00fc',
  '\u001b[31mred',
  'id\u007f',
]
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe('the id of a request', () => {
  let server: TestServer
  const operations: { readonly side: Side; readonly method: string; readonly path: string }[] = []
  before(async () => {
    server = await startServer()
    const mounts = editions.flatMap(({ mount, adminMount }) => [mount, adminMount])
    for (const side of ['public', 'admin'] as const) {
      for (const mount of ['', ...new Set(mounts)]) {
        const { json } = await server[side]('GET', `${mount}/openapi.json`)
        for (const [path, methods] of Object.entries<object>(json?.paths ?? {}))
          for (const method of Object.keys(methods))
            operations.push({
              side,
              method: method.toUpperCase(),
              path: mount + path.replaceAll(/\{\w+\}/g, 'none'),
            })
      }
    }
    for (const side of ['public', 'admin'] as const)
      operations.push(
        { side, method: 'GET', path: '/there/is/no/such/path' },
        { side, method: 'PATCH', path: '/health/alive' },
        { side, method: 'GET', path: '/ui/login' },
      )
  })
  after(() => server.close())

  /** The id that an answer bears. */
  async function ask({ side, method, path }: (typeof operations)[number], id?: string) {
    const call: Call = id === undefined ? {} : { headers: { 'x-request-id': id } }
    const { headers } = await server[side](method, path, call)
    return { given: headers['x-request-id'] }
  }

  /** What the log has, once it has all: lines of requests are written a moment later, together. */
  async function logged(id: unknown): Promise<{ ids: ReadonlySet<unknown>; log: string }> {
    const ids = () =>
      new Set(
        server.log
          .flatMap((lines) => lines.trimEnd().split('\n'))
          .map((line) => JSON.parse(line)['request_id'] as unknown),
      )
    await until(() => ids().has(id), 5000)
    return { ids: ids(), log: server.log.join('\n') }
  }

  it('that a proxy gives is that of the answer and of the log, at every operation', async () => {
    assert.ok(operations.length > 200, `${operations.length} operations`)
    for (const [nth, operation] of operations.entries()) {
      const id = `from-the-proxy-${nth}`
      const { given } = await ask(operation, id)
      assert.equal(given, id, `${operation.side} ${operation.method} ${operation.path}`)
    }
    const { ids } = await logged(`from-the-proxy-${operations.length - 1}`)
    for (const [nth, { side, method, path }] of operations.entries())
      assert.ok(ids.has(`from-the-proxy-${nth}`), `${side} ${method} ${path}`)
  })

  it('is a new one where none is given, or one that is no id, at every operation', async () => {
    const seen = new Set<unknown>()
    for (const [nth, operation] of operations.entries()) {
      for (const id of [undefined, refused[nth % refused.length]]) {
        const { given } = await ask(operation, id)
        assert.match(String(given), uuid, `${operation.side} ${operation.method} ${operation.path}`)
        assert.equal(seen.has(given), false)
        seen.add(given)
      }
    }
  })

  it('stands in the errors that have a place for it', async () => {
    const counts: Record<string, number> = {}
    for (const operation of operations) {
      const { side, method, path } = operation
      const edition = all.find(({ name }) => path.startsWith(`/${name}/`)) ?? newest
      const named = await server[side](method, path, { headers: { 'x-request-id': 'named' } })
      const plain = await server[side](method, path)
      if (typeof named.json?.error?.code !== 'number') continue
      const where = `${side} ${method} ${path}`
      assert.equal(named.json.error.request, 'named', where)
      assert.equal(
        plain.json.error.request,
        edition.listeners.errorsNameRequest === 'always'
          ? plain.headers['x-request-id']
          : undefined,
        where,
      )
      counts[edition.name] = (counts[edition.name] ?? 0) + 1
    }
    for (const { name } of all) assert.ok((counts[name] ?? 0) > 10, `${name}: ${counts[name]}`)
  })

  const somewhere = { side: 'public', method: 'GET', path: '/health/alive' } as const

  for (const id of taken)
    it(`may be ${id.slice(0, 40)} (${id.length} characters)`, async () => {
      const { given } = await ask(somewhere, id)
      assert.equal(given, id)
      await logged(id)
    })

  for (const id of refused)
    it(`cannot be ${JSON.stringify(id.slice(0, 40))} (${id.length} characters)`, async () => {
      server.log.length = 0
      const { given } = await ask(somewhere, id)
      assert.match(String(given), uuid)
      const { log } = await logged(given)
      if (id.trim() !== '') assert.equal(log.includes(JSON.stringify(id).slice(1, -1)), false)
    })

  it('cannot be two', async () => {
    const { headers } = await server.app.public.inject({
      method: 'GET',
      url: '/health/alive',
      headers: { 'x-request-id': ['one', 'two'] as never },
    })
    assert.match(String(headers['x-request-id']), uuid)
  })

  it('of an error that is shown later is that of the request that failed', async () => {
    const path = '/self-service/login/browser?return_to=https%3A%2F%2Fevil.example%2F'
    const { location = '' } = await server.public('GET', path, {
      accept: 'text/html',
      headers: { 'x-request-id': 'the-first' },
    })
    const id = new URL(location).searchParams.get('id')
    const shown = await server.public('GET', `/self-service/errors?id=${id}`)
    assert.deepEqual([shown.status, shown.json.error.request], [200, 'the-first'])
  })

  it('that is no id stands on no error page', async () => {
    const path = '/self-service/login/browser?return_to=https%3A%2F%2Fevil.example%2F'
    for (const id of refused) {
      const { location = '' } = await server.public('GET', path, {
        accept: 'text/html',
        headers: { 'x-request-id': id },
      })
      const error = new URL(location).searchParams.get('id')
      const page = await server.public('GET', `/ui/error?id=${error}`, { accept: 'text/html' })
      assert.match(page.text, /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/)
      if (id.length > 8) assert.equal(page.text.includes(id.slice(0, 16)), false, id)
    }
  })
})
