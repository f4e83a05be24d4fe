// Delivers queued messages as long as it runs.
import type { AddressChannel } from '#schema/address-channel.ts'
import { createChannelQueue, type ChannelQueueParts } from './channel-queue.ts'

export type Worker = {
  start(): void
  /** Looks for due messages at once, when the worker runs. */
  wake(): void
  /**
   * Takes and delivers everything that is due now, whether or not the worker runs. Resolves when
   * that is done.
   */
  drain(): Promise<void>
  /**
   * Waits for the messages being delivered; those that are not finished after `withinMs` are put
   * back.
   */
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
    void channelQueue.takeDue().finally(() => {
      if (running) timers[at] = setTimeout(() => poll(at), channelQueue.pauseMs())
    })
  }

  return {
    start() {
      if (running) return
      running = true
      channelQueues.forEach((_queue, at) => poll(at))
    },
    wake() {
      if (running) for (const channelQueue of channelQueues) void channelQueue.takeDue()
    },
    async drain() {
      await Promise.all(channelQueues.map((channelQueue) => channelQueue.takeDue()))
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
