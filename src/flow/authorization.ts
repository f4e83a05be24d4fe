// Login for an OAuth2 server: it sends browsers here with a login challenge, and is told afterwards
// who has signed in.
import { Refusal } from '#errors/refusal.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { AalRule, Assurance } from '#session/assurance.ts'
import { openedBy } from '#session/impersonation.ts'
import type { Session } from '#session/session.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import type { Flow } from './flow.ts'

/** A login that an OAuth2 server asks for. */
export type LoginRequest = {
  readonly challenge: string
  /** The server already has a session of this person, so that nobody has to be asked. */
  readonly skip: boolean
  /** Of which identity that session is; empty when there is none. */
  readonly subject: string
  /** The request as the server describes it. */
  readonly facts: JsonObject
}

export type AuthorizationServer = {
  /**
   * Throws Refusal('bad-request') for a challenge that the server does not know,
   * Refusal('misconfigured') without a server, and when it does not answer.
   */
  read(challenge: string): Promise<LoginRequest>
  /**
   * Tells the server who has signed in. Answers the address at which the browser goes on. Throws as
   * read.
   */
  accept(challenge: string, session: Session): Promise<string>
  /**
   * Tells the server that somebody has signed out. Answers the address at which the browser goes
   * on. Throws as read.
   */
  acceptLogout(challenge: string): Promise<string>
}

const memoryKey = 'oauth2'

/**
 * The flow as one for an OAuth2 server. `refresh`: whether a signed-in person has to prove again
 * who they are.
 */
export function forChallenge(
  flow: Flow,
  { challenge, facts }: LoginRequest,
  refresh: boolean,
): Flow {
  const requestUrl = refresh ? withRefresh(flow.requestUrl) : flow.requestUrl
  return { ...flow, requestUrl, memory: { ...flow.memory, [memoryKey]: { challenge, facts } } }
}

/** The challenge that a flow is for. */
export function challengeOf(
  flow: Flow,
): { readonly challenge: string; readonly facts: JsonObject } | undefined {
  const remembered = flow.memory[memoryKey]
  if (!isObject(remembered) || typeof remembered['challenge'] !== 'string') return undefined
  return {
    challenge: remembered['challenge'],
    facts: isObject(remembered['facts']) ? remembered['facts'] : {},
  }
}

/** What a flow that replaces another keeps of its challenge. */
export const inheritedChallenge = (flow: Flow): JsonObject =>
  flow.memory[memoryKey] === undefined ? {} : { [memoryKey]: flow.memory[memoryKey] }

/**
 * The login request for a challenge, read from the server; undefined without a challenge. An empty
 * challenge is refused: the link is wrong.
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

export type KnownToServerParts = {
  readonly authorization: Pick<AuthorizationServer, 'accept'>
  readonly identities: Pick<IdentityStore, 'find'>
  readonly assurance: Pick<Assurance, 'lacks'>
  /** The assurance level that a session needs before it tells who its owner is. */
  readonly sessionAal: () => AalRule
}

/**
 * Tells the server who is signed in, where it has asked for nothing more than the session that there
 * is, and answers where the browser goes on. Undefined where somebody has to sign in.
 */
export async function acceptSession(
  { authorization, identities, assurance, sessionAal }: KnownToServerParts,
  { challenge, skip, subject }: LoginRequest,
  current: SessionWithIdentity | undefined,
): Promise<string | undefined> {
  // NOTE a session at the server would last longer than that of support
  if (!current || openedBy(current.session)) return undefined
  if (!skip || (subject !== '' && subject !== current.identity.id)) return undefined
  const account = await identities.find(current.identity.id)
  // NOTE a session that lacks its second factor says nothing of its owner here either
  return account && !assurance.lacks(current.session, account.credentials, sessionAal())
    ? authorization.accept(challenge, current.session)
    : undefined
}

/**
 * How somebody goes on who has a session already: nothing that the server has asked for is lost.
 * `query`: an address that has the query of the request.
 */
export async function goOnWith(
  parts: KnownToServerParts,
  request: LoginRequest | undefined,
  current: SessionWithIdentity,
  query: string,
): Promise<{ readonly redirectTo?: string; readonly signInWith?: string }> {
  if (!request) return {}
  const redirectTo = await acceptSession(parts, request, current)
  return redirectTo === undefined ? { signInWith: new URL(query).search } : { redirectTo }
}

function withRefresh(url: string): string {
  return /[?&]refresh=/.test(url) ? url : `${url}${url.includes('?') ? '&' : '?'}refresh=true`
}
