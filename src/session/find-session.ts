// Finds the session that a token belongs to, and whether it can be used now.
import { actingInstead, actingPerson } from '#audit/record.ts'
import type { Clock, Timestamp } from '#lib/time.ts'
import { openedBy, supportActor } from './impersonation.ts'
import { presentedToken, type PresentedTokens } from './presented.ts'
import type { Session } from './session.ts'
import type { SessionStore, SessionWithIdentity, TokenHash } from './session-store.ts'

export type SessionFinderParts = {
  readonly store: Pick<SessionStore, 'findByToken' | 'knownByToken'>
  readonly hash: (token: string) => TokenHash
  readonly clock: Clock
}

export type SessionFinder = {
  ofToken(token: string | undefined): Promise<SessionWithIdentity | undefined>
  /** The usable session of the caller, if any. */
  ofCaller(caller: PresentedTokens): Promise<SessionWithIdentity | undefined>
  /** The same, where that is known without waiting; undefined: `ofCaller` tells. */
  known(caller: PresentedTokens): SessionWithIdentity | undefined
  /** That of the first session cookie that has one. */
  ofCookie(
    caller: Pick<PresentedTokens, 'cookieToken' | 'nextCookieToken'>,
  ): Promise<SessionWithIdentity | undefined>
  /** Whether it is there, and neither it nor its owner has been shut out. */
  isUsable(found: SessionWithIdentity | undefined): found is SessionWithIdentity
  /** From now on the request is made by whoever uses the session. */
  actAs(found: SessionWithIdentity): void
}

export function isActive(session: Session, at: Timestamp): boolean {
  return session.active && session.expiresAt > at
}

export function createSessionFinder({ store, hash, clock }: SessionFinderParts): SessionFinder {
  const isToken = (token: string | undefined): token is string =>
    token !== undefined && token !== '' && token.length <= 256

  const isUsable = (found: SessionWithIdentity | undefined): found is SessionWithIdentity =>
    found !== undefined && isActive(found.session, clock()) && found.identity.state === 'active'

  async function ofToken(token: string | undefined): Promise<SessionWithIdentity | undefined> {
    if (!isToken(token)) return undefined
    const found = await store.findByToken(hash(token))
    if (!isUsable(found)) return undefined
    actAs(found)
    return found
  }

  function known(caller: PresentedTokens): SessionWithIdentity | undefined {
    if (!store.knownByToken) return undefined
    const token = presentedToken(caller)
    if (!isToken(token)) return undefined
    const found = store.knownByToken(hash(token))
    // NOTE nobody acts: who is answered at once has nothing recorded
    return isUsable(found) ? found : undefined
  }

  function actAs({ session, identity }: SessionWithIdentity): void {
    const support = openedBy(session)
    if (support) actingInstead(supportActor(support))
    else actingPerson(identity.id)
  }

  async function ofCookie(
    caller: Pick<PresentedTokens, 'cookieToken' | 'nextCookieToken'>,
  ): Promise<SessionWithIdentity | undefined> {
    for (;;) {
      const found = await ofToken(caller.cookieToken)
      if (found || caller.nextCookieToken?.() !== true) return found
    }
  }

  function ofCaller(caller: PresentedTokens): Promise<SessionWithIdentity | undefined> {
    return caller.sessionToken === undefined && caller.cookieToken !== undefined
      ? ofCookie(caller)
      : ofToken(presentedToken(caller))
  }

  return { isUsable, actAs, ofToken, known, ofCookie, ofCaller }
}
