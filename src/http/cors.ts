export type CorsSettings = {
  readonly allowedOrigins: readonly string[]
  readonly allowedMethods: readonly string[]
  readonly allowedHeaders: readonly string[]
  readonly exposedHeaders: readonly string[]
  readonly allowCredentials: boolean
  readonly maxAgeS: number
}

export type Cors = {
  /** Headers of an answer to a cross-origin request. */
  headers(origin: string | undefined): Readonly<Record<string, string>>
  /**
   * Headers of an answer to a preflight request; no permission where anything asked for is not
   * listed.
   */
  preflight(
    origin: string,
    method: string,
    headers: string | undefined,
  ): Readonly<Record<string, string>>
}

const preflightVary = 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers'

/**
 * Cross-origin permission (the Fetch standard, CORS protocol) for listed origins; one `*` in an
 * origin stands for anything but a slash.
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
    preflight(origin, method, asked) {
      const wanted = (asked ?? '')
        .split(',')
        .map((one) => one.trim().toLowerCase())
        .filter((one) => one !== '')
      if (
        !allows(origin) ||
        !methods.has(method.toUpperCase()) ||
        !wanted.every((one) => headers.has('*') || headers.has(one))
      )
        return { vary: preflightVary }
      return {
        vary: preflightVary,
        'access-control-allow-origin': wildcard ? '*' : origin,
        'access-control-allow-methods': method.toUpperCase(),
        ...(wanted.length > 0 ? { 'access-control-allow-headers': wanted.join(', ') } : {}),
        ...credentials,
        'access-control-max-age': String(settings.maxAgeS),
      }
    },
  }
}
