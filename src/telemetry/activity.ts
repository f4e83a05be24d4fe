// Counts per hour of what people do, for the charts of the console. They are added up in memory and
// written together now and then, so that no request waits for it; a process that is killed loses
// what it has not written.
import type { Event } from '#events/events.ts'
import type { Clock, Timestamp } from '#lib/time.ts'
import type { ActivityKind, ActivityStore, HourCount } from './activity-store.ts'

export const hourMs = 3_600_000
/** How long counts are kept: those of 30 days, and the day that has begun. */
export const activityKeptMs = 32 * 24 * hourMs
const writeEveryMs = 10_000

/** What an event counts as; undefined for what is not counted. */
export function activityOf(event: Event): ActivityKind | undefined {
  switch (event.kind) {
    case 'registration.succeeded':
      return 'sign-ups'
    case 'login.succeeded':
      return event.aal === 'aal2' ? 'second-factors' : event.refreshed ? undefined : 'sign-ins'
    case 'login.failed':
      return 'failures'
    case 'message.sent':
      return 'messages'
    default:
      return undefined
  }
}

export type Activity = {
  event(event: Event): void
  /** The counts of hours from `from` on, those of this process apart that are not written yet. */
  since(from: Timestamp): Promise<readonly HourCount[]>
  /** Writes every ten seconds from now on. */
  start(): void
  /** Stops that, and writes what is left. */
  end(): Promise<void>
}

export function createActivity({
  store,
  clock,
  onError,
}: {
  readonly store: ActivityStore
  readonly clock: Clock
  readonly onError: (error: unknown) => void
}): Activity {
  let waiting = new Map<string, HourCount>(),
    timer: NodeJS.Timeout | undefined

  function add({ hour, kind, count }: HourCount): void {
    const key = `${hour} ${kind}`
    waiting.set(key, { hour, kind, count: (waiting.get(key)?.count ?? 0) + count })
  }

  async function write(): Promise<void> {
    if (waiting.size === 0) return
    const counts = [...waiting.values()]
    waiting = new Map()
    try {
      await store.add(counts)
    } catch (error) {
      for (const count of counts) add(count)
      onError(error)
    }
  }

  return {
    event(event) {
      const kind = activityOf(event)
      if (kind === undefined) return
      const now = clock()
      add({ hour: now - (now % hourMs), kind, count: 1 })
    },
    async since(from) {
      // NOTE nothing is written here: whoever only looks changes nothing
      const own = [...waiting.values()].filter(({ hour }) => hour >= from)
      return [...(await store.since(from)), ...own]
    },
    start() {
      timer ??= setInterval(() => void write(), writeEveryMs).unref()
    },
    async end() {
      clearInterval(timer)
      await write()
    },
  }
}
