// What a server does from time to time: cleanup, resets of second factors, deletions of accounts.
import type { Deletions } from '#flow/deletions.ts'
import type { FactorResets } from '#flow/factor-resets.ts'
import type { Store } from '#store/store.ts'
import { createCleanup } from './cleanup.ts'
import { createFactorResetJob } from './factor-resets.ts'
import type { Foundation } from './foundation.ts'
import { createDeletionJob } from './leaving.ts'
import { configOf } from './runtime.ts'
import { createSweep } from './sweep.ts'

export type BackgroundParts = {
  readonly base: Foundation
  readonly store: Store
  /** The store as it is below the services. */
  readonly timed: Store
  readonly factorResets: FactorResets
  readonly deletions: Deletions
}

export function createBackground({ base, store, timed, factorResets, deletions }: BackgroundParts) {
  const { auditApp, runtime, clock, log } = base
  const settings = () => configOf(runtime)
  return {
    cleanup: createCleanup({
      store,
      audit: auditApp.administration,
      settings,
      clock,
    }).periodically(
      (cleaned) => log.info({ cleaned }, 'deleted expired rows'),
      (error) => log.warn({ err: error }, 'expired rows could not be deleted'),
    ),
    factorResetJob: createFactorResetJob(
      {
        due: factorResets.due,
        carryOut: (reset) => auditApp.asServer(() => factorResets.carryOut(reset)),
      },
      (error) => log.warn({ err: error }, 'second factors could not be removed, retrying'),
    ),
    deletionJob: createDeletionJob({
      deletions: {
        ...deletions,
        carryOut: (one) => auditApp.asServer(() => deletions.carryOut(one)),
      },
      sweep: createSweep({ store: timed, settings, clock }),
      onError: (error) => log.warn({ err: error }, 'an account could not be deleted, retrying'),
    }),
  }
}
