// What a job does to one person. All of it joins the open transaction and waits for nothing else, so
// that a batch is stored as a whole; hence it is not what administrators do one by one, which waits
// for others who change the same account.
import { record } from '#audit/record.ts'
import type { Event } from '#events/events.ts'
import { changeEntry, deletedEntry } from '#identity/audit-entries.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import type { IdentityState } from '#identity/identity.ts'
import type { TellOwner } from '#identity/owner-changes.ts'
import { allRevokedEntry } from '#session/audit-entries.ts'
import type { Sessions } from '#session/sessions.ts'
import type { JobKind } from './job.ts'

export type PeopleActionParts = {
  readonly identities: Pick<IdentityStore, 'replace' | 'delete'>
  readonly accounts: Pick<Accounts, 'withState'>
  readonly sessions: Pick<Sessions, 'endMany'>
  readonly tellOwner: TellOwner
}

/**
 * Does it to somebody who was just read; what others are told of it once it is stored, undefined
 * where it was so already. Throws Refusal for what cannot be done, with nothing changed; StaleVersion.
 */
export type PersonAction = (person: Account) => Promise<Event | undefined>

/** How many sessions one statement ends. */
const sessionsAtOnce = 1000

/** The actions. To be called in the transaction of a batch. */
export function createPeopleActions(
  parts: PeopleActionParts,
): Readonly<Record<JobKind, PersonAction>> {
  const { identities } = parts

  async function setState(before: Account, state: IdentityState): Promise<Event | undefined> {
    const { id } = before.identity
    const wanted = parts.accounts.withState(before, state)
    if (wanted === before) return undefined
    const stored = await identities.replace(wanted)
    await parts.tellOwner(before, stored, { by: 'administrator' })
    await record(changeEntry(before, stored))
    return { kind: 'identity.changed', identityId: id, what: 'updated', by: 'admin' }
  }

  async function remove({ identity: { id } }: Account): Promise<Event | undefined> {
    if (!(await identities.delete(id))) return undefined
    await record(deletedEntry(id))
    return { kind: 'identity.changed', identityId: id, what: 'deleted', by: 'admin' }
  }

  async function endSessions({ identity: { id } }: Account): Promise<Event | undefined> {
    let count = 0,
      ended = sessionsAtOnce
    while (ended === sessionsAtOnce) {
      ended = await parts.sessions.endMany({ identityIds: [id] }, 'revoke', sessionsAtOnce)
      count += ended
    }
    if (count === 0) return undefined
    await record(allRevokedEntry(id, count))
    return { kind: 'sessions.revoked', identityId: id, count, by: 'admin' }
  }

  return {
    disable: (person) => setState(person, 'inactive'),
    enable: (person) => setState(person, 'active'),
    'end-sessions': endSessions,
    delete: remove,
  }
}
