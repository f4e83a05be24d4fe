import type { Server } from 'node:http'
import type { Socket } from 'node:net'

type WriteProgress = { readonly written: number; readonly waiting: number; readonly since: number }

/**
 * Closes connections whose client has read nothing of the waiting response for `timeoutMs`; checks
 * every `intervalMs`. The timeouts of node:http do not apply once a response is handed to the
 * socket, because the connection then counts as idle keep-alive.
 */
export function cutOffSlowReaders(server: Server, timeoutMs: number, intervalMs: number): void {
  const progressBySocket = new Map<Socket, WriteProgress | undefined>()
  server.on('connection', (socket: Socket) => {
    progressBySocket.set(socket, undefined)
    socket.once('close', () => progressBySocket.delete(socket))
  })
  function checkConnections(): void {
    for (const [socket, before] of progressBySocket) {
      const current = {
        written: socket.bytesWritten,
        waiting: socket.writableLength,
        since: performance.now(),
      }
      if (
        before === undefined ||
        current.waiting === 0 ||
        current.written !== before.written ||
        current.waiting !== before.waiting
      )
        progressBySocket.set(socket, current.waiting === 0 ? undefined : current)
      else if (current.since - before.since >= timeoutMs) socket.destroy()
    }
  }
  server.on('listening', () => {
    const timer = setInterval(checkConnections, intervalMs).unref()
    server.once('close', () => clearInterval(timer))
  })
}
