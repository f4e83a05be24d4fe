// How much others feel of 300 clients that never finish their requests.
import { connect, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { json } from '#http/reply.ts'
import { route } from '#http/route.ts'
import { createListener } from '#http/server.ts'
import type { Measure } from './measure.ts'

const none = (): undefined => undefined

export const slowClients: Measure = {
  name: 'the slowest of a hundred answers beside 300 slow clients',
  limitMs: 50,
  async take() {
    const app = createListener({
      mounts: [
        {
          prefix: '',
          routes: [route('GET', '/quick', none, none, () => json(200, {}))],
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
    })
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const sockets = await Promise.all(Array.from({ length: 300 }, () => slow(port)))
    const times: number[] = []
    for (let n = 0; n < 300; n++) {
      const from = performance.now()
      await (await fetch(`http://127.0.0.1:${port}/quick`)).text()
      times.push(performance.now() - from)
    }
    for (const socket of sockets) socket.destroy()
    app.server.closeAllConnections()
    await app.close()
    return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN
  },
}

async function slow(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  socket.write('GET /quick HTTP/1.1\r\nHost: x\r\n')
  return socket
}
