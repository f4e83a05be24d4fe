// Delivers the queued messages of one channel, up to the configured number at once. Channels do not
// wait for each other. When the server cannot be reached, the queue pauses and then tries one
// message first.
import type { Clock, Timestamp } from '#lib/time.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import { outsideSpan, resumed, type Span, type Tracer } from '#lib/tracing.ts'
import { attempt, waitAfter, type Attempt, type AttemptParts } from './attempt.ts'
import { isForgotten } from './courier.ts'
import type { Delivery, Obstacle } from './delivery.ts'
import type { Message } from './message.ts'
import type { MessageStore } from './message-store.ts'
import type { WorkerSettings } from './settings.ts'

export type ChannelQueueParts = AttemptParts & {
  readonly messages: MessageStore
  readonly settings: () => WorkerSettings
  readonly clock: Clock
  readonly tracer?: Tracer | undefined
  readonly delivery: (channel: AddressChannel) => Delivery
  /** Called after every attempt. */
  readonly onAttempt: (
    message: Message,
    obstacle: Obstacle | undefined,
    reason: string | undefined,
  ) => void
  /** Called when the database cannot be used; the queue continues. */
  readonly onError: (error: unknown) => void
}

export type ChannelQueue = {
  /**
   * Takes due messages, as many as can be delivered now. Resolves when they are taken, not when
   * they are delivered.
   */
  takeDue(): Promise<void>
  /** Milliseconds until the next look at the queue. */
  pauseMs(): number
  /** Resolves when no message is being delivered. */
  idle(): Promise<void>
  /**
   * Takes no more messages, waits for those being delivered, and puts back what is not finished in
   * time.
   */
  end(withinMs: number): Promise<void>
}

export const leaseMs = 12_000
/** No message waits longer to be sent, or tried again. */
export const longestWaitMs = 60_000
const renewMs = 4000,
  storeRetryMs = 300

export function createChannelQueue(
  channel: AddressChannel,
  parts: ChannelQueueParts,
): ChannelQueue {
  const deliveries = new Set<Promise<void>>()
  const stop = new AbortController()
  let ending = false,
    taking: Promise<void> | undefined,
    again = false
  let broughtForward = false
  let pausedUntil = 0,
    failuresInRow = 0

  async function takeDue(): Promise<void> {
    if (taking) {
      again = true
      return taking
    }
    // NOTE one request has it looked for the messages of all
    taking = outsideSpan(takeAll).finally(() => (taking = undefined))
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
        await bringForward(now)
        const messages = await parts.messages.take(channel, { now, limit: room, lease })
        for (const message of messages) deliverUnderLease(message, lease.id)
      } catch (error) {
        parts.onError(error)
      }
    } while (again)
  }

  /** Once, for only before the start of this process may the clock have gone back. */
  async function bringForward(now: Timestamp): Promise<void> {
    if (broughtForward) return
    await parts.messages.bringForward(channel, now, now + longestWaitMs)
    broughtForward = true
  }

  function roomNow(): number {
    if (ending || performance.now() < pausedUntil) return 0
    return (failuresInRow > 0 ? 1 : parts.settings().pullCount) - deliveries.size
  }

  function deliverUnderLease(message: Message, leaseId: string): void {
    const work = traceDelivery(message, (span) => deliver(message, leaseId, span))
      .catch(parts.onError)
      .finally(() => {
        deliveries.delete(work)
        void takeDue()
      })
    deliveries.add(work)
  }

  const traceDelivery = (
    { trace, template, id, sendCount }: Message,
    work: (span?: Span) => Promise<void>,
  ): Promise<void> => {
    const attributes = {
      'messaging.system': 'pallas',
      'messaging.operation.type': 'process',
      'messaging.operation.name': 'deliver',
      'messaging.destination.name': channel,
      'messaging.message.id': id,
      'pallas.message.template': template,
      'pallas.message.tries': sendCount,
    }
    return resumed(
      parts.tracer,
      `deliver ${channel}`,
      trace,
      { kind: 'consumer', attributes },
      work,
    )
  }

  async function deliver(message: Message, leaseId: string, span?: Span): Promise<void> {
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
      if (ended.obstacle !== undefined) span?.fail(ended.obstacle)
      noteObstacle(ended.obstacle, startedAt)
      await finish(ended, leaseId)
    } finally {
      clearInterval(renewal)
    }
  }

  function noteObstacle(obstacle: Obstacle | undefined, startedAt: number): void {
    if (obstacle !== 'unreachable') {
      failuresInRow = pausedUntil = 0
      return
    }
    // NOTE attempts that began before the pause fail for the same reason, which counts once
    if (startedAt < pausedUntil) return
    failuresInRow++
    pausedUntil = performance.now() + waitAfter(failuresInRow)
  }

  /**
   * A message that was sent must be stored as sent: a database that is not available is waited for.
   */
  async function finish(
    { message, obstacle, reason, done }: Attempt,
    leaseId: string,
  ): Promise<void> {
    try {
      for (;;) {
        try {
          if (message.dueAt === undefined && isForgotten(message.template))
            await parts.messages.forget(message.id, leaseId)
          else await parts.messages.finish(message, leaseId)
          parts.onAttempt(message, obstacle, reason)
          return
        } catch (error) {
          parts.onError(error)
          if (stop.signal.aborted) return
          await new Promise((resolve) => setTimeout(resolve, storeRetryMs))
        }
      }
    } finally {
      done()
    }
  }

  async function idle(): Promise<void> {
    while (taking || deliveries.size > 0) {
      await taking
      await Promise.all(deliveries)
    }
  }

  return {
    takeDue,
    pauseMs: () =>
      Math.min(
        parts.settings().pullWaitMs,
        Math.max(pausedUntil - performance.now(), 0) || Infinity,
      ),
    idle,
    async end(withinMs) {
      ending = true
      const timer = setTimeout(() => stop.abort(), withinMs)
      await idle()
      clearTimeout(timer)
    },
  }
}
