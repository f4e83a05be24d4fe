// Knows which requests wait for their answer, so that a server that ends answers them first.
import type { FastifyInstance } from 'fastify'
import type { ServerResponse } from 'node:http'

export type OpenRequests = {
  /**
   * From now on connections are closed with their answer. Resolves when the requests that are open
   * now are answered, or after `withinMs`.
   */
  finish(withinMs: number): Promise<void>
}

/**
 * Answers whose reader has gone away are looked for when there are so many, and twice as many as
 * there were after the last look.
 */
const atFirst = 1000

export function trackRequests(app: FastifyInstance): OpenRequests {
  const open = new Set<ServerResponse>()
  let ending = false,
    lookAt = atFirst
  const forgetClosed = () => {
    for (const answer of open) if (answer.closed) open.delete(answer)
    lookAt = Math.max(atFirst, 2 * open.size)
  }
  app.addHook('onRequest', (_request, reply, done) => {
    if (open.size >= lookAt) forgetClosed()
    open.add(reply.raw)
    if (ending) reply.header('connection', 'close')
    done()
  })
  app.addHook('onResponse', (_request, reply, done) => {
    open.delete(reply.raw)
    done()
  })
  return {
    async finish(withinMs) {
      ending = true
      const waiting = [...open].map(
        (answer) =>
          new Promise<void>((resolve) =>
            answer.closed ? resolve() : answer.once('close', resolve),
          ),
      )
      const { promise: tooLate, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, withinMs)
      await Promise.race([Promise.all(waiting), tooLate])
      clearTimeout(timer)
    },
  }
}
