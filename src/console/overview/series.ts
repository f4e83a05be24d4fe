// Counts per hour as the series of the charts.
import type { Timestamp } from '#lib/time.ts'
import { hourMs } from '#telemetry/activity.ts'
import { activityKinds, type ActivityKind, type HourCount } from '#telemetry/activity-store.ts'

export const ranges = {
  day: { sizeMs: hourMs, count: 24 },
  month: { sizeMs: 24 * hourMs, count: 30 },
}
export type Range = keyof typeof ranges

export type Series = {
  readonly kind: ActivityKind
  readonly counts: readonly number[]
  readonly total: number
  readonly most: number
}
export type Activities = {
  readonly range: Range
  /** When each hour or day (UTC) begins. */
  readonly starts: readonly Timestamp[]
  readonly all: readonly Series[]
}

/** When the hours or days of a range begin; the last one is not over yet. */
export function startsOf(range: Range, now: Timestamp): readonly Timestamp[] {
  const { sizeMs, count } = ranges[range]
  const last = now - (now % sizeMs)
  return Array.from({ length: count }, (_, at) => last - (count - 1 - at) * sizeMs)
}

export function seriesOf(range: Range, now: Timestamp, counted: readonly HourCount[]): Activities {
  const starts = startsOf(range, now)
  const [first = now] = starts
  const all = activityKinds.map((kind): Series => {
    const counts = starts.map(() => 0)
    for (const one of counted) {
      const at = Math.floor((one.hour - first) / ranges[range].sizeMs)
      if (one.kind === kind && counts[at] !== undefined) counts[at] += one.count
    }
    return { kind, counts, total: counts.reduce((a, b) => a + b, 0), most: Math.max(...counts) }
  })
  return { range, starts, all }
}
