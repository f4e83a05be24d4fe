// Builds the resets of second factors, and the job that carries them out once their time has come.
import type { Courier } from '#courier/courier.ts'
import type { Signer } from '#crypto/signer.ts'
import type { Events } from '#events/events.ts'
import { createFactorResetNotice } from '#flow/factor-reset-notice.ts'
import { cancelPurpose, createFactorResets, type FactorResets } from '#flow/factor-resets.ts'
import type { Accounts } from '#identity/accounts.ts'
import { createPeriodic, type Periodic } from '#lib/periodic.ts'
import type { Clock } from '#lib/time.ts'
import { cancelResetUrl } from '#pages/cancel-reset.ts'
import type { Store } from '#store/store.ts'
import { hasSms, recoveryUrlOf } from './notices.ts'
import { configOf, type Runtime } from './runtime.ts'

export type FactorResetAppParts = {
  readonly runtime: Runtime
  readonly store: Store
  readonly courier: Courier
  readonly accounts: Accounts
  readonly signer: Signer
  readonly newId: () => string
  readonly clock: Clock
  readonly events: Events
}

export function createFactorResetApp({
  runtime,
  store,
  courier,
  signer,
  ...parts
}: FactorResetAppParts): FactorResets {
  return createFactorResets({
    ...parts,
    store: store.factorResets,
    identities: store.identities,
    remembered: store.remembered,
    sessions: store.sessions,
    transact: store.transact,
    signer,
    delayMs: () => configOf(runtime).pallas.secondFactor.resetDelayMs,
    tell: createFactorResetNotice({
      courier,
      clock: parts.clock,
      settings: () => {
        const config = configOf(runtime)
        return {
          hasSms: hasSms(config),
          recoveryUrl: recoveryUrlOf(config),
          cancelUrl: (reset) =>
            cancelResetUrl(config.public.baseUrl, reset, signer.sign(cancelPurpose(reset))),
        }
      },
    }),
  })
}

/** How often it is looked for resets whose time has come. */
const intervalMs = 60_000
/** How many are carried out each time. */
const mostAtOnce = 100

/**
 * Carries out those whose time has come; one that fails is told, and tried again. Several processes may
 * do it on one database.
 */
export const createFactorResetJob = (
  resets: Pick<FactorResets, 'due' | 'carryOut'>,
  onError: (error: unknown) => void,
): Periodic =>
  createPeriodic({
    async work(signal) {
      for (const reset of await resets.due(mostAtOnce)) {
        if (signal.aborted) return
        await resets.carryOut(reset).catch(onError)
      }
    },
    pauseMs: () => intervalMs,
    onError,
    pausesFirst: true,
  })
