// Stands between a client and a server, and fails as networks and servers do.
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

export type Mode = 'working' | 'frozen' | 'down' | 'slow'

const lateMs = 150

export type FaultProxy = {
  readonly port: number
  /** `frozen`: connections open, but nothing passes. `down`: connections break and new ones are refused. `slow`: everything comes 150 ms late. */
  set(mode: Mode): void
  /** How many connections are open. */
  open(): number
  close(): Promise<void>
}

export async function startFaultProxy(target: {
  readonly host: string
  readonly port: number
}): Promise<FaultProxy> {
  let mode: Mode = 'working'
  const sockets = new Set<Socket>()

  function pass(data: Buffer, to: Socket): void {
    if (mode === 'slow') setTimeout(() => to.writable && to.write(data), lateMs)
    else to.write(data)
  }

  const server = createServer((client) => {
    if (mode === 'down') return client.destroy()
    const upstream = connect(target)
    const pair = [client, upstream]
    for (const socket of pair) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        for (const other of pair) other.destroy()
      })
      if (mode === 'frozen') socket.pause()
    }
    client.on('data', (data: Buffer) => pass(data, upstream))
    upstream.on('data', (data: Buffer) => pass(data, client))
    if (mode === 'frozen') for (const socket of pair) socket.pause()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    port: (server.address() as AddressInfo).port,
    set(next) {
      mode = next
      for (const socket of sockets) {
        if (next === 'down') socket.destroy()
        else if (next === 'frozen') socket.pause()
        else socket.resume()
      }
    },
    open: () => sockets.size / 2,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
