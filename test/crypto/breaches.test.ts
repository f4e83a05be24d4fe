import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net'
import { after, before, beforeEach, describe, test } from 'node:test'
import { BreachesUnavailable } from '#methods/password/breaches.ts'
import { createBreaches, type BreachesParts } from '#outgoing/breaches.ts'

const digest = (password: string) => createHash('sha1').update(password).digest('hex').toUpperCase()
const lineFor = (password: string, count: number) => `${digest(password).slice(5)}:${count}`
const padding = Array.from({ length: 800 }, (_, n) => `${digest(`other ${n}`).slice(5)}:0`)

describe('the list of leaked passwords', () => {
  const asked: { url: string; padding: string | undefined }[] = []
  let answer: (req: IncomingMessage, res: ServerResponse) => void,
    base = '',
    now = 0
  const server = createServer((req, res) => {
    asked.push({ url: req.url ?? '', padding: req.headers['add-padding'] as string | undefined })
    answer(req, res)
  })
  const listening = async (of: Server) => {
    await new Promise<void>((done) => of.listen(0, '127.0.0.1', done))
    return `http://127.0.0.1:${(of.address() as AddressInfo).port}`
  }
  const list =
    (...lines: readonly string[]) =>
    (_: IncomingMessage, res: ServerResponse) =>
      void res.end([...lines, ...padding].join('\r\n'))
  const breaches = (more: Partial<BreachesParts> = {}) =>
    createBreaches({
      fetch,
      clock: () => now,
      settings: () => ({ host: base }),
      timeoutMs: 1500,
      ...more,
    })
  const unavailable = (password: string, more?: Partial<BreachesParts>) =>
    assert.rejects(breaches(more).count(password), BreachesUnavailable)

  before(async () => {
    base = await listening(server)
  })
  beforeEach(() => {
    asked.length = 0
    now = 0
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  test('learns only five digits, and its answer is searched for the rest', async () => {
    answer = list(lineFor('known', 12_345), lineFor('padded', 0))
    assert.equal(await breaches().count('known'), 12_345)
    assert.equal(await breaches().count('unknown'), 0)
    answer = list(lineFor('padded', 0))
    assert.equal(await breaches().count('padded'), 0)
    assert.deepEqual(
      asked.map(({ url }) => url),
      ['known', 'unknown', 'padded'].map((password) => `/range/${digest(password).slice(0, 5)}`),
    )
    assert.ok(asked.every(({ padding }) => padding === 'true'))
  })
  test('is asked by https where only a host is configured', async () => {
    const urls: string[] = []
    const fake = async (url: unknown) => (
      urls.push(String(url)),
      new Response(padding.join('\n'), { headers: { 'content-length': '1' } })
    )
    await createBreaches({
      fetch: fake,
      clock: () => 0,
      settings: () => ({ host: 'passwords.example' }),
    }).count('known')
    assert.deepEqual(urls, [`https://passwords.example/range/${digest('known').slice(0, 5)}`])
  })
  test('is asked once for one prefix, until the answer is old', async () => {
    answer = list(lineFor('known', 1))
    const one = breaches({ cache: { entries: 10, ttlMs: 1000 } })
    await Promise.all([one.count('known'), one.count('known')])
    now = 999
    await one.count('known')
    assert.equal(asked.length, 1)
    now = 1000
    await one.count('known')
    assert.equal(asked.length, 2)
  })
  test('the answers used last are kept, no more than so many', async () => {
    answer = list()
    const one = breaches({ cache: { entries: 2, ttlMs: 1000 } })
    for (const password of ['a', 'b', 'a', 'c', 'a', 'b']) await one.count(password)
    assert.deepEqual(
      asked.map(({ url }) => url.slice(-5)),
      ['a', 'b', 'c', 'b'].map((password) => digest(password).slice(0, 5)),
    )
  })
  test('an answer that failed is not kept', async () => {
    const one = breaches()
    answer = (_, res) => void res.writeHead(503).end()
    await assert.rejects(one.count('known'), BreachesUnavailable)
    answer = list(lineFor('known', 7))
    assert.equal(await one.count('known'), 7)
  })
  test('a slow list is given up when its time is over, before and in the middle of its answer', async (t) => {
    const limits = t.mock.method(AbortSignal, 'timeout')
    const inTime = (error: unknown) =>
      error instanceof BreachesUnavailable &&
      error.cause instanceof Error &&
      error.cause.name === 'TimeoutError'
    answer = () => undefined
    await assert.rejects(breaches({ timeoutMs: 200 }).count('known'), inTime)
    answer = (_, res) => void res.write(`${lineFor('other', 1)}\r\n`)
    await assert.rejects(breaches({ timeoutMs: 200 }).count('known'), inTime)
    assert.deepEqual(
      limits.mock.calls.map(({ arguments: [ms] }) => ms),
      [200, 200],
    )
  })
  test('a list has three seconds where nothing else is said', async (t) => {
    const limits = t.mock.method(AbortSignal, 'timeout')
    answer = list(lineFor('known', 1))
    await createBreaches({ fetch, clock: () => 0, settings: () => ({ host: base }) }).count('known')
    assert.deepEqual(limits.mock.calls[0]?.arguments, [3000])
  })
  test('a dead list is told as such', async () => {
    const gone = createTcpServer(),
      address = await listening(gone)
    await new Promise((done) => gone.close(done))
    await unavailable('known', { settings: () => ({ host: address }) })
  })
  test('a cut answer counts as none, however it is cut', async () => {
    const whole = [...padding, lineFor('known', 3)].join('\r\n')
    answer = (_, res) =>
      void res
        .writeHead(200, { 'content-length': whole.length })
        .write(padding.join('\r\n'), () => res.destroy())
    await unavailable('known')
    answer = (_, res) =>
      void res.writeHead(200).write(`${padding.join('\r\n')}\r\n`, () => res.destroy())
    await unavailable('known')
    answer = (_, res) => void res.end(whole.slice(0, -5))
    await unavailable('known')
    answer = (_, res) => void res.end('')
    await unavailable('known')
  })
  test('an answer that ends with the connection counts as none, since it may be cut', async () => {
    const plain = createTcpServer((socket) =>
      socket.once('data', () =>
        socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${padding.join('\r\n')}`),
      ),
    )
    const address = await listening(plain)
    await unavailable('known', { settings: () => ({ host: address }) })
    plain.close()
  })
  test('an answer that is no list, too long or elsewhere counts as none', async () => {
    answer = (_, res) => void res.end('<html>blocked</html>')
    await unavailable('known')
    answer = list(lineFor('known', 3))
    await unavailable('known', { maxBytes: 1000 })
    answer = (_, res) => void res.writeHead(204).end()
    await unavailable('known')
  })
})
