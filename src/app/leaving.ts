// Builds what deletes accounts: at once or after a time, for good, with what others are told.
import type { Courier } from '#courier/courier.ts'
import { createMacKeys } from '#crypto/mac-keys.ts'
import type { Events } from '#events/events.ts'
import { createDeletionNotice } from '#flow/deletion-notice.ts'
import { createDeletions, type Deletions } from '#flow/deletions.ts'
import { deletionHooks } from '#hooks/typescript/deletion-hooks.ts'
import type { Hooks } from '#hooks/typescript/hooks.ts'
import type { Presenter } from '#hooks/web-hook/context.ts'
import type { Deletion } from '#identity/deletion-store.ts'
import { erasing, reservedPurpose } from '#identity/erasing.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import { afterAnswer } from '#lib/after-answer.ts'
import type { JsonObject } from '#lib/json.ts'
import { createPeriodic, type Periodic } from '#lib/periodic.ts'
import { toRfc3339, type Clock } from '#lib/time.ts'
import { createLastAdminGuard } from '#operators/keep-last-admin.ts'
import type { Store } from '#store/store.ts'
import { hasSms } from './notices.ts'
import { configOf, type Runtime } from './runtime.ts'

export type ErasingAppParts = {
  readonly runtime: Runtime
  readonly store: Pick<Store, 'tombstones' | 'reserved' | 'audit' | 'budgets'>
  readonly transact: Store['transact']
  readonly afterCommit: (job: () => void) => void
  readonly hooks: () => Promise<Hooks | undefined> | undefined
  readonly events: Events
  readonly clock: Clock
}

/** Wraps the store of identities, so that whatever deletes one does so for good. */
export function erasingIdentities(
  identities: IdentityStore,
  parts: ErasingAppParts,
): IdentityStore {
  const { runtime, store, transact, afterCommit, clock } = parts
  const keys = createMacKeys(() => runtime.reading.secrets.cipher, reservedPurpose)
  const hooks = deletionHooks({ loaded: parts.hooks, events: parts.events })
  return erasing(identities, {
    ...store,
    devices: store.budgets,
    keys,
    freeAfterMs: () => configOf(runtime).pallas.deletion.identifiersFreeAfterMs,
    deleted: (ids) =>
      afterCommit(() => afterAnswer(() => ids.forEach((id) => void hooks.deleted(id)))),
    transact,
    clock,
  })
}

export type LeavingAppParts = Omit<ErasingAppParts, 'store'> & {
  readonly store: Store
  readonly courier: Courier
  readonly present: Presenter
  readonly announce: (topic: string, identityId: string, data: JsonObject) => Promise<void>
  readonly newId: () => string
}

export function createLeavingApp({ runtime, store, ...parts }: LeavingAppParts): Deletions {
  const hooks = deletionHooks({ loaded: parts.hooks, events: parts.events })
  return createDeletions({
    ...parts,
    store: store.deletions,
    identities: store.identities,
    sessions: store.sessions,
    remembered: store.remembered,
    transact: store.transact,
    guardLastAdmin: createLastAdminGuard(store.identities, store.operators),
    graceMs: () => configOf(runtime).pallas.deletion.graceMs,
    tell: createDeletionNotice({
      courier: parts.courier,
      clock: parts.clock,
      settings: () => {
        const config = configOf(runtime)
        return { hasSms: hasSms(config), loginUrl: config.selfservice.flows.login.uiUrl }
      },
    }),
    async announce(what, { identity }, deletion) {
      const context = {
        identity: parts.present.identity(identity) as JsonObject,
        deletion: presentTimes(deletion),
      }
      await parts.announce(`identity.deletion_${what}`, identity.id, context)
      parts.afterCommit(() => afterAnswer(() => void hooks[what](context)))
    },
  })
}

const presentTimes = ({ requestedBy, requestedAt, dueAt }: Deletion) => ({
  requested_by: requestedBy,
  requested_at: toRfc3339(requestedAt),
  due_at: toRfc3339(dueAt),
})

/** How often it is looked for what is due. */
const intervalMs = 60_000
/** How many are done each time. */
const mostAtOnce = 100

export type DeletionJobParts = {
  readonly deletions: Pick<Deletions, 'due' | 'toRemind' | 'carryOut' | 'remind'>
  /** Deletes what nobody was known by. */
  readonly sweep: () => Promise<unknown>
  readonly onError: (error: unknown) => void
}

/**
 * Reminds, deletes and sweeps; what fails is told, and tried again. Several processes may do it on one
 * database: whoever removes the row of a deletion carries it out, in the same transaction.
 */
export const createDeletionJob = ({ deletions, sweep, onError }: DeletionJobParts): Periodic =>
  createPeriodic({
    async work(signal) {
      for (const one of await deletions.toRemind(mostAtOnce)) {
        if (signal.aborted) return
        await deletions.remind(one).catch(onError)
      }
      for (const one of await deletions.due(mostAtOnce)) {
        if (signal.aborted) return
        await deletions.carryOut(one).catch(onError)
      }
      await sweep()
    },
    pauseMs: () => intervalMs,
    onError,
    pausesFirst: true,
  })
