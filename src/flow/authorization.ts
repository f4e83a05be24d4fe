// Signing in for an OAuth2 server: it sends browsers here with a challenge, and is told who it was.
import { Refusal } from '#errors/refusal.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import type { Session } from '#session/session.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import type { Flow } from './flow.ts'

/** What an OAuth2 server wants to know. */
export type LoginRequest = {
  readonly challenge: string
  /** The server knows already who it is; then nobody needs to be asked. */
  readonly skip: boolean
  /** Whom it knows; empty when nobody. */
  readonly subject: string
  /** The request as the server tells it. */
  readonly facts: JsonObject
}

export type AuthorizationServer = {
  /**
   * Throws Refusal('bad-request') for a challenge that the server does not know,
   * Refusal('misconfigured') without a server, Refusal('upstream') when it does not answer.
   */
  read(challenge: string): Promise<LoginRequest>
  /** Tells the server who it is; answers where the browser goes on. Throws as read. */
  accept(challenge: string, session: Session): Promise<string>
  /**
   * Tells the server that somebody has signed out; answers where the browser goes on. Throws as
   * read.
   */
  acceptLogout(challenge: string): Promise<string>
}

const place = 'oauth2'

/**
 * The flow as one by which somebody signs in for another server. `refresh`: whether they are to
 * prove it again.
 */
export function forChallenge(
  flow: Flow,
  { challenge, facts }: LoginRequest,
  refresh: boolean,
): Flow {
  const requestUrl = refresh ? withRefresh(flow.requestUrl) : flow.requestUrl
  return { ...flow, requestUrl, memory: { ...flow.memory, [place]: { challenge, facts } } }
}

/** The challenge that a flow is for. */
export function challengeOf(
  flow: Flow,
): { readonly challenge: string; readonly facts: JsonObject } | undefined {
  const remembered = flow.memory[place]
  if (!isObject(remembered) || typeof remembered['challenge'] !== 'string') return undefined
  return {
    challenge: remembered['challenge'],
    facts: isObject(remembered['facts']) ? remembered['facts'] : {},
  }
}

/** What a flow in the place of another one keeps of it. */
export const inheritedChallenge = (flow: Flow): JsonObject =>
  flow.memory[place] === undefined ? {} : { [place]: flow.memory[place] }

/**
 * The challenge of a request, checked with its server; undefined when there is none. An empty one
 * is a mistake of whoever made the link.
 */
export async function readChallenge(
  server: AuthorizationServer,
  challenge: string | undefined,
): Promise<LoginRequest | undefined> {
  if (challenge === undefined) return undefined
  if (challenge === '' || challenge.length > 4096)
    throw new Refusal('bad-request', {
      reason: 'The query parameter login_challenge is empty or too long.',
    })
  return server.read(challenge)
}

/** Whether the session that is there is proof enough for the server. */
export function suffices(
  { skip, subject }: LoginRequest,
  current: SessionWithIdentity | undefined,
): current is SessionWithIdentity {
  return skip && current !== undefined && (subject === '' || subject === current.identity.id)
}

function withRefresh(url: string): string {
  return /[?&]refresh=/.test(url) ? url : `${url}${url.includes('?') ? '&' : '?'}refresh=true`
}
