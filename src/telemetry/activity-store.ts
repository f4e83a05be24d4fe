import type { Timestamp } from '#lib/time.ts'

export const activityKinds = [
  'sign-ups',
  'sign-ins',
  'failures',
  'second-factors',
  'messages',
] as const
export type ActivityKind = (typeof activityKinds)[number]

/** How often something has happened in the hour that begins at `hour`. */
export type HourCount = {
  readonly hour: Timestamp
  readonly kind: ActivityKind
  readonly count: number
}

/** Counts of all processes together, one row for each hour and kind. */
export type ActivityStore = {
  /** Adds to the counts, in one statement. No hour and kind may be there twice. */
  add(counts: readonly HourCount[]): Promise<void>
  /** Those of hours from `from` on, in the order of the hours. */
  since(from: Timestamp): Promise<readonly HourCount[]>
  /** Deletes up to `limit` counts of hours before `before`; answers how many. */
  deleteBefore(before: Timestamp, limit: number): Promise<number>
}
