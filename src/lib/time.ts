/** A moment: milliseconds since 1970-01-01T00:00:00Z. */
export type Timestamp = number

/** The current time; a function of its own, so that tests can control it. */
export type Clock = () => Timestamp

export const systemClock: Clock = () => Date.now()

const dayMs = 86_400_000
let knownDay = Number.NaN,
  knownDate = ''

/**
 * RFC 3339 in UTC, with milliseconds. Responses have many times, mostly of the same days: the date
 * is computed once, the time of day by arithmetic.
 */
export function toRfc3339(at: Timestamp): string {
  const day = Math.floor(at / dayMs)
  if (day !== knownDay) {
    knownDate = new Date(at).toISOString().slice(0, -13)
    knownDay = day
  }
  const ms = Math.floor(at - day * dayMs)
  const hours = two(ms / 3_600_000),
    minutes = two((ms / 60_000) % 60),
    seconds = two((ms / 1000) % 60)
  return `${knownDate}${hours}:${minutes}:${seconds}.${three(ms % 1000)}Z`
}

const pairs = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))
const two = (n: number) => pairs[Math.floor(n)] ?? '00'
const three = (n: number) => (n < 10 ? `00${n}` : n < 100 ? `0${n}` : String(n))
