// What a job does to one person. All of it joins the open transaction and waits for nothing else, so
// that a batch is stored as a whole; hence it is not what administrators do one by one, which waits
// for others who change the same account. A Refusal is thrown before anything is written.
import { record } from '#audit/record.ts'
import type { Event } from '#events/events.ts'
import { Refusal } from '#errors/refusal.ts'
import { changeEntry, deletedEntry } from '#identity/audit-entries.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import type { IdentityState } from '#identity/identity.ts'
import type { TellOwner } from '#identity/owner-changes.ts'
import type { OperatorStore } from '#operators/operator-store.ts'
import { allRevokedEntry } from '#session/audit-entries.ts'
import type { Sessions } from '#session/sessions.ts'
import type { JobKind } from './job.ts'

export type PeopleActionParts = {
  readonly identities: Pick<IdentityStore, 'replace' | 'delete'>
  readonly accounts: Pick<Accounts, 'withState'>
  readonly sessions: Pick<Sessions, 'endMany'>
  readonly operators: Pick<OperatorStore, 'lockAllWith'>
  readonly tellOwner: TellOwner
}

/**
 * Does it to somebody who was just read; what others are told of it once it is stored, undefined
 * where it was so already. Throws Refusal, StaleVersion.
 */
export type PersonAction = (person: Account) => Promise<Event | undefined>

/** How many sessions one statement ends. */
const sessionsAtOnce = 1000

/** The actions of one batch. To be called in its transaction. */
export function createPeopleActions(parts: PeopleActionParts) {
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

  /** One that leaves an operator with the role `admin`. */
  async function keepingAnAdmin(action: PersonAction): Promise<PersonAction> {
    const admins = new Set(await parts.operators.lockAllWith('admin'))
    return async (person) => {
      const { id } = person.identity
      if (admins.size === 1 && admins.has(id))
        throw new Refusal('conflict', {
          id: 'last_admin_operator',
          reason: 'This is the last operator with the role admin.',
        })
      const event = await action(person)
      admins.delete(id)
      return event
    }
  }

  const actions: Readonly<Record<JobKind, () => Promise<PersonAction>>> = {
    disable: () => keepingAnAdmin((person) => setState(person, 'inactive')),
    enable: async () => (person) => setState(person, 'active'),
    'end-sessions': async () => endSessions,
    delete: () => keepingAnAdmin(remove),
  }
  return (kind: JobKind): Promise<PersonAction> => actions[kind]()
}
