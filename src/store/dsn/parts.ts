import { Refusal } from '#errors/refusal.ts'

export const defaultMaxConnections = 16

export function badDsn(why: string): Refusal {
  return new Refusal('misconfigured', { reason: `The dsn cannot be used: ${why}.` })
}

/** The addresses of a URL, which may be several, and the URL with one in their place. */
export function splitHosts(dsn: string): { readonly hosts: string; readonly url: URL } {
  const parts = /^([a-z0-9]+:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/s.exec(dsn)
  const [, before = '', hosts = '', after = ''] = parts ?? []
  return { hosts, url: readUrl(parts === null ? dsn : `${before}localhost${after}`) }
}

function readUrl(dsn: string): URL {
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

/**
 * The sizes of the pool: `max_conns` and `max_idle_conns`. Processes that serve together share them; where
 * nothing is said, each has as many as one alone, until all have 64.
 */
export function poolSizes(
  options: URLSearchParams,
  processes: number,
): { readonly maxConnections: number; readonly maxIdle: number } {
  const shareOf = (all: number, least: number) => Math.max(least, Math.floor(all / processes))
  const given = readNumber(options, 'max_conns')
  const maxConnections =
    given === undefined
      ? Math.min(defaultMaxConnections, shareOf(mostByDefault, leastByDefault))
      : shareOf(given, 1)
  const idle = readNumber(options, 'max_idle_conns')
  const maxIdle = idle === undefined ? maxConnections : shareOf(idle, 1)
  return { maxConnections, maxIdle: Math.min(maxIdle, maxConnections) }
}

/** Of all processes together, and of each; PostgreSQL takes 100 connections where nothing is said. */
const mostByDefault = 64,
  leastByDefault = 4
