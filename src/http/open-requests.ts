// Knows which requests wait for their answer, so that a server that ends answers them first.
import type { FastifyInstance } from 'fastify'
import type { ServerResponse } from 'node:http'

export type OpenRequests = {
  /** From now on connections are closed with their answer. Resolves when the requests that are open now are answered, or after `withinMs`. */
  finish(withinMs: number): Promise<void>
}

export function trackRequests(app: FastifyInstance): OpenRequests {
  const open = new Set<ServerResponse>()
  let ending = false
  app.addHook('onRequest', (_request, reply, done) => {
    const { raw } = reply
    open.add(raw)
    raw.once('close', () => open.delete(raw))
    if (ending) reply.header('connection', 'close')
    done()
  })
  return {
    async finish(withinMs) {
      ending = true
      const waiting = [...open].map((answer) => new Promise<void>((resolve) => (answer.closed ? resolve() : answer.once('close', resolve))))
      const { promise: tooLate, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, withinMs)
      await Promise.race([Promise.all(waiting), tooLate])
      clearTimeout(timer)
    },
  }
}
