// An account is deleted after a time in which its owner can undo it by signing in.
import { alsoChanged, record, recorded } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Event, Events } from '#events/events.ts'
import { deletionEntry, deletedEntry } from '#identity/audit-entries.ts'
import { unknownIdentity } from '#identity/change.ts'
import type { Deletion, DeletionStore } from '#identity/deletion-store.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import type { Clock } from '#lib/time.ts'
import type { RememberedStore } from '#session/remembered-store.ts'
import type { SessionStore } from '#session/session-store.ts'
import type { TellDeletion } from './deletion-notice.ts'
import { persistently } from './mailed-flow.ts'

export type DeletionParts = {
  readonly store: DeletionStore
  readonly identities: Pick<IdentityStore, 'find' | 'delete'>
  readonly sessions: Pick<SessionStore, 'revokeOfIdentity'>
  readonly remembered: Pick<RememberedStore, 'forget'>
  /** Throws Refusal('conflict') for the last administrator among the operators. */
  readonly guardLastAdmin: (id: string) => Promise<void>
  readonly tell: TellDeletion
  /** Queues calls to receivers of changes, and has hooks told after the commit. */
  readonly announce: (
    what: 'requested' | 'cancelled',
    account: Account,
    deletion: Deletion,
  ) => Promise<void>
  readonly graceMs: () => number
  readonly transact: <T>(work: () => Promise<T>) => Promise<T>
  readonly newId: () => string
  readonly clock: Clock
  readonly events: Events
}

/** `erased`: there was no time to wait. */
export type Begun =
  | { readonly kind: 'waits'; readonly deletion: Deletion }
  | { readonly kind: 'erased' }

export type DeletionPage = { readonly deletions: readonly Deletion[]; readonly more: boolean }

export type Deletions = {
  /**
   * Begins a deletion, or answers the one that waits already; all sessions end. Throws Refusal for an
   * unknown identity and for the last administrator.
   */
  begin(input: { readonly id: string; readonly by?: Deletion['requestedBy'] }): Promise<Begun>
  /** Throws Refusal('not-found') where none waits. */
  find(input: { readonly id: string }): Promise<Deletion>
  /** Throws as `find`. */
  cancel(input: { readonly id: string }): Promise<{ readonly kind: 'done' }>
  /** Soonest first. */
  list(page: {
    readonly limit: number
    readonly after?: Pick<Deletion, 'dueAt' | 'identityId'> | undefined
  }): Promise<DeletionPage>
  /**
   * Cancels the deletion of somebody who signs in; answers what others are told of once it is stored.
   * Joins the transaction that stores the session.
   */
  cancelBySignIn(account: Account): Promise<readonly Event[]>
  /** Those whose time has come. */
  due(limit: number): Promise<readonly Deletion[]>
  /** Those whose owners are to be told once more. */
  toRemind(limit: number): Promise<readonly Deletion[]>
  /** Deletes the account; false when its deletion does not wait any more. */
  carryOut(deletion: Deletion): Promise<boolean>
  remind(deletion: Deletion): Promise<boolean>
}

const dayMs = 24 * 3_600_000
/** The owner is told once more three days before the end, or half of a shorter time. */
const longestReminderMs = 3 * dayMs

