// The messages of one channel on their way out. Lanes do not wait for each other; inside a lane
// messages do not either, up to the configured number at once. When nothing can leave, the lane
// rests and then tries one message first.
import type { Clock } from '#lib/time.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import { attempt, waitAfter, type Attempt, type AttemptParts } from './attempt.ts'
import type { Delivery, Obstacle } from './delivery.ts'
import type { Message } from './message.ts'
import type { MessageStore } from './message-store.ts'
import type { WorkerSettings } from './settings.ts'

export type ChannelQueueParts = AttemptParts & {
  readonly messages: MessageStore
  readonly settings: () => WorkerSettings
  readonly clock: Clock
  readonly delivery: (channel: AddressChannel) => Delivery
  /** Told how every try ended. */
  readonly onAttempt: (
    message: Message,
    obstacle: Obstacle | undefined,
    reason: string | undefined,
  ) => void
  /** Told when the database cannot be used; the lane goes on trying. */
  readonly onError: (error: unknown) => void
}

export type ChannelQueue = {
  /**
   * Takes what is due, as much as there is room for. Resolves when it is taken, not when it is
   * delivered.
   */
  pump(): Promise<void>
  /** Milliseconds until it makes sense to look again. */
  pauseMs(): number
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>
  /** Stops taking, waits for what is in hand, and then puts back what is still there. */
  end(withinMs: number): Promise<void>
}

export const leaseMs = 12_000
const renewMs = 4000,
  storeAgainMs = 300

export function createChannelQueue(
  channel: AddressChannel,
  parts: ChannelQueueParts,
): ChannelQueue {
  const inHand = new Set<Promise<void>>()
  const stop = new AbortController()
  let ending = false,
    taking: Promise<void> | undefined,
    again = false
  let restUntil = 0,
    bumps = 0

  async function pump(): Promise<void> {
    if (taking) {
      again = true
      return taking
    }
    taking = takeAll().finally(() => (taking = undefined))
    return taking
  }

  async function takeAll(): Promise<void> {
    do {
      again = false
      const room = roomNow()
      if (room <= 0) return
      const now = parts.clock(),
        lease = { id: parts.newId(), until: now + leaseMs }
      try {
        const messages = await parts.messages.take(channel, { now, limit: room, lease })
        for (const message of messages) carry(message, lease.id)
      } catch (error) {
        parts.onError(error)
      }
    } while (again)
  }

  function roomNow(): number {
    if (ending || performance.now() < restUntil) return 0
    return (bumps > 0 ? 1 : parts.settings().pullCount) - inHand.size
  }

  function carry(message: Message, leaseId: string): void {
    const work = deliver(message, leaseId)
      .catch(parts.onError)
      .finally(() => {
        inHand.delete(work)
        void pump()
      })
    inHand.add(work)
  }

  async function deliver(message: Message, leaseId: string): Promise<void> {
    const startedAt = performance.now()
    const renewal = setInterval(
      () =>
        void parts.messages
          .keep({ id: leaseId, until: parts.clock() + leaseMs })
          .catch(parts.onError),
      renewMs,
    )
    try {
      const ended = await attempt(message, parts.delivery(channel), stop.signal, parts)
      if (stop.signal.aborted && ended.obstacle !== undefined)
        return await parts.messages.putBack(leaseId, [message.id], parts.clock())
      noteObstacle(ended.obstacle, startedAt)
      await finish(ended, leaseId)
    } finally {
      clearInterval(renewal)
    }
  }

  function noteObstacle(obstacle: Obstacle | undefined, startedAt: number): void {
    if (obstacle !== 'unreachable') {
      bumps = restUntil = 0
      return
    }
    // NOTE those that set out before the rest began meet the same obstacle; it counts once
    if (startedAt < restUntil) return
    bumps++
    restUntil = performance.now() + waitAfter(bumps)
  }

  /** What has left must be known to have left; so a database that is away is waited for. */
  async function finish(
    { message, obstacle, reason, done }: Attempt,
    leaseId: string,
  ): Promise<void> {
    try {
      for (;;) {
        try {
          await parts.messages.finish(message, leaseId)
          parts.onAttempt(message, obstacle, reason)
          return
        } catch (error) {
          parts.onError(error)
          if (stop.signal.aborted) return
          await new Promise((resolve) => setTimeout(resolve, storeAgainMs))
        }
      }
    } finally {
      done()
    }
  }

  async function idle(): Promise<void> {
    while (taking || inHand.size > 0) {
      await taking
      await Promise.all(inHand)
    }
  }

  return {
    pump,
    pauseMs: () =>
      Math.min(parts.settings().pullWaitMs, Math.max(restUntil - performance.now(), 0) || Infinity),
    idle,
    async end(withinMs) {
      ending = true
      const timer = setTimeout(() => stop.abort(), withinMs)
      await idle()
      clearTimeout(timer)
    },
  }
}
