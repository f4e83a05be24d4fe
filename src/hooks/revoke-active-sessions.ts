import type { Events } from '#events/events.ts'
import type { LoginHook } from '#flow/login/sign-in.ts'
import type { SessionStore } from '#session/session-store.ts'

/** Ends all other sessions of the person who has just signed in, or changed something. */
export function revokeActiveSessions({
  sessions,
  events,
}: {
  readonly sessions: SessionStore
  readonly events: Events
}): LoginHook {
  return async ({ account, sessionId }) => {
    const count = await sessions.revokeOfIdentity(account.identity.id, sessionId)
    if (count > 0)
      events({ kind: 'sessions.revoked', identityId: account.identity.id, count, by: 'hook' })
  }
}
