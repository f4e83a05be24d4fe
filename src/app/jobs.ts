// Builds the jobs over many people, and the worker that works them off.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Account } from '#identity/identity-store.ts'
import { createJobs, type JobsParts } from '#jobs/jobs.ts'
import { createJobWorker, type JobWorkerParts } from '#jobs/worker.ts'
import { afterAnswer } from '#lib/after-answer.ts'
import type { Store } from '#store/store.ts'

export type JobsAppParts = Omit<
  JobWorkerParts,
  'store' | 'identities' | 'transact' | 'newId' | 'sendVerification'
> & {
  readonly store: Pick<Store, 'jobs' | 'identities' | 'transact'>
  readonly guardEnabled: JobsParts['guardEnabled']
  /** Called when a job is asked for, for a process that works on it in the place of this one. */
  readonly wakeElsewhere?: (() => void) | undefined
  readonly tokens: { uuid(): string; orderedUuid(at: number): string }
}

/** What the worker uses of the cores, which are built later. */
type Connected = Pick<JobWorkerParts, 'sendVerification'>

/** `jobs`: what administrators do with them; several processes may run the worker on one database. */
export function createJobsApp({
  store,
  tokens,
  guardEnabled,
  wakeElsewhere,
  ...parts
}: JobsAppParts) {
  let connected: Connected | undefined
  const worker = createJobWorker({
    ...parts,
    store: store.jobs,
    identities: store.identities,
    transact: store.transact,
    newId: tokens.uuid,
    async sendVerification(person: Account) {
      if (!connected) throw new Error('The jobs are not connected to a core.')
      await connected.sendVerification(person)
    },
  })
  // NOTE the worker goes on in the context of whoever wakes it
  const outsideRequests = AsyncLocalStorage.snapshot()
  const jobs = createJobs({
    store: store.jobs,
    identitySearch: parts.identitySearch,
    clock: parts.clock,
    newId: tokens.orderedUuid,
    guardEnabled,
    notifyWorker: () =>
      afterAnswer(() => {
        outsideRequests(() => worker.wake())
        wakeElsewhere?.()
      }),
  })
  return {
    jobs,
    worker,
    connect(core: Connected): void {
      connected = core
    },
  }
}
