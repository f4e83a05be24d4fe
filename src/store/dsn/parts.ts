import { Refusal } from '#errors/refusal.ts'

export const defaultMaxConnections = 16

export function badDsn(why: string): Refusal {
  return new Refusal('misconfigured', { reason: `The dsn cannot be used: ${why}.` })
}

export function readUrl(dsn: string): URL {
  const url = URL.parse(dsn)
  if (url === null)
    throw badDsn(
      'it is no valid URL; write special characters of user and password percent-encoded',
    )
  return url
}

export function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** A positive integer; `undefined` without the option. */
export function readNumber(options: URLSearchParams, name: string): number | undefined {
  const text = options.get(name)
  if (text === null) return undefined
  if (!/^[1-9][0-9]{0,6}$/.test(text)) throw badDsn(`${name} must be a positive number`)
  return Number(text)
}

/** The sizes of the pool: `max_conns` and `max_idle_conns`. */
export function poolSizes(options: URLSearchParams): {
  readonly maxConnections: number
  readonly maxIdle: number
} {
  const maxConnections = readNumber(options, 'max_conns') ?? defaultMaxConnections
  const maxIdle = readNumber(options, 'max_idle_conns') ?? maxConnections
  return { maxConnections, maxIdle: Math.min(maxIdle, maxConnections) }
}
