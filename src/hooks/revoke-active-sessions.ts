import { alsoChanged } from '#audit/record.ts'
import type { Events } from '#events/events.ts'
import type { FlowHook } from '#flow/hooks.ts'
import type { SessionStore } from '#session/session-store.ts'

export type RevokeParts = {
  readonly sessions: Pick<SessionStore, 'revokeOfIdentity'>
  readonly events: Events
}

/**
 * Ends all other sessions of the person who has just signed in, recovered the account or changed
 * something.
 */
export function revokeActiveSessions({ sessions, events }: RevokeParts): FlowHook {
  return {
    name: 'revoke_active_sessions',
    flows: ['login', 'settings', 'recovery'],
    runs: 'where-listed',
    async after({ account }) {
      const identityId = account.identity.id
      let count = 0
      return {
        async persist({ session }) {
          count = session ? await sessions.revokeOfIdentity(identityId, session.id) : 0
          if (count > 0) alsoChanged('sessions')
        },
        async notify() {
          if (count > 0) events({ kind: 'sessions.revoked', identityId, count, by: 'hook' })
        },
      }
    },
  }
}
