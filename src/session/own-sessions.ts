// What people may do with their own sessions.
import type { Events } from '#events/events.ts'
import { Refusal } from '#errors/refusal.ts'
import type { PresentedTokens } from './presented.ts'
import type { Sessions } from './sessions.ts'
import type { SessionWithIdentity } from './session-store.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export type OwnSessionsParts = { readonly sessions: Sessions; readonly events: Events }
export type OwnSessions = ReturnType<typeof createOwnSessions>

export function createOwnSessions({ sessions, events }: OwnSessionsParts) {
  return {
    /** Who is asking. Throws Refusal('unauthorized'). */
    whoami: (_input: unknown, caller: PresentedTokens): Promise<SessionWithIdentity> => sessions.required(caller),

    /** The caller's other usable sessions. */
    async list(page: { readonly limit: number; readonly offset: number }, caller: PresentedTokens): Promise<{ readonly total: number; readonly sessions: readonly SessionWithIdentity[] }> {
      const { session, identity } = await sessions.required(caller)
      const filter = { identityId: identity.id, exceptId: session.id, active: sessions.usable(true) }
      return { total: await sessions.count(filter), sessions: await sessions.listByOffset(filter, page) }
    },

    /** Ends another session of the caller; one that is not theirs is left alone without saying so. */
    async revokeOne(input: { readonly id: string }, caller: PresentedTokens): Promise<{ readonly kind: 'done' }> {
      const { session, identity } = await sessions.required(caller)
      if (!uuid.test(input.id)) throw new Refusal('bad-request', { reason: 'This is not the id of a session.' })
      if (input.id === session.id) throw new Refusal('bad-request', { reason: 'The session in use cannot be revoked here. Sign out instead.' })
      const other = await sessions.find(input.id)
      if (other?.identity.id === identity.id && (await sessions.revoke(input.id))) events({ kind: 'session.revoked', identityId: identity.id, sessionId: input.id, by: 'owner' })
      return { kind: 'done' }
    },

    async revokeOthers(_input: unknown, caller: PresentedTokens): Promise<{ readonly count: number }> {
      const { session, identity } = await sessions.required(caller)
      const count = await sessions.revokeOthers(identity.id, session.id)
      if (count > 0) events({ kind: 'sessions.revoked', identityId: identity.id, count, by: 'owner' })
      return { count }
    },
  }
}
