// Durations and sizes as configuration files write them.

const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}
const part = '(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h)'
const quantity = new RegExp(`^(?:0|(?:${part})+)$`)
const parts = /([0-9.]+)(ns|us|µs|μs|ms|s|m|h)/g

/** The longest duration of Go (63 bits of nanoseconds), about 292 years. */
const maxMs = 2 ** 63 / 1e6

/**
 * A duration of Go (`1h30m`, `1.5h`, `500ms`; https://pkg.go.dev/time#ParseDuration) in whole
 * milliseconds, rounded up; undefined for any other text and for a duration that is negative or too
 * long.
 */
export function parseDuration(text: string): number | undefined {
  if (!quantity.test(text)) return undefined
  let ms = 0
  for (const [, amount, unit] of text.matchAll(parts))
    ms += Number(amount) * (unitMs[unit ?? ''] ?? Number.NaN)
  // NOTE six decimals are nanoseconds; further digits are rounding errors
  return ms < maxMs ? Math.ceil(Number(ms.toFixed(6))) : undefined
}

/** Whole days (`30d`), or a duration as above. */
export function parseDays(text: string): number | undefined {
  const days = /^([0-9]{1,5})d$/.exec(text)?.[1]
  return days === undefined ? parseDuration(text) : Number(days) * 24 * 3_600_000
}

const sizes: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  K: 2 ** 10,
  M: 2 ** 20,
  G: 2 ** 30,
  T: 2 ** 40,
  P: 2 ** 50,
}

/**
 * A size such as `128MB`, `19MiB` or `64k` in bytes, with steps of 1024; undefined for any other
 * text.
 */
export function parseBytes(text: string): number | undefined {
  const [, amount, step] = /^([0-9]+(?:\.[0-9]+)?) ?(?:([KMGTP])(?:i?B)?|B)?$/i.exec(text) ?? []
  if (amount === undefined) return undefined
  const bytes = Number(amount) * (sizes[(step ?? '').toUpperCase()] ?? Number.NaN)
  return Number.isSafeInteger(bytes) ? bytes : undefined
}
