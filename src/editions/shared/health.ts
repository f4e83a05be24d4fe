// Liveness, readiness and version; the same in every edition.
import { json, type Reply } from '#http/reply.ts'
import { route, type Route } from '#http/route.ts'

export type HealthParts = {
  readonly version: string
  /** Names the configuration that is in force. */
  readonly revision: () => string
  /** The problems that prevent serving, by component; empty when ready. */
  readonly problems: () => Promise<Readonly<Record<string, string>>>
}

const ignoresCookies = { ignoresCookies: true } as const
const ok = {
  type: 'object',
  properties: { status: { type: 'string', const: 'ok' } },
  required: ['status'],
}
const nothing = (): undefined => undefined

/** Routes for liveness and readiness. */
export function healthRoutes({ problems }: HealthParts): readonly Route[] {
  return [
    route('GET', '/health/alive', nothing, nothing, () => json(200, { status: 'ok' }), {
      ...ignoresCookies,
      document: {
        id: 'isAlive',
        summary: 'Whether the process answers',
        tag: 'metadata',
        responses: { 200: ok },
      },
    }),
    route('GET', '/health/ready', nothing, problems, answerReady, {
      ...ignoresCookies,
      document: {
        id: 'isReady',
        summary:
          'Whether requests can be served now: database there and writable, migrations ' +
          'applied, not shutting down',
        tag: 'metadata',
        responses: {
          200: ok,
          503: {
            type: 'object',
            properties: { errors: { type: 'object', additionalProperties: { type: 'string' } } },
          },
        },
      },
    }),
  ]
}

/** The route that tells which configuration is in force. */
export function configRoute({ revision }: HealthParts): Route {
  return route(
    'GET',
    '/health/config',
    nothing,
    nothing,
    () => json(200, { revision: revision() }),
    {
      ...ignoresCookies,
      document: {
        id: 'getConfigRevision',
        summary: 'The revision of the configuration, or a hash of it where it names none',
        tag: 'metadata',
        responses: {
          200: {
            type: 'object',
            properties: { revision: { type: 'string' } },
            required: ['revision'],
          },
        },
      },
    },
  )
}

/** The route for the server's version. */
export function versionRoute({ version }: HealthParts): Route {
  return route('GET', '/version', nothing, nothing, () => json(200, { version }), {
    ...ignoresCookies,
    document: {
      id: 'getVersion',
      summary: 'The version of the server',
      tag: 'metadata',
      responses: {
        200: { type: 'object', properties: { version: { type: 'string' } }, required: ['version'] },
      },
    },
  })
}

function answerReady(problems: Readonly<Record<string, string>>): Reply {
  return Object.keys(problems).length === 0
    ? json(200, { status: 'ok' })
    : json(503, { errors: problems })
}
