import type { IncomingMessage } from 'node:http'

/**
 * Reads and discards the rest of a request body for at most `withinMs`. Without this, a client that
 * is still sending gets a connection reset instead of the response.
 */
export function drain(request: IncomingMessage, withinMs: number): Promise<void> {
  if (request.readableEnded || request.destroyed) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(done, withinMs)
    function done(): void {
      clearTimeout(timer)
      for (const event of ['end', 'close', 'error']) request.off(event, done)
      resolve()
    }
    for (const event of ['end', 'close', 'error']) request.once(event, done)
    request.resume()
  })
}
