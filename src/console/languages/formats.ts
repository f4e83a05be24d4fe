// Numbers and spans of time in the language of whoever reads.
import type { Speech } from '#languages/speech.ts'
import { Later } from '#pages/html.ts'

export type Formats = {
  number(value: number): string
  /** "3 minutes ago", "in 2 days"; undefined: it is now. */
  distance(ms: number): string | undefined
  /** "15 minutes", "2 days" */
  duration(ms: number): string
  percent(share: number): string
  megabytes(bytes: number): string
  milliseconds(ms: number): string
}

const units = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

const unitOf = (ms: number) =>
  units.find(([, one]) => Math.abs(ms) >= one) ?? (['second', 1000] as const)

export function createFormats(locale: string): Formats {
  const numbers = new Intl.NumberFormat(locale)
  const distances = new Intl.RelativeTimeFormat(locale)
  const digits = (count: number) => ({ minimumFractionDigits: count, maximumFractionDigits: count })
  // NOTE a format takes more memory than a page, and few pages need these
  const format = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options)
  return {
    number: (value) => numbers.format(value),
    distance(ms) {
      const [unit, size] = unitOf(ms)
      return unit === 'second' && ms <= 0
        ? undefined
        : distances.format(Math.trunc(ms / size), unit)
    },
    duration(ms) {
      const [unit, size] = unitOf(Math.max(ms, 1000))
      return format({ style: 'unit', unit, unitDisplay: 'long' }).format(
        Math.trunc(Math.max(ms, 1000) / size),
      )
    },
    percent: (share) => format({ style: 'percent', ...digits(1) }).format(share),
    megabytes: (bytes) =>
      format({ style: 'unit', unit: 'megabyte', ...digits(0) }).format(bytes / 1_048_576),
    milliseconds: (ms) => format({ style: 'unit', unit: 'millisecond', ...digits(1) }).format(ms),
  }
}

type Formatted = { readonly formats: Formats; readonly speech: Pick<Speech, 'moment'> }

/** A number as the reader writes it. */
export const numberText = (value: number): Later =>
  new Later((reader) => (reader as Formatted).formats.number(value))

/** How long ago, or until; `now`: what is said of this moment. */
export const distanceText = (ms: number, now: Later): Later =>
  new Later((reader) => (reader as Formatted).formats.distance(ms) ?? now)

export const durationText = (ms: number): Later =>
  new Later((reader) => (reader as Formatted).formats.duration(ms))

export const percentText = (share: number): Later =>
  new Later((reader) => (reader as Formatted).formats.percent(share))

export const megabytesText = (bytes: number): Later =>
  new Later((reader) => (reader as Formatted).formats.megabytes(bytes))

export const millisecondsText = (ms: number): Later =>
  new Later((reader) => (reader as Formatted).formats.milliseconds(ms))

/** The day and time of a moment, in UTC. */
export const momentText = (at: number): Later =>
  new Later((reader) => (reader as Formatted).speech.moment(at))
