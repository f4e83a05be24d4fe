// What a job does to people. All of it joins the open transaction and waits for nothing else, so that a
// batch is stored as a whole; hence it is not what administrators do one by one, which waits for others
// who change the same account.
import { record } from '#audit/record.ts'
import type { Event } from '#events/events.ts'
import { changeEntry, deletedEntry } from '#identity/audit-entries.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import type { IdentityState } from '#identity/identity.ts'
import type { TellOwner } from '#identity/owner-changes.ts'
import type { Clock } from '#lib/time.ts'
import { allRevokedEntry } from '#session/audit-entries.ts'
import type { Sessions } from '#session/sessions.ts'
import type { JobKind } from './job.ts'

export type PeopleActionParts = {
  readonly identities: Pick<IdentityStore, 'replace' | 'setStates' | 'deleteMany'>
  readonly accounts: Pick<Accounts, 'withState'>
  readonly sessions: Pick<Sessions, 'endMany'>
  readonly tellOwner: TellOwner
  /** Sends the verification of all addresses that are not verified, if there are any. */
  readonly sendVerification: (person: Account) => Promise<void>
  /** Begins the reset of the second factors, if there are any. */
  readonly resetSecondFactors: (person: Account) => Promise<readonly Event[]>
  readonly clock: Clock
}

/**
 * What is done to people who were just read; it answers what others are told of it once it is stored.
 * Nothing is done to those with whom it is so already. Throws Refusal for what cannot be done, and
 * StaleVersion.
 */
export type PeopleAction = {
  one(person: Account): Promise<readonly Event[]>
  /** The same for many, in few statements: for all, or it throws. */
  many?(people: readonly Account[]): Promise<readonly Event[]>
}

/** How many sessions one statement ends. */
const sessionsAtOnce = 1000

/** The actions. To be called in the transaction of a batch, in a part that fails alone. */
export function createPeopleActions(
  parts: PeopleActionParts,
): Readonly<Record<JobKind, PeopleAction>> {
  const { identities } = parts

  function setState(state: IdentityState): PeopleAction {
    async function tell(before: Account, stored: Account): Promise<Event> {
      await parts.tellOwner(before, stored, { by: 'administrator' })
      await record(changeEntry(before, stored))
      const identityId = stored.identity.id
      return { kind: 'identity.changed', identityId, what: 'updated', by: 'admin' }
    }
    return {
      async one(before) {
        const wanted = parts.accounts.withState(before, state)
        return wanted === before ? [] : [await tell(before, await identities.replace(wanted))]
      },
      async many(people) {
        const before = people.filter(({ identity }) => identity.state !== state)
        const stored = await identities.setStates(before, state, parts.clock())
        const events: Event[] = []
        for (const [at, after] of stored.entries())
          events.push(await tell(before[at] ?? after, after))
        return events
      },
    }
  }

  async function remove(people: readonly Account[]): Promise<readonly Event[]> {
    const deleted = await identities.deleteMany(people.map(({ identity }) => identity.id))
    for (const id of deleted) await record(deletedEntry(id))
    return deleted.map((identityId) => ({
      kind: 'identity.changed',
      identityId,
      what: 'deleted',
      by: 'admin',
    }))
  }

  async function endSessions({ identity: { id } }: Account): Promise<readonly Event[]> {
    let count = 0,
      ended = sessionsAtOnce
    while (ended === sessionsAtOnce) {
      ended = await parts.sessions.endMany({ identityIds: [id] }, 'revoke', sessionsAtOnce)
      count += ended
    }
    if (count === 0) return []
    await record(allRevokedEntry(id, count))
    return [{ kind: 'sessions.revoked', identityId: id, count, by: 'admin' }]
  }

  return {
    disable: setState('inactive'),
    enable: setState('active'),
    'end-sessions': { one: endSessions },
    delete: { one: (person) => remove([person]), many: remove },
    'send-verification': {
      async one(person) {
        await parts.sendVerification(person)
        return []
      },
    },
    'reset-second-factors': { one: parts.resetSecondFactors },
  }
}
