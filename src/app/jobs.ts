// Builds the jobs over many people, and the worker that works them off.
import { AsyncLocalStorage } from 'node:async_hooks'
import { createJobs } from '#jobs/jobs.ts'
import { createJobWorker, type JobWorkerParts } from '#jobs/worker.ts'
import { afterAnswer } from '#lib/after-answer.ts'
import type { Store } from '#store/store.ts'

export type JobsAppParts = Omit<JobWorkerParts, 'store' | 'identities' | 'transact' | 'newId'> & {
  readonly store: Pick<Store, 'jobs' | 'identities' | 'transact'>
  readonly tokens: { uuid(): string; orderedUuid(at: number): string }
}

/** `jobs`: what administrators do with them; several processes may run the worker on one database. */
export function createJobsApp({ store, tokens, ...parts }: JobsAppParts) {
  const worker = createJobWorker({
    ...parts,
    store: store.jobs,
    identities: store.identities,
    transact: store.transact,
    newId: tokens.uuid,
  })
  // NOTE the worker goes on in the context of whoever wakes it
  const outsideRequests = AsyncLocalStorage.snapshot()
  const jobs = createJobs({
    store: store.jobs,
    identitySearch: parts.identitySearch,
    clock: parts.clock,
    newId: tokens.orderedUuid,
    notifyWorker: () => afterAnswer(() => outsideRequests(() => worker.wake())),
  })
  return { jobs, worker }
}
