// Security requirements 56, 59 and 60, on a real socket: any bytes give a 4xx or a valid answer.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { AddressInfo } from 'node:net'
import { openApi, signUp } from '../support/people.ts'
import { exchange, open, request } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'

const body = '{"method":"password"}'
const type = 'Content-Type: application/json'
const smuggled = request('GET /sessions/whoami')
const post = (headers: readonly string[], content = body) =>
  request('POST /self-service/login?flow=x', [type, ...headers], content)

/** Broken requests: what they are, their bytes. Each is answered once, with a 4xx, and the connection is closed. */
const broken: readonly (readonly [string, string | Buffer])[] = [
  ['random bytes', Buffer.concat([randomBytes(512), Buffer.from('\r\n\r\n')])],
  ['nothing but zeros', Buffer.alloc(64)],
  ['a version that nobody knows', 'GET /health/alive HTTP/9.9\r\nHost: x\r\n\r\n'],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a handshake of TLS', Buffer.from('16030100c8010000c40303', 'hex')],
  ['a method that nobody knows', 'BREW /health/alive HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['a method in lower case', 'get /health/alive HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['no host', 'GET /health/alive HTTP/1.1\r\n\r\n'],
  ['two hosts', 'GET /health/alive HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
  ['a header without a name', request('GET /health/alive', [': x'])],
  ['a space before the colon', request('GET /health/alive', ['Content-Length : 0'])],
  ['a zero byte in a header', request('GET /health/alive', ['X-A: a\0b'])],
  ['a line end of its own in a header', request('GET /health/alive', ['X-A: a\rb'])],
  ['an address with a space', 'GET /health/ alive HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['an address with a zero byte', 'GET /health/\0alive HTTP/1.1\r\nHost: x\r\n\r\n'],
]

const conflicting: readonly (readonly [string, string])[] = [
  [
    'a length and chunks',
    post([`Content-Length: ${body.length}`, 'Transfer-Encoding: chunked'], `0\r\n\r\n${smuggled}`),
  ],
  [
    'chunks and a length',
    post(['Transfer-Encoding: chunked', 'Content-Length: 4'], `0\r\n\r\n${smuggled}`),
  ],
  [
    'two different lengths',
    post([`Content-Length: ${body.length}`, 'Content-Length: 5'], body + smuggled),
  ],
  [
    'the same length twice',
    post([`Content-Length: ${body.length}`, `Content-Length: ${body.length}`], body + smuggled),
  ],
  ['a list of lengths', post([`Content-Length: ${body.length}, ${body.length}`], body + smuggled)],
  ['a length with a sign', post([`Content-Length: +${body.length}`], body + smuggled)],
  ['a negative length', post(['Content-Length: -1'], body + smuggled)],
  ['a length in hex', post(['Content-Length: 0x15'], body + smuggled)],
  [
    'a length that is too large for a number',
    post(['Content-Length: 99999999999999999999999'], body + smuggled),
  ],
  [
    'an encoding that is almost chunked',
    post(['Transfer-Encoding: xchunked'], `0\r\n\r\n${smuggled}`),
  ],
  [
    'chunked before another encoding',
    post(['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${smuggled}`),
  ],
  [
    'chunked twice',
    post(['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'], `0\r\n\r\n${smuggled}`),
  ],
  ['a chunk whose size is no number', post(['Transfer-Encoding: chunked'], `zz\r\n${smuggled}`)],
  [
    'a chunk size that overflows',
    post(['Transfer-Encoding: chunked'], `ffffffffffffffffff\r\n${smuggled}`),
  ],
  [
    'a chunk that is longer than it says',
    post(['Transfer-Encoding: chunked'], `1\r\nabc\r\n0\r\n\r\n${smuggled}`),
  ],
]

describe('bytes on a connection', () => {
  let server: TestServer, port: number, token: string
  before(async () => {
    server = await startServer()
    await server.app.public.listen({ port: 0, host: '127.0.0.1' })
    port = (server.app.public.server.address() as AddressInfo).port
    token = (await signUp(server, 'raw@example.org')).token
  })
  after(() => server.close())

  for (const [name, bytes] of broken) {
    it(`that are no request are refused with a 4xx and the connection is closed: ${name}`, async () => {
      const { statuses, closed, text } = await exchange(port, bytes)
      assert.equal(statuses.length, 1, text)
      assert.ok((statuses[0] ?? 0) >= 400 && (statuses[0] ?? 0) < 500, text)
      assert.ok(closed)
    })
  }

  for (const [name, bytes] of conflicting) {
    it(`with conflicting or repeated lengths are refused, and no second request is read out of them: ${name}`, async () => {
      const { statuses, closed, text } = await exchange(port, bytes)
      assert.equal(statuses.length, 1, text)
      assert.ok((statuses[0] ?? 0) >= 400 && (statuses[0] ?? 0) < 500, text)
      assert.ok(closed)
    })
  }

  it('of a version before 1.1 get an answer after which the connection is closed', async () => {
    for (const bytes of [
      'GET /health/alive\r\n\r\n',
      'GET /health/alive HTTP/0.9\r\n\r\n',
      'GET /health/alive HTTP/1.0\r\n\r\n',
    ]) {
      const { statuses, closed } = await exchange(port, bytes)
      assert.deepEqual([statuses, closed], [[200], true], bytes)
    }
  })

  it('of several requests at once are answered in their order', async () => {
    const ids = Array.from({ length: 50 }, (_, n) => `in-order-${n}`)
    const { text, statuses } = await exchange(
      port,
      ids
        .map((id) =>
          request('GET /sessions/whoami', [`X-Request-Id: ${id}`, `X-Session-Token: ${token}`]),
        )
        .join(''),
      { quietMs: 500 },
    )
    assert.deepEqual(
      statuses,
      ids.map(() => 200),
    )
    assert.deepEqual(
      [...text.matchAll(/^x-request-id: (.*)\r$/gm)].map(([, id]) => id),
      ids,
    )
  })

  it('of a HEAD get the headers of the GET, and no body', async () => {
    const get = await exchange(port, request('GET /health/alive', ['Connection: close']))
    const head = await exchange(port, request('HEAD /health/alive', ['Connection: close']))
    const headersOf = (text: string) =>
      (text.split('\r\n\r\n', 1)[0] ?? '')
        .split('\r\n')
        .filter((line) => !/^(date|x-request-id):/i.test(line))
    assert.deepEqual(headersOf(head.text), headersOf(get.text))
    assert.equal(head.text.split('\r\n\r\n')[1], '')
  })

  it('of methods that are not there are answered with 405 or 404, and a TRACE tells nothing back', async () => {
    for (const [method, expected] of [
      ['TRACE', 405],
      ['OPTIONS', 405],
      ['DELETE', 405],
      ['PROPFIND', 405],
      ['PURGE', 405],
    ] as const) {
      const { statuses, text } = await exchange(
        port,
        request(`${method} /health/alive`, ['X-Private: never-told', 'Connection: close']),
      )
      assert.deepEqual(statuses, [expected], `${method}: ${text}`)
      assert.match(text, /^allow: GET, HEAD\r$/m)
      assert.ok(!text.includes('never-told'))
    }
    for (const line of [
      'TRACE /nowhere',
      'OPTIONS *',
      'GET *',
      'GET http://elsewhere.example/health/alive',
    ]) {
      const { statuses, text } = await exchange(port, request(line, ['Connection: close']))
      assert.ok(
        statuses.length === 1 && [200, 400, 404, 405].includes(statuses[0] ?? 0),
        `${line}: ${text}`,
      )
      assert.ok(!text.includes('provider-redirect'), text)
    }
  })

  it('of a CONNECT or an upgrade open no tunnel', async () => {
    assert.deepEqual((await exchange(port, request('CONNECT 127.0.0.1:22'))).statuses, [405])
    const { statuses } = await exchange(
      port,
      request('GET /health/alive', [
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Key: x',
        'Sec-WebSocket-Version: 13',
      ]),
      { quietMs: 300 },
    )
    assert.deepEqual(statuses, [200])
  })

  it('with an expectation that cannot be met are refused with 417', async () => {
    assert.deepEqual(
      (
        await exchange(
          port,
          request('GET /health/alive', ['Expect: miracles', 'Connection: close']),
        )
      ).statuses,
      [417],
    )
  })

  it('that are too many are refused by their size: 431 for headers, 414 for an address, 413 for a body', async () => {
    assert.deepEqual(
      (await exchange(port, request('GET /health/alive', [`X-Long: ${'x'.repeat(40_000)}`])))
        .statuses,
      [431],
    )
    assert.deepEqual(
      (
        await exchange(
          port,
          request(
            'GET /health/alive',
            Array.from({ length: 5000 }, (_, n) => `X-${n}: many`),
          ),
        )
      ).statuses,
      [431],
    )
    for (const length of [25_000, 40_000, 1_000_000])
      assert.deepEqual(
        (
          await exchange(
            port,
            request(`GET /sessions/whoami?x=${'y'.repeat(length)}`, ['Connection: close']),
          )
        ).statuses,
        [414],
        `${length}`,
      )
    const flow = await openApi(server, 'login')
    const line = `POST /self-service/login?flow=${flow.id}`
    assert.deepEqual(
      (await exchange(port, request(line, [type, 'Content-Length: 900000000'], '{'))).statuses,
      [413],
    )
    const megabyte = Buffer.alloc(1024 * 1024, 'x')
    const chunk = Buffer.concat([Buffer.from('100000\r\n'), megabyte, Buffer.from('\r\n')])
    assert.deepEqual(
      (
        await exchange(port, [
          request(line, [type, 'Transfer-Encoding: chunked', 'Connection: close']),
          ...Array.from({ length: 8 }, () => chunk),
          '0\r\n\r\n',
        ])
      ).statuses,
      [413],
    )
  })

  it('that end in the middle of a request leave the server as it was', async () => {
    for (const part of [
      'G',
      'GET /health',
      'GET /health/alive HTTP/1.1\r\nHo',
      post(['Content-Length: 500']),
      post(['Transfer-Encoding: chunked'], '5\r\nab'),
    ]) {
      const socket = await open(port)
      socket.on('error', () => undefined)
      socket.write(part)
      await new Promise((resolve) => setTimeout(resolve, 20))
      socket.resetAndDestroy()
    }
    const { statuses, text } = await exchange(
      port,
      request('GET /sessions/whoami', [`X-Session-Token: ${token}`, 'Connection: close']),
    )
    assert.deepEqual(statuses, [200], text)
    assert.deepEqual(
      server.log.filter((line) => line.includes('"level":"error"')),
      [],
    )
  })
})
