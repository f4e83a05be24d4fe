// Security requirement 60: slow headers, bodies and readers are cut off and do not slow others. The limits are shortened here;
// test/e2e/slow-clients.test.ts waits for the real ones.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { AddressInfo, Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { listenerLimits } from '#http/limits.ts'
import { json, text } from '#http/reply.ts'
import { route } from '#http/route.ts'
import { createListener } from '#http/server.ts'
import { exchange, open, percentile, request } from '../support/raw.ts'

const large = 'x'.repeat(32 * 1024 * 1024)
const none = (): undefined => undefined

describe('clients that are slow', () => {
  let app: FastifyInstance, port: number
  const slow: Socket[] = []
  before(async () => {
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
    app = createListener({
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
      limits: {
        requestTimeout: 900,
        connectionTimeout: 1200,
        readerTimeout: 800,
        http: { ...listenerLimits.http, headersTimeout: 500, connectionsCheckingInterval: 50 },
      },
    })
    await app.listen({ port: 0, host: '127.0.0.1' })
    port = (app.server.address() as AddressInfo).port
  })
  after(async () => {
    for (const socket of slow) socket.destroy()
    app.server.closeAllConnections()
    await app.close()
  })

  const drips = (text: string) => Array.from({ length: 100 }, () => text)

  it('with their headers are answered with 408 and cut off', async () => {
    const { statuses, closed, ms } = await exchange(
      port,
      ['GET /quick HTTP/1.1\r\nHost: x\r\n', ...drips('X-A: b\r\n')],
      { pauseMs: 40, quietMs: 3000 },
    )
    assert.deepEqual([statuses, closed], [[408], true])
    assert.ok(ms < 1500, `${ms} ms`)
  })

  it('with their body are answered with 408 and cut off', async () => {
    const { statuses, closed, ms } = await exchange(
      port,
      [
        request('POST /echo', ['Content-Type: application/json', 'Content-Length: 1000']),
        ...drips('x'),
      ],
      { pauseMs: 40, quietMs: 3000 },
    )
    assert.deepEqual([statuses, closed], [[408], true])
    assert.ok(ms < 2000, `${ms} ms`)
  })

  it('and say nothing at all are cut off', async () => {
    const { closed, ms } = await exchange(port, [], { quietMs: 3000 })
    assert.ok(closed && ms < 2000, `${closed} ${ms} ms`)
  })

  for (const [many, line, count] of [
    ['one large answer', 'GET /large', 4],
    ['many answers that are waiting', 'GET /middling', 300],
  ] as const) {
    it(`to read are cut off: ${many}`, () => cutsOff(request(line).repeat(count)))
  }

  async function cutsOff(bytes: string): Promise<void> {
    const socket = await open(port)
    slow.push(socket)
    socket.on('error', () => undefined)
    socket.pause()
    const connections = () =>
      new Promise<number>((resolve, reject) =>
        app.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      )
    socket.write(bytes)
    await new Promise((resolve) => setTimeout(resolve, 300))
    assert.equal(await connections(), 1)
    const from = performance.now()
    while ((await connections()) > 0 && performance.now() - from < 4000)
      await new Promise((resolve) => setTimeout(resolve, 20))
    assert.equal(await connections(), 0)
  }

  it('do not slow others, however many they are', async () => {
    const ask = async () => {
      const from = performance.now()
      assert.equal((await fetch(`http://127.0.0.1:${port}/quick`)).status, 200)
      return performance.now() - from
    }
    const measure = async () => {
      const times: number[] = []
      for (let n = 0; n < 150; n++) times.push(await ask())
      return percentile(times, 0.99)
    }
    await measure()
    const alone = await measure()
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
    const beside = await measure()
    assert.ok(
      beside < alone * 5 + 50,
      `${alone.toFixed(1)} ms alone, ${beside.toFixed(1)} ms beside them`,
    )
  })
})
