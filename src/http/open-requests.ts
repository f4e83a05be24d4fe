// Tracks requests without a complete response, so that a shutdown can wait for them.
import type { FastifyReply } from 'fastify'
import type { ServerResponse } from 'node:http'

export type OpenRequests = {
  begin(reply: FastifyReply): void
  end(reply: FastifyReply): void
  /**
   * From now on responses close their connection. Resolves when all requests open at this moment
   * are answered, or after `withinMs`.
   */
  finish(withinMs: number): Promise<void>
}

/**
 * Responses whose client disconnected are removed when the set reaches this size, and then each
 * time it has doubled since the last removal.
 */
const minSweepSize = 1000

/** Tracks the requests of a listener, which tells of each. */
export function trackRequests(): OpenRequests {
  const open = new Set<ServerResponse>()
  let ending = false,
    sweepAt = minSweepSize
  const removeClosed = () => {
    for (const answer of open) if (answer.closed) open.delete(answer)
    sweepAt = Math.max(minSweepSize, 2 * open.size)
  }
  return {
    begin(reply) {
      if (open.size >= sweepAt) removeClosed()
      open.add(reply.raw)
      if (ending) reply.header('connection', 'close')
    },
    end: ({ raw }) => void open.delete(raw),
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
