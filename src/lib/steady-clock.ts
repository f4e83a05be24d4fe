import type { Clock } from './time.ts'

export type SteadyClockParts = {
  /** The clock of the system, which may be set. */
  readonly system: Clock
  /** Milliseconds that only go on, at the pace of time. */
  readonly monotonic: () => number
  /** Called when the system clock was set back by more than a second; `aheadMs`: by how much. */
  readonly onSetBack: (aheadMs: number) => void
}

/** Being ahead of the system clock by at most so much is made up for; by more, nothing is. */
const mostToMakeUpMs = 5 * 60_000
/** How fast the clock goes meanwhile. */
const slowPace = 0.9
const toldFromMs = 1000

/**
 * The clock of the system as long as that goes on. When it is set back, this one goes on by itself,
 * so that nothing that was over is valid again; a little ahead, it goes slower until the system
 * clock has caught up.
 */
export function createSteadyClock({ system, monotonic, onSetBack }: SteadyClockParts): Clock {
  let last = -Infinity,
    lastSystem = -Infinity,
    lastTick = monotonic()
  return () => {
    const now = system(),
      tick = monotonic()
    const passed = Math.max(tick - lastTick, 0)
    const ahead = last - lastSystem
    const pace = ahead > 0 && ahead <= mostToMakeUpMs ? slowPace : 1
    const isSetBack = lastSystem + passed - now > toldFromMs
    last = Math.max(now, last + passed * pace)
    lastSystem = now
    lastTick = tick
    if (isSetBack) onSetBack(Math.round(last - now))
    return Math.floor(last)
  }
}
