// What administrators do with sessions.
import { recorded } from '#audit/record.ts'
import type { Events } from '#events/events.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Timestamp } from '#lib/time.ts'
import { allRevokedEntry, manyRevokedEntry, revokedEntry } from './audit-entries.ts'
import type { Sessions } from './sessions.ts'
import type { HowToEnd, SessionChoice, SessionWithIdentity } from './session-store.ts'

export type SessionAdministrationParts = { readonly sessions: Sessions; readonly events: Events }
export type SessionPage = {
  readonly sessions: readonly SessionWithIdentity[]
  readonly more: boolean
}

const missing = () => new Refusal('not-found', { reason: 'There is no session with this id.' })

export type SessionAdministration = {
  /** Throws Refusal('not-found'). */
  find(id: string): Promise<SessionWithIdentity>
  /** Newest first. `active`: only those that are, or are not, usable. */
  list(
    active: boolean | undefined,
    page: {
      readonly limit: number
      readonly after?: { readonly issuedAt: Timestamp; readonly id: string }
    },
  ): Promise<SessionPage>
  /** Newest first; empty for an unknown identity. */
  listOf(
    identityId: string,
    active: boolean | undefined,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly sessions: readonly SessionWithIdentity[]; readonly total: number }>
  /** Throws Refusal('not-found') when the session has ended, or cannot be extended yet. */
  extend(id: string): Promise<SessionWithIdentity>
  /**
   * As `extend`; a session that cannot be extended yet stays as it is. Throws Refusal('not-found')
   * when it has ended.
   */
  extendWhenDue(id: string): Promise<SessionWithIdentity>
  /** Throws Refusal('not-found'). A session that has ended stays so. */
  disable(id: string): Promise<{ readonly kind: 'done' }>
  /** Throws Refusal('not-found') when there is none. */
  deleteOf(identityId: string): Promise<{ readonly kind: 'done' }>
  /**
   * Ends many sessions at once. `more`: there may be others, which another call ends; only of all
   * that there are.
   */
  endMany(
    which: SessionChoice,
    how: HowToEnd,
  ): Promise<{ readonly processed: number; readonly more: boolean }>
  isActive(input: SessionWithIdentity): boolean
}

/** How many sessions one statement ends, and how many such statements a call makes. */
const batch = { rows: 1000, most: 10 } as const

export function createSessionAdministration({
  sessions,
  events,
}: SessionAdministrationParts): SessionAdministration {
  const usable = (active: boolean | undefined) =>
    active === undefined ? {} : { active: sessions.usable(active) }
  async function endAll(which: SessionChoice, how: HowToEnd) {
    let processed = 0,
      more = true
    for (let done = 0; more && (which !== 'all' || done < batch.most); done++) {
      const ended = await sessions.endMany(which, how, batch.rows)
      processed += ended
      more = ended === batch.rows
    }
    return { processed, more }
  }

  return {
    async find(id: string): Promise<SessionWithIdentity> {
      const found = await sessions.find(id)
      if (!found) throw missing()
      return found
    },

    async list(
      active: boolean | undefined,
      page: {
        readonly limit: number
        readonly after?: { readonly issuedAt: Timestamp; readonly id: string }
      },
    ): Promise<SessionPage> {
      const found = await sessions.list(usable(active), { ...page, limit: page.limit + 1 })
      return { sessions: found.slice(0, page.limit), more: found.length > page.limit }
    },

    async listOf(
      identityId: string,
      active: boolean | undefined,
      page: { readonly limit: number; readonly offset: number },
    ): Promise<{ readonly sessions: readonly SessionWithIdentity[]; readonly total: number }> {
      const filter = { identityId, ...usable(active) }
      return {
        sessions: await sessions.listByOffset(filter, page),
        total: await sessions.count(filter),
      }
    },

    extend: (id: string): Promise<SessionWithIdentity> => sessions.extend(id),

    extendWhenDue: (id: string): Promise<SessionWithIdentity> => sessions.extend(id, 'leave'),

    async disable(id: string): Promise<{ readonly kind: 'done' }> {
      const found = await sessions.find(id)
      if (!found) throw missing()
      if (
        await recorded(
          () => sessions.revoke(id),
          (was) => (was ? revokedEntry(found) : undefined),
        )
      )
        events({
          kind: 'session.revoked',
          identityId: found.identity.id,
          sessionId: id,
          by: 'admin',
        })
      return { kind: 'done' }
    },

    async deleteOf(identityId: string): Promise<{ readonly kind: 'done' }> {
      const count = await recorded(
        () => sessions.deleteOfIdentity(identityId),
        (ended) => (ended > 0 ? allRevokedEntry(identityId, ended) : undefined),
      )
      if (count === 0) throw new Refusal('not-found', { reason: 'This identity has no sessions.' })
      events({ kind: 'sessions.revoked', identityId, count, by: 'admin' })
      return { kind: 'done' }
    },

    async endMany(
      which: SessionChoice,
      how: HowToEnd,
    ): Promise<{ readonly processed: number; readonly more: boolean }> {
      const { processed, more } = await recorded(
        () => endAll(which, how),
        (done) => (done.processed > 0 ? manyRevokedEntry(which, done.processed) : undefined),
      )
      const [of, ids] =
        which === 'all'
          ? (['all', []] as const)
          : 'ids' in which
            ? (['sessions', which.ids] as const)
            : (['identities', which.identityIds] as const)
      if (processed > 0)
        events({ kind: 'sessions.ended', how, of, ids, count: processed, by: 'admin' })
      return { processed, more }
    },

    isActive: ({ session, identity }: SessionWithIdentity): boolean =>
      sessions.isActive(session) && identity.state === 'active',
  }
}
