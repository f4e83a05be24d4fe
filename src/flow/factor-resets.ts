// An administrator removes the second factors of somebody who has lost them: after a delay in which
// the person is told, and can stop it.
import { alsoChanged, record, recorded } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Event, Events } from '#events/events.ts'
import type { Accounts } from '#identity/accounts.ts'
import { resetDoneEntry, resetEntry } from '#identity/audit-entries.ts'
import { unknownIdentity } from '#identity/change.ts'
import type { FactorReset, FactorResetStore } from '#identity/factor-reset-store.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import { withoutSecondFactors } from '#identity/second-factors.ts'
import type { Clock } from '#lib/time.ts'
import { isUuid } from '#lib/uuid.ts'
import type { RememberedStore } from '#session/remembered-store.ts'
import type { SessionStore } from '#session/session-store.ts'
import type { TellFactorReset } from './factor-reset-notice.ts'
import { persistently } from './mailed-flow.ts'

export type FactorResetParts = {
  readonly store: FactorResetStore
  readonly identities: Pick<IdentityStore, 'find' | 'replace'>
  readonly remembered: Pick<RememberedStore, 'forget'>
  readonly sessions: Pick<SessionStore, 'revokeOfIdentity'>
  readonly accounts: Accounts
  readonly tell: TellFactorReset
  /** How long a reset waits. */
  readonly delayMs: () => number
  readonly signer: { verify(text: string, signature: string): boolean }
  readonly transact: <T>(work: () => Promise<T>) => Promise<T>
  readonly newId: () => string
  readonly clock: Clock
  readonly events: Events
}

/** The link in a notice that stops a reset. */
export type CancelLink = {
  readonly identityId: string
  readonly resetId: string
  readonly token: string
}

export type FactorResets = {
  /**
   * Begins a reset, or answers the one that waits already. Throws Refusal for an unknown identity,
   * and for one without second factors that could be removed.
   */
  begin(input: { readonly id: string }): Promise<FactorReset>
  /**
   * Begins the reset of somebody who was just read, if none waits and there is something to remove;
   * answers what others are told of once it is stored. Joins the open transaction.
   */
  beginFor(account: Account): Promise<readonly Event[]>
  /** Throws Refusal('not-found') where none waits. */
  find(input: { readonly id: string }): Promise<FactorReset>
  /** Throws as `find`. */
  cancel(input: { readonly id: string }): Promise<{ readonly kind: 'done' }>
  /**
   * Cancels a reset by the link of its notice, whoever has that. `too-late`: it does not wait any
   * more. Throws Refusal for a link that is not one.
   */
  cancelByLink(link: CancelLink): Promise<{ readonly kind: 'done' | 'too-late' }>
  /**
   * Cancels the reset of somebody who has given a second factor; whether one has waited. Joins the
   * transaction that stores the session.
   */
  cancelBySignIn(identityId: string): Promise<boolean>
  /** Those whose time has come. */
  due(limit: number): Promise<readonly FactorReset[]>
  /** Carries a reset out; false when it does not wait any more. */
  carryOut(reset: FactorReset): Promise<boolean>
}

/** What the token of a link is signed for. */
export const cancelPurpose = ({ id, identityId }: Pick<FactorReset, 'id' | 'identityId'>): string =>
  `cancel second factor reset:${identityId}:${id}`

export function createFactorResets(parts: FactorResetParts): FactorResets {
  const { store, identities, accounts, tell, transact, clock, events } = parts

  async function waiting(id: string): Promise<FactorReset> {
    const found = await store.find(id)
    if (!found)
      throw new Refusal('not-found', {
        reason: 'No reset of the second factors of this identity waits.',
      })
    return found
  }

  const cancel = (reset: Pick<FactorReset, 'id' | 'identityId'>) =>
    recorded(
      () => store.remove(reset),
      (was) => (was ? resetEntry('cancelled', reset.identityId) : undefined),
    )

  /** Joins the open transaction; undefined when it does not wait any more. */
  async function remove(reset: FactorReset): Promise<readonly Event[] | undefined> {
    const { identityId } = reset
    if (!(await store.remove(reset))) return undefined
    const account = await identities.find(identityId)
    if (!account) return undefined
    const without = withoutSecondFactors(accounts, account)
    if (without !== account) await identities.replace(without)
    await parts.remembered.forget(identityId)
    const count = await parts.sessions.revokeOfIdentity(identityId)
    await tell(account, 'done', reset)
    await record(resetDoneEntry(account, without))
    const by = { identityId, by: 'admin' } as const
    return [
      ...removedTypes(account, without).map((credential): Event => ({
        kind: 'credential.changed',
        credential,
        ...by,
      })),
      ...(count > 0 ? [{ kind: 'sessions.revoked', count, ...by } as const] : []),
      { kind: 'factor-reset.done', ...by },
    ]
  }

  async function carryOut(reset: FactorReset): Promise<boolean> {
    const told = await persistently(() => transact(() => remove(reset)))
    told?.forEach(events)
    return told !== undefined
  }

  function newReset({ identity: { id: identityId } }: Account): FactorReset {
    const requestedAt = clock()
    return { id: parts.newId(), identityId, requestedAt, dueAt: requestedAt + parts.delayMs() }
  }

  /** Joins the open transaction; undefined when one waits already. */
  async function insert(
    account: Account,
    reset: FactorReset,
  ): Promise<readonly Event[] | undefined> {
    const { identityId, requestedAt, dueAt } = reset
    if (!(await store.insert(reset))) return undefined
    const begun = { kind: 'factor-reset.begun', identityId, by: 'admin' } as const
    if (dueAt <= requestedAt) return [begun, ...((await remove(reset)) ?? [])]
    await tell(account, 'begun', reset)
    await record(resetEntry('begun', identityId))
    return [begun]
  }

  const hasNone = (account: Account) => withoutSecondFactors(accounts, account) === account

  return {
    async begin({ id }) {
      const account = await identities.find(id)
      if (!account) throw unknownIdentity()
      if (hasNone(account))
        throw new Refusal('bad-request', {
          reason: 'The identity has not set up a second factor that could be removed.',
        })
      const reset = newReset(account)
      const told = await persistently(() => transact(() => insert(account, reset)))
      if (!told) return waiting(id)
      told.forEach(events)
      return reset
    },

    beginFor: async (account) =>
      hasNone(account) ? [] : ((await insert(account, newReset(account))) ?? []),

    find: ({ id }) => waiting(id),

    async cancel({ id }) {
      const reset = await waiting(id)
      if (await cancel(reset))
        events({ kind: 'factor-reset.cancelled', identityId: id, by: 'admin' })
      return { kind: 'done' }
    },

    async cancelByLink({ identityId, resetId: id, token }) {
      if (!isUuid(id) || !parts.signer.verify(cancelPurpose({ id, identityId }), token))
        throw new Refusal('bad-request', { reason: 'This link is not complete.' })
      if (!(await cancel({ identityId, id }))) return { kind: 'too-late' }
      events({ kind: 'factor-reset.cancelled', identityId, by: 'owner' })
      return { kind: 'done' }
    },

    async cancelBySignIn(identityId) {
      const reset = await store.find(identityId)
      if (!reset || !(await store.remove(reset))) return false
      alsoChanged('second_factor_reset')
      return true
    },

    due: (limit) => store.due(clock(), limit),
    carryOut,
  }
}

const removedTypes = (before: Account, after: Account): readonly string[] =>
  before.credentials
    .filter(
      ({ type, config }) => after.credentials.find((one) => one.type === type)?.config !== config,
    )
    .map(({ type }) => type)
