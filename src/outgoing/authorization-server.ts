// The admin API of an OAuth2 server with login challenges (such as Ory Hydra).
import { Refusal } from '#errors/refusal.ts'
import type { AuthorizationServer } from '#flow/authorization.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import { readBody } from '#lib/read-body.ts'
import type { Clock } from '#lib/time.ts'

export type AuthorizationServerSettings = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

export type AuthorizationServerParts = {
  readonly settings: () => AuthorizationServerSettings | undefined
  /** Fetches with limits, and where configured without private networks. */
  readonly fetch: typeof fetch
  readonly clock: Clock
}

const limits = { timeoutMs: 5000, maxBytes: 128 * 1024 }
const forwardedClaims = [
  'challenge',
  'client',
  'oidc_context',
  'request_url',
  'requested_access_token_audience',
  'requested_scope',
  'session_id',
  'skip',
  'subject',
]

export function createAuthorizationServer({
  settings,
  fetch,
  clock,
}: AuthorizationServerParts): AuthorizationServer {
  async function call(
    method: 'GET' | 'PUT',
    path: 'login' | 'login/accept' | 'logout/accept',
    challenge: string,
    body?: JsonObject,
  ): Promise<JsonObject> {
    const server = settings()
    if (!server)
      throw new Refusal('misconfigured', {
        id: 'invalid_configuration',
        reason: 'A challenge came along, but no OAuth2 server is configured.',
      })
    const parameter = path === 'logout/accept' ? 'logout_challenge' : 'login_challenge'
    const base = `${server.url.replace(/\/$/, '')}/admin/oauth2/auth/requests/${path}`
    const url = `${base}?${parameter}=${encodeURIComponent(challenge)}`
    let status: number, answer: unknown
    try {
      const response = await fetch(url, {
        method,
        redirect: 'manual',
        signal: AbortSignal.timeout(limits.timeoutMs),
        headers: {
          accept: 'application/json',
          ...server.headers,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      status = response.status
      const text = Buffer.from(await readBody(response, limits.maxBytes)).toString('utf8')
      answer = status < 300 ? JSON.parse(text) : hint(text)
    } catch (cause) {
      throw new Refusal('misconfigured', {
        reason: 'The OAuth2 server did not answer as it should.',
        cause,
      })
    }
    if (status >= 500)
      throw new Refusal('misconfigured', { reason: 'The OAuth2 server could not do it.' })
    if (status >= 300)
      throw new Refusal('bad-request', {
        reason: 'The OAuth2 server does not know this challenge, or has done with it.',
        details: { oauth2_error_hint: String(answer), status_code: status },
      })
    if (!isObject(answer))
      throw new Refusal('misconfigured', {
        reason: 'The OAuth2 server did not answer as it should.',
      })
    return answer as JsonObject
  }

  return {
    async read(challenge) {
      const answer = await call('GET', 'login', challenge)
      return {
        challenge,
        skip: answer['skip'] === true,
        subject: typeof answer['subject'] === 'string' ? answer['subject'] : '',
        facts: Object.fromEntries(
          Object.entries(answer).filter(([name]) => forwardedClaims.includes(name)),
        ),
      }
    },

    async accept(challenge, session) {
      return leadsOn(
        await call('PUT', 'login/accept', challenge, {
          subject: session.identityId,
          amr: session.methods.map(({ method }) => method),
          identity_provider_session_id: session.id,
          remember: true,
          remember_for: Math.max(1, Math.floor((session.expiresAt - clock()) / 1000)),
        }),
      )
    },

    acceptLogout: async (challenge) => leadsOn(await call('PUT', 'logout/accept', challenge)),
  }
}

function leadsOn({ redirect_to: url }: JsonObject): string {
  if (typeof url !== 'string' || !/^https?:\/\//i.test(url))
    throw new Refusal('misconfigured', { reason: 'The OAuth2 server did not say where to go on.' })
  return url
}

/** The hint in an error of such a server, if there is one. */
function hint(text: string): string {
  try {
    const answer: unknown = JSON.parse(text)
    return isObject(answer) && typeof answer['error_hint'] === 'string'
      ? answer['error_hint'].slice(0, 500)
      : ''
  } catch {
    return ''
  }
}
