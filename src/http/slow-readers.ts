import type { Server } from 'node:http'
import type { Socket } from 'node:net'

type Stand = { readonly written: number; readonly waiting: number; readonly since: number }

/**
 * Cuts off connections on which something waits that their reader does not take for `patienceMs`;
 * looks every `everyMs`. The timeouts of node:http do not see them once an answer is handed to the
 * system, for then the connection counts as kept alive.
 */
export function cutOffSlowReaders(server: Server, patienceMs: number, everyMs: number): void {
  const stands = new Map<Socket, Stand | undefined>()
  server.on('connection', (socket: Socket) => {
    stands.set(socket, undefined)
    socket.once('close', () => stands.delete(socket))
  })
  function look(): void {
    for (const [socket, before] of stands) {
      const stand = {
        written: socket.bytesWritten,
        waiting: socket.writableLength,
        since: performance.now(),
      }
      if (
        before === undefined ||
        stand.waiting === 0 ||
        stand.written !== before.written ||
        stand.waiting !== before.waiting
      )
        stands.set(socket, stand.waiting === 0 ? undefined : stand)
      else if (stand.since - before.since >= patienceMs) socket.destroy()
    }
  }
  server.on('listening', () => {
    const timer = setInterval(look, everyMs).unref()
    server.once('close', () => clearInterval(timer))
  })
}
