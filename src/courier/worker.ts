// Takes queued messages to where they should go, for as long as it runs.
import type { AddressChannel } from '#schema/address-channel.ts'
import { createChannelQueue, type ChannelQueueParts } from './channel-queue.ts'

export type Worker = {
  start(): void
  /** Looks at once whether there is something to take; does nothing before the start. */
  wake(): void
  /**
   * Takes and delivers everything that is due now, also without having been started. Resolves when
   * it is done.
   */
  drain(): Promise<void>
  /** What is in hand is finished, or after `withinMs` put back. */
  end(withinMs: number): Promise<void>
}

const channels: readonly AddressChannel[] = ['email', 'sms']

export function createWorker(parts: ChannelQueueParts): Worker {
  const channelQueues = channels.map((channel) => createChannelQueue(channel, parts))
  let running = false
  let timers: NodeJS.Timeout[] = []

  function poll(at: number): void {
    const channelQueue = channelQueues[at]
    if (!running || !channelQueue) return
    void channelQueue.pump().finally(() => {
      if (running) timers[at] = setTimeout(() => poll(at), channelQueue.pauseMs())
    })
  }

  return {
    start() {
      if (running) return
      running = true
      channelQueues.forEach((_lane, at) => poll(at))
    },
    wake() {
      if (running) for (const channelQueue of channelQueues) void channelQueue.pump()
    },
    async drain() {
      await Promise.all(channelQueues.map((channelQueue) => channelQueue.pump()))
      await Promise.all(channelQueues.map((channelQueue) => channelQueue.idle()))
    },
    async end(withinMs) {
      running = false
      for (const timer of timers) clearTimeout(timer)
      timers = []
      await Promise.all(channelQueues.map((channelQueue) => channelQueue.end(withinMs)))
    },
  }
}
