// Takes queued messages to where they should go, for as long as it runs.
import type { AddressChannel } from '#schema/credential-types.ts'
import { createLane, type LaneParts } from './channel-queue.ts'

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

export function createWorker(parts: LaneParts): Worker {
  const lanes = channels.map((channel) => createLane(channel, parts))
  let running = false
  let timers: NodeJS.Timeout[] = []

  function poll(at: number): void {
    const lane = lanes[at]
    if (!running || !lane) return
    void lane.pump().finally(() => {
      if (running) timers[at] = setTimeout(() => poll(at), lane.pauseMs())
    })
  }

  return {
    start() {
      if (running) return
      running = true
      lanes.forEach((_lane, at) => poll(at))
    },
    wake() {
      if (running) for (const lane of lanes) void lane.pump()
    },
    async drain() {
      await Promise.all(lanes.map((lane) => lane.pump()))
      await Promise.all(lanes.map((lane) => lane.idle()))
    },
    async end(withinMs) {
      running = false
      for (const timer of timers) clearTimeout(timer)
      timers = []
      await Promise.all(lanes.map((lane) => lane.end(withinMs)))
    },
  }
}
