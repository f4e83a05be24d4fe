import { isObject } from '#lib/json.ts'
import type { Config } from './config.ts'

const hidden = '***'
/** Keys whose values are secret, at any place. */
const secretKeys = new Set([
  'tokens',
  'client_secret',
  'clientSecret',
  'apple_private_key',
  'privateKey',
  'password',
  'user',
  'value',
  'key',
])

/** The configuration for printing: without passwords, tokens, keys, headers and queries of URLs. */
export function redactConfig(config: Config): unknown {
  return { ...(redact(config) as object), dsn: redactUrl(config.dsn) }
}

function redact(value: unknown): unknown {
  if (typeof value === 'string') return redactUrl(value)
  if (Array.isArray(value)) return value.map(redact)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, below]) => [
      key,
      secretKeys.has(key) ? hideText(below) : key === 'headers' ? hideAll(below) : redact(below),
    ]),
  )
}

/** Some of these keys are also names of methods, whose values are maps. */
function hideText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideText)
  return typeof value === 'string' ? hidden : redact(value)
}

const hideAll = (value: unknown) =>
  isObject(value)
    ? Object.fromEntries(Object.keys(value).map((name) => [name, hidden]))
    : redact(value)

/**
 * The URL without user, password and query. A password may contain an @, so everything up to the
 * last one is removed.
 */
function redactUrl(text: string): string {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*:\/\/)(.*)$/is.exec(text) ?? []
  if (scheme === undefined || rest === undefined || /^(?:base64|sqlite):/i.test(scheme)) return text
  const host = rest.slice(rest.lastIndexOf('@') + 1)
  const shown = host === rest ? host : `${hidden}@${host}`
  return scheme + shown.replace(/[?#].*$/s, `?${hidden}`)
}
