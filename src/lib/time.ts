/** A moment: milliseconds since 1970-01-01T00:00:00Z. */
export type Timestamp = number

/** Where the time comes from; tests hold it still. */
export type Clock = () => Timestamp

export const systemClock: Clock = () => Date.now()

/** RFC 3339 in UTC, with milliseconds. */
export function toRfc3339(at: Timestamp): string {
  return new Date(at).toISOString()
}