export function createDeletions(parts: DeletionParts): Deletions {
  const { store, identities, tell, transact, clock, events } = parts

  async function waiting(id: string): Promise<Deletion> {
    const found = await store.find(id)
    if (!found) throw new Refusal('not-found', { reason: 'This account is not to be deleted.' })
    return found
  }

  function newDeletion(identityId: string, requestedBy: Deletion['requestedBy']): Deletion {
    const requestedAt = clock(),
      graceMs = parts.graceMs()
    const remindAt = requestedAt + graceMs - Math.min(longestReminderMs, graceMs / 2)
    return {
      id: parts.newId(),
      identityId,
      requestedBy,
      requestedAt,
      dueAt: requestedAt + graceMs,
      // NOTE who has asked a few hours ago knows
      remindAt: graceMs < dayMs ? undefined : Math.round(remindAt),
    }
  }

  /** To be called in a transaction. */
  async function erase(account: Account, by: Deletion['requestedBy']): Promise<readonly Event[]> {
    const { id: identityId } = account.identity
    if (!(await identities.delete(identityId))) return []
    // NOTE behind the deletion, which deletes all other messages
    await tell(account, 'done', undefined)
    await record(deletedEntry(identityId))
    return [{ kind: 'identity.changed', identityId, what: 'deleted', by: whoIs[by] }]
  }

  /** To be called in a transaction; undefined when one waits already. */
  async function insert(
    account: Account,
    deletion: Deletion,
  ): Promise<readonly Event[] | undefined> {
    const { identityId, requestedBy } = deletion
    await parts.guardLastAdmin(identityId)
    if (deletion.dueAt <= deletion.requestedAt) return erase(account, requestedBy)
    if (!(await store.insert(deletion))) return undefined
    await parts.remembered.forget(identityId)
    const count = await parts.sessions.revokeOfIdentity(identityId)
    await tell(account, 'requested', deletion)
    await parts.announce('requested', account, deletion)
    await record(deletionEntry('requested', identityId, count > 0))
    const by = whoIs[requestedBy]
    return [
      { kind: 'deletion.requested', identityId, by },
      ...(count > 0 ? [{ kind: 'sessions.revoked', identityId, count, by } as const] : []),
    ]
  }

  async function removed(deletion: Deletion, account: Account): Promise<boolean> {
    if (!(await store.remove(deletion))) return false
    await tell(account, 'cancelled', deletion)
    await parts.announce('cancelled', account, deletion)
    return true
  }

  return {
    async begin({ id, by = 'administrator' }) {
      const account = await identities.find(id)
      if (!account) throw unknownIdentity()
      const deletion = newDeletion(id, by)
      const told = await persistently(() => transact(() => insert(account, deletion)))
      if (!told) return { kind: 'waits', deletion: await waiting(id) }
      told.forEach(events)
      return deletion.dueAt <= deletion.requestedAt
        ? { kind: 'erased' }
        : { kind: 'waits', deletion }
    },

    find: ({ id }) => waiting(id),

    async cancel({ id }) {
      const deletion = await waiting(id)
      const account = await identities.find(id)
      if (!account) throw unknownIdentity()
      const was = await persistently(() =>
        recorded(
          () => removed(deletion, account),
          (isDone) => (isDone ? deletionEntry('cancelled', id, false) : undefined),
        ),
      )
      if (was) events({ kind: 'deletion.cancelled', identityId: id, by: 'admin' })
      return { kind: 'done' }
    },

    async list({ limit, after }) {
      const found = await store.list({ limit: limit + 1, after })
      return { deletions: found.slice(0, limit), more: found.length > limit }
    },

    async cancelBySignIn(account) {
      const { id: identityId } = account.identity
      const deletion = await store.find(identityId)
      if (!deletion || !(await removed(deletion, account))) return []
      alsoChanged('deletion')
      return [{ kind: 'deletion.cancelled', identityId, by: 'owner' }]
    },

    due: (limit) => store.due(clock(), limit),
    toRemind: (limit) => store.toRemind(clock(), limit),

    async carryOut(deletion) {
      const told = await persistently(() =>
        transact(async () => {
          const account = await identities.find(deletion.identityId)
          if (!account || !(await store.remove(deletion))) return undefined
          return erase(account, deletion.requestedBy)
        }),
      )
      told?.forEach(events)
      return told !== undefined
    },

    remind: (deletion) =>
      persistently(() =>
        transact(async () => {
          const account = await identities.find(deletion.identityId)
          if (!account || !(await store.noteReminded(deletion))) return false
          await tell(account, 'soon', deletion)
          return true
        }),
      ),
  }
}

const whoIs = { person: 'owner', administrator: 'admin' } as const
