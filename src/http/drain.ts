import type { IncomingMessage } from 'node:http'

/**
 * Reads what is left of a body and forgets it, for so long: who is still sending sees a broken
 * connection instead of the answer otherwise.
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
