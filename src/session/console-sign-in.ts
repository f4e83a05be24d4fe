// What an operator does on the public pages to get into the console.
import { Refusal } from '#errors/refusal.ts'
import type { Identity } from '#identity/identity.ts'
import type { Clock } from '#lib/time.ts'
import type { Operators } from '#operators/operators.ts'
import { reaches, type Assurance } from './assurance.ts'
import type { ConsoleSessions, ConsoleSessionSettings } from './console-sessions.ts'
import { openedBy } from './impersonation.ts'
import type { PresentedTokens } from './presented.ts'
import { guardOwn } from './impersonation.ts'
import type { Sessions } from './sessions.ts'
import type { SessionWithIdentity } from './session-store.ts'

/**
 * What is missing. `login`: a session; `refresh`: a new proof; `aal2`: the second factor that they
 * have; `second-factor`: they have none; `not-operator`: they have no role. `ready`: nothing.
 */
export type ConsoleVisit =
  | { readonly kind: 'login' | 'refresh' | 'aal2' }
  | { readonly kind: 'second-factor' | 'not-operator' | 'ready'; readonly identity: Identity }

export type ConsoleRequest = {
  /** The SHA-256 of a secret that the console has given to the browser. */
  readonly challenge: string
  /** The console asks for a new proof, where the last one is not new. */
  readonly again: boolean
}

type Caller = Pick<PresentedTokens, 'cookieToken' | 'nextCookieToken'>

export type ConsoleSignIn = {
  /**
   * Throws Refusal: `bad-request` for a request that the console has not made, `forbidden` in a
   * session that support has opened.
   */
  show(request: ConsoleRequest, caller: Caller): Promise<ConsoleVisit>
  /** The code that leads to the console, once nothing is missing. Throws as `show`. */
  approve(
    request: ConsoleRequest,
    caller: Caller,
  ): Promise<ConsoleVisit | { readonly kind: 'approved'; readonly code: string }>
}

export type ConsoleSignInParts = {
  readonly sessions: Pick<Sessions, 'ofCookie'>
  readonly operators: Pick<Operators, 'roleOf'>
  readonly assurance: Pick<Assurance, 'demand'>
  readonly consoleSessions: Pick<ConsoleSessions, 'createCode'>
  readonly settings: () => ConsoleSessionSettings
  readonly clock: Clock
}

const sha256Form = /^[\w-]{43}$/

export function createConsoleSignIn(parts: ConsoleSignInParts): ConsoleSignIn {
  const { sessions, operators, assurance, consoleSessions, settings, clock } = parts

  async function hasSecondFactor(found: SessionWithIdentity): Promise<boolean> {
    try {
      await assurance.demand(found, 'highest_available')
      return false
    } catch (error) {
      if (error instanceof Refusal && error.id === 'session_aal2_required') return true
      throw error
    }
  }

  async function missing(found: SessionWithIdentity, again: boolean): Promise<ConsoleVisit> {
    const { session, identity } = found
    const { requiresSecondFactor, reauthenticateAfterMs } = settings()
    // NOTE first, so that nobody else is asked for anything; the person may have got a role since
    // support has opened the session
    if (openedBy(session) || (await operators.roleOf(identity.id)) === undefined)
      return { kind: 'not-operator', identity }
    if (again && session.authenticatedAt + reauthenticateAfterMs <= clock())
      return { kind: 'refresh' }
    if (requiresSecondFactor && !reaches(session, 'aal2'))
      return (await hasSecondFactor(found)) ? { kind: 'aal2' } : { kind: 'second-factor', identity }
    return { kind: 'ready', identity }
  }

  async function visit({ challenge, again }: ConsoleRequest, caller: Caller) {
    if (!sha256Form.test(challenge))
      throw new Refusal('bad-request', {
        reason: 'This address is not complete. Open the console, and sign in from there.',
      })
    const found = await sessions.ofCookie(caller)
    // NOTE the role may have come later than the session of support
    if (found) guardOwn(found.session, 'sign in to the console')
    const kind: ConsoleVisit = found ? await missing(found, again) : { kind: 'login' }
    return { found, kind }
  }

  return {
    show: async (request, caller) => (await visit(request, caller)).kind,
    async approve(request, caller) {
      const { found, kind } = await visit(request, caller)
      if (!found || kind.kind !== 'ready') return kind
      const code = await consoleSessions.createCode(found.session, request.challenge)
      return { kind: 'approved', code }
    },
  }
}
