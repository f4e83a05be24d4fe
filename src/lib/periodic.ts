// Work in the background that is done again and again, one run at a time.
import { setTimeout as sleep } from 'node:timers/promises'

export type PeriodicParts = {
  /** One run. It stops early once the signal is aborted. */
  readonly work: (signal: AbortSignal) => Promise<unknown>
  /** The time between the end of a run and the next one. */
  readonly pauseMs: () => number
  /** Called when a run fails; the next one follows as ever. */
  readonly onError: (error: unknown) => void
  /** The first run is after a pause, too. */
  readonly pausesFirst?: boolean
}

export type Periodic = {
  /** Runs again and again until `end`. */
  start(): void
  /** Runs now; does nothing before the start and after the end. */
  wake(): void
  /** Runs now, started or not; once more where a run goes on already. Rejects as the work does. */
  run(): Promise<void>
  /** No run begins any more. Resolves when the one that goes on has stopped, or after `withinMs`. */
  end(withinMs: number): Promise<void>
}

export function createPeriodic(parts: PeriodicParts): Periodic {
  const { work, pauseMs, onError, pausesFirst = false } = parts
  const ending = new AbortController()
  const { signal } = ending
  let isStarted = false,
    again = false
  let running: Promise<void> | undefined, timer: NodeJS.Timeout | undefined

  async function runs(): Promise<void> {
    do {
      again = false
      await work(signal)
    } while (again && !signal.aborted)
  }
  function run(): Promise<void> {
    again = running !== undefined
    running ??= runs().finally(() => (running = undefined))
    return running
  }
  const tried = () => run().catch(onError)
  const later = () => {
    if (!signal.aborted) timer = setTimeout(poll, pauseMs()).unref()
  }
  const poll = () => void tried().finally(later)

  return {
    start() {
      if (isStarted) return
      isStarted = true
      if (pausesFirst) later()
      else poll()
    },
    wake() {
      if (isStarted && !signal.aborted) void tried()
    },
    run,
    async end(withinMs) {
      ending.abort()
      clearTimeout(timer)
      await Promise.race([
        running?.catch(() => undefined),
        sleep(withinMs, undefined, { ref: false }),
      ])
    },
  }
}
