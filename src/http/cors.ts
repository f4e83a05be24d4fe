export type CorsSettings = {
  readonly allowedOrigins: readonly string[]
  readonly allowedMethods: readonly string[]
  readonly allowedHeaders: readonly string[]
  readonly exposedHeaders: readonly string[]
  readonly allowCredentials: boolean
  readonly maxAgeS: number
}

/** CORS headers for responses and preflight responses. */
export type Cors = {
  /** CORS headers for the response to a cross-origin request; empty for an origin not allowed. */
  headers(origin: string | undefined): Readonly<Record<string, string>>
  /**
   * CORS headers for a preflight response; without permission (only `Vary`) when the origin, the
   * method or any requested header is not allowed.
   */
  preflight(
    origin: string,
    method: string,
    headers: string | undefined,
  ): Readonly<Record<string, string>>
}

const preflightVary = 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers'

/**
 * CORS (Fetch standard, "CORS protocol") for the allowed origins. One `*` in an origin matches any
 * characters except a slash.
 */
export function createCors(settings: CorsSettings): Cors {
  const wildcard = settings.allowedOrigins.includes('*') && !settings.allowCredentials
  const exact = new Set(
    settings.allowedOrigins.filter((one) => !one.includes('*')).map((one) => one.toLowerCase()),
  )
  const patterns = settings.allowedOrigins
    .filter((one) => one !== '*' && one.includes('*'))
    .map((one) => {
      const [before = '', after = ''] = one.toLowerCase().split('*', 2)
      return { before, after }
    })
  const methods = new Set(settings.allowedMethods.map((one) => one.toUpperCase()))
  const headers = new Set([...settings.allowedHeaders.map((one) => one.toLowerCase()), 'origin'])

  function allows(origin: string): boolean {
    const o = origin.toLowerCase()
    return (
      wildcard ||
      exact.has(o) ||
      patterns.some(
        ({ before, after }) =>
          o.length > before.length + after.length &&
          o.startsWith(before) &&
          o.endsWith(after) &&
          !o.slice(before.length, o.length - after.length).includes('/'),
      )
    )
  }

  const credentials: Record<string, string> = settings.allowCredentials
    ? { 'access-control-allow-credentials': 'true' }
    : {}
  const exposed: Record<string, string> =
    settings.exposedHeaders.length > 0
      ? { 'access-control-expose-headers': settings.exposedHeaders.join(', ') }
      : {}

  return {
    headers(origin) {
      if (origin === undefined || !allows(origin)) return {}
      return { 'access-control-allow-origin': wildcard ? '*' : origin, ...credentials, ...exposed }
    },
    preflight(origin, method, requestedHeaders) {
      const requested = (requestedHeaders ?? '')
        .split(',')
        .map((one) => one.trim().toLowerCase())
        .filter((one) => one !== '')
      if (
        !allows(origin) ||
        !methods.has(method.toUpperCase()) ||
        !requested.every((one) => headers.has('*') || headers.has(one))
      )
        return { vary: preflightVary }
      return {
        vary: preflightVary,
        'access-control-allow-origin': wildcard ? '*' : origin,
        'access-control-allow-methods': method.toUpperCase(),
        ...(requested.length > 0 ? { 'access-control-allow-headers': requested.join(', ') } : {}),
        ...credentials,
        'access-control-max-age': String(settings.maxAgeS),
      }
    },
  }
}
