// Answers every request within its time, which begins when its header was read.
import type { FastifyRequest } from 'fastify'
import { Refusal } from '#errors/refusal.ts'
import { DeadlineExceeded, followUpMs, withDeadline } from '#lib/deadline.ts'
import type { Reply } from './reply.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** When the header was read, as told by `performance.now()`. */
    receivedAt: number
  }
}

/** The time of a request, where the configuration says nothing else. */
export const defaultDeadlineMs = 25_000

/** How long a connection may be idle, so that it is not closed before the answer. */
export const idleMsFor = (deadlineMs: number): number => deadlineMs + followUpMs + 3000

/**
 * The answer of `work`, or what `refuse` makes of the error that it throws. When the time is over
 * before anything was stored, it is refused, and what `work` still does stores nothing.
 */
export async function answerInTime(
  { receivedAt }: FastifyRequest,
  deadlineMs: number,
  work: () => Promise<Reply>,
  refuse: (error: unknown) => Promise<Reply> | Reply,
): Promise<Reply> {
  try {
    return await withDeadline(receivedAt + deadlineMs, async () => {
      try {
        return await work()
      } catch (error) {
        if (error instanceof DeadlineExceeded) throw error
        return refuse(error)
      }
    })
  } catch (error) {
    return refuse(error instanceof DeadlineExceeded ? tooLate(error) : error)
  }
}

const tooLate = (cause: DeadlineExceeded) =>
  new Refusal('unavailable', {
    reason:
      'This took longer than it may, so it was given up and nothing was stored. Please try again.',
    remedy: { retryAfterMs: 2000 },
    cause,
  })
