// A person asks for the deletion of their own account.
import { actingPerson } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Identity } from '#identity/identity.ts'
import type { Clock, Timestamp } from '#lib/time.ts'
import type { Assurance } from '#session/assurance.ts'
import { guardOwn } from '#session/impersonation.ts'
import type { PresentedTokens } from '#session/presented.ts'
import type { Sessions } from '#session/sessions.ts'
import type { Begun, Deletions } from './deletions.ts'

export type LeavingParts = {
  readonly sessions: Pick<Sessions, 'required'>
  readonly assurance: Pick<Assurance, 'demand'>
  readonly deletions: Pick<Deletions, 'begin'>
  readonly settings: () => {
    readonly isEnabled: boolean
    readonly graceMs: number
    readonly privilegedSessionMaxAgeMs: number
  }
  readonly clock: Clock
}

/** `dueAt`: when it would be carried out; undefined: at once. */
export type Look = { readonly identity: Identity; readonly dueAt: Timestamp | undefined }

export type Leaving = {
  /**
   * Whose account it is, where they may delete it now. Throws Refusal without a session, for one that
   * lacks the second factor or was confirmed too long ago, and where it is switched off.
   */
  look(input: unknown, caller: PresentedTokens): Promise<Look>
  /** Throws as `look`, and Refusal('bad-request') without the confirmation. */
  leave(input: { readonly isConfirmed: boolean }, caller: PresentedTokens): Promise<Begun>
}

export function createLeaving(parts: LeavingParts): Leaving {
  async function look(_input: unknown, caller: PresentedTokens): Promise<Look> {
    const { isEnabled, graceMs, privilegedSessionMaxAgeMs } = parts.settings()
    if (!isEnabled)
      throw new Refusal('not-found', { reason: 'People cannot delete their accounts here.' })
    const found = await parts.sessions.required(caller)
    guardOwn(found.session, 'delete the account')
    // NOTE whatever sessions need elsewhere: with the first factor alone nobody may do this
    await parts.assurance.demand(found, 'highest_available')
    if (found.session.authenticatedAt + privilegedSessionMaxAgeMs <= parts.clock())
      throw new Refusal('forbidden', {
        id: 'session_refresh_required',
        reason: 'The session was confirmed too long ago. Sign in again to delete the account.',
        remedy: { start: 'login', refresh: true },
      })
    return {
      identity: found.identity,
      dueAt: graceMs === 0 ? undefined : parts.clock() + graceMs,
    }
  }

  return {
    look,
    async leave({ isConfirmed }, caller) {
      const { identity } = await look(undefined, caller)
      if (!isConfirmed)
        throw new Refusal('bad-request', {
          id: 'deletion_not_confirmed',
          reason: 'The deletion of the account has to be confirmed.',
        })
      actingPerson(identity.id)
      return parts.deletions.begin({ id: identity.id, by: 'person' })
    },
  }
}
