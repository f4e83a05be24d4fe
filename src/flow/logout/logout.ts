// Signing out: a browser fetches a URL with a token for its session and visits it; an app sends its
// session token.
import { recorded } from '#audit/record.ts'
import type { Events } from '#events/events.ts'
import { Refusal } from '#errors/refusal.ts'
import { revokedEntry } from '#session/audit-entries.ts'
import type { Sessions } from '#session/sessions.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import type { AuthorizationServer } from '../authorization.ts'
import type { Caller } from '../caller.ts'
import type { ReturnSettings } from '../flow-settings.ts'
import type { SignedOut } from '../outcome.ts'
import { absoluteReturnTo, checkReturnTo } from '../return-to.ts'

export type LogoutSettings = {
  readonly defaultReturnUrl: string
  /** Whether browsers are told to forget all that they have stored of this site. */
  readonly clearsBrowser: boolean
}

export type LogoutParts = {
  readonly sessions: Sessions
  readonly settings: () => LogoutSettings
  readonly returns: () => ReturnSettings
  readonly authorization: Pick<AuthorizationServer, 'acceptLogout'>
  readonly events: Events
}

export type LogoutOffer = {
  readonly kind: 'logout-offer'
  readonly token: string
  readonly returnTo: string | undefined
  readonly challenge?: string
}

export type Logout = {
  /** `challenge`: the logout challenge of an OAuth2 server. */
  start(
    input: { readonly returnTo: string | undefined; readonly challenge?: string | undefined },
    caller: Caller,
  ): Promise<LogoutOffer>
  submit(
    input: {
      readonly token: string | undefined
      readonly returnTo: string | undefined
      readonly challenge?: string | undefined
    },
    caller: Caller,
  ): Promise<SignedOut>
  /**
   * Signs a browser out without a token. NOTE only a page of the same site can make the browser
   * send its cookie.
   */
  submitWithoutToken(
    input: { readonly returnTo: string | undefined },
    caller: Caller,
  ): Promise<SignedOut>
  /** An app signs out. Throws Refusal('forbidden') for a token that was never issued. */
  giveUp(input: { readonly token: string }): Promise<{ readonly kind: 'given-up' }>
}

export function createLogout(parts: LogoutParts): Logout {
  const { ofCookie } = parts.sessions

  return {
    async start(
      input: { readonly returnTo: string | undefined; readonly challenge?: string | undefined },
      caller: Caller,
    ): Promise<LogoutOffer> {
      const found = await ofCookie(caller)
      if (!found)
        throw new Refusal('unauthorized', {
          id: 'session_inactive',
          reason: 'There is no session to sign out of.',
        })
      return {
        kind: 'logout-offer',
        token: parts.sessions.logoutToken(found.session),
        returnTo: checkReturnTo(input.returnTo, parts.returns()),
        ...(input.challenge ? { challenge: input.challenge } : {}),
      }
    },

    async submit(
      input: {
        readonly token: string | undefined
        readonly returnTo: string | undefined
        readonly challenge?: string | undefined
      },
      caller: Caller,
    ): Promise<SignedOut> {
      if (input.token === undefined || input.token === '')
        throw new Refusal('bad-request', { reason: 'The query parameter token is missing.' })
      const found = await ofCookie(caller)
      if (!found)
        throw new Refusal('unauthorized', {
          id: 'session_inactive',
          reason: 'There is no session to sign out of.',
        })
      if (!parts.sessions.isLogoutToken(found.session, input.token))
        throw new Refusal('forbidden', { reason: 'This token was made for another session.' })
      await end(found)
      return input.challenge
        ? {
            kind: 'signed-out',
            hadSession: true,
            returnTo: await parts.authorization.acceptLogout(input.challenge),
            redirectTo: true,
            clearsBrowser: parts.settings().clearsBrowser,
          }
        : signedOut(input.returnTo, true)
    },

    async submitWithoutToken(
      input: { readonly returnTo: string | undefined },
      caller: Caller,
    ): Promise<SignedOut> {
      const found = await ofCookie(caller)
      if (found) await end(found)
      return signedOut(input.returnTo, found !== undefined)
    },

    async giveUp(input: { readonly token: string }): Promise<{ readonly kind: 'given-up' }> {
      if (!(await parts.sessions.revokeToken(input.token)))
        throw new Refusal('forbidden', { reason: 'This session token was never issued.' })
      return { kind: 'given-up' }
    },
  }

  function signedOut(wanted: string | undefined, hadSession: boolean): SignedOut {
    const { defaultReturnUrl: returnUrl, clearsBrowser } = parts.settings()
    const clears = { clearsBrowser: clearsBrowser && hadSession }
    try {
      const returnTo = checkReturnTo(wanted, parts.returns())
      return {
        kind: 'signed-out',
        hadSession,
        ...clears,
        returnTo: returnTo === undefined ? returnUrl : absoluteReturnTo(returnTo, parts.returns()),
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { kind: 'signed-out', hadSession, returnTo: returnUrl, refused: error, ...clears }
    }
  }

  async function end(ended: SessionWithIdentity): Promise<void> {
    const { session, identity } = ended
    await recorded(
      () => parts.sessions.revoke(session.id),
      (was) => (was ? revokedEntry(ended) : undefined),
    )
    parts.events({
      kind: 'session.revoked',
      identityId: identity.id,
      sessionId: session.id,
      by: 'logout',
    })
  }
}
