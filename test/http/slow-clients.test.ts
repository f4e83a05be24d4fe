// Security requirement 60: slow headers, bodies and readers are cut off and do not slow others. The limits are shortened here;
// test/e2e/slow-clients.test.ts waits for the real ones.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { AddressInfo, Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { listenerLimits } from '#http/limits.ts'
import { json, text } from '#http/reply.ts'
import { route } from '#http/route.ts'
import { createListener, type ListenerParts } from '#http/server.ts'
import { until } from '../support/courier.ts'
import { exchange, open, request } from '../support/raw.ts'

const large = 'x'.repeat(32 * 1024 * 1024)
const none = (): undefined => undefined

const routes = [
  route('GET', '/quick', none, none, () => json(200, {})),
  route('GET', '/large', none, none, () => text(200, large)),
  route('GET', '/middling', none, none, () => text(200, large.slice(0, 100_000))),
  route(
    'POST',
    '/echo',
    ({ body }) => body,
    (body) => body,
    (body) => json(200, body),
  ),
]

const listening = (limits: NonNullable<ListenerParts['limits']>): ListenerParts => ({
  mounts: [
    {
      prefix: '',
      routes,
      cookies: undefined,
      baseUrl: 'http://127.0.0.1',
      refuse: () => json(400, {}),
      variesByCookie: false,
    },
  ],
  cors: undefined,
  trustedProxies: [],
  newSecret: () => 'secret',
  isSecret: () => false,
  deviceOf: () => '',
  limits,
})

describe('clients that are slow', () => {
  let app: FastifyInstance, port: number
  const slow: Socket[] = []
  before(async () => {
    app = createListener(
      listening({
        requestTimeout: 900,
        connectionTimeout: 1200,
        readerTimeout: 800,
        http: { ...listenerLimits.http, headersTimeout: 500, connectionsCheckingInterval: 50 },
      }),
    )
    await app.listen({ port: 0, host: '127.0.0.1' })
    port = (app.server.address() as AddressInfo).port
  })
  after(async () => {
    for (const socket of slow) socket.destroy()
    app.server.closeAllConnections()
    await app.close()
  })

  const drips = (text: string) => Array.from({ length: 200 }, () => text)
  const slowly = { pauseMs: 40, quietMs: 30_000 }

  it('with their headers are answered with 408 and cut off', async () => {
    const parts = ['GET /quick HTTP/1.1\r\nHost: x\r\n', ...drips('X-A: b\r\n')]
    const { statuses, closed, sent } = await exchange(port, parts, slowly)
    assert.deepEqual([statuses, closed], [[408], true])
    assert.ok(sent < parts.length, 'they were still sending')
  })

  it('with their body are answered with 408 and cut off', async () => {
    const parts = [
      request('POST /echo', ['Content-Type: application/json', 'Content-Length: 1000']),
      ...drips('x'),
    ]
    const { statuses, closed, sent } = await exchange(port, parts, slowly)
    assert.deepEqual([statuses, closed], [[408], true])
    assert.ok(sent < parts.length, 'they were still sending')
  })

  it('and say nothing at all are cut off', async () => {
    const { closed } = await exchange(port, [], { quietMs: 30_000 })
    assert.equal(closed, true)
  })

  for (const [many, line, count] of [
    ['one large answer', 'GET /large', 4],
    ['many answers that are waiting', 'GET /middling', 300],
  ] as const) {
    it(`to read are cut off: ${many}`, () => cutsOff(request(line).repeat(count)))
  }

  /** By the limit for readers: all others are too long to do it. */
  async function cutsOff(bytes: string): Promise<void> {
    const http = { ...listenerLimits.http, connectionsCheckingInterval: 50 }
    const strict = createListener(listening({ ...listenerLimits, readerTimeout: 800, http }))
    await strict.listen({ port: 0, host: '127.0.0.1' })
    const connections = () =>
      new Promise<number>((resolve, reject) =>
        strict.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      )
    const socket = await open((strict.server.address() as AddressInfo).port)
    slow.push(socket)
    socket.on('error', () => undefined)
    socket.pause()
    socket.write(bytes)
    await until(async () => (await connections()) === 1)
    await until(async () => (await connections()) === 0, 20_000)
    await strict.close()
  }

  it('keep nobody from being answered, however many they are', async () => {
    const patient = createListener(listening(listenerLimits))
    await patient.listen({ port: 0, host: '127.0.0.1' })
    const { port } = patient.server.address() as AddressInfo
    const sockets = await Promise.all(Array.from({ length: 300 }, () => open(port)))
    slow.push(...sockets)
    sockets.forEach((socket, n) => {
      socket.on('error', () => undefined)
      socket.write(
        n % 2 === 0
          ? 'GET /quick HTTP/1.1\r\nHost: x\r\n'
          : request('POST /echo', ['Content-Type: application/json', 'Content-Length: 1000']),
      )
    })
    for (let n = 0; n < 100; n++)
      assert.equal((await fetch(`http://127.0.0.1:${port}/quick`)).status, 200)
    assert.equal(sockets.filter((socket) => !socket.closed).length, 300)
    patient.server.closeAllConnections()
    await patient.close()
  })
})
