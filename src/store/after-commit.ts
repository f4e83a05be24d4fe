import { AsyncLocalStorage } from 'node:async_hooks'
import { outsideDeadline } from '#lib/deadline.ts'

export type Transact = <T>(work: () => Promise<T>, parts?: 'fail-together') => Promise<T>

/** Runs jobs after the transaction that is open. */
export type AfterCommit = {
  readonly transact: Transact
  /**
   * Runs `job` after the open transaction, or at once without one; not when the transaction fails.
   */
  afterCommit(job: () => void): void
  /**
   * Runs `job` after the open transaction, or at once without one, and says whether it is stored. Of
   * a transaction that a database has tried several times, only what the last attempt asked for runs.
   */
  afterTransaction(job: (isStored: boolean) => void): void
}

export function createAfterCommit(transact: Transact): AfterCommit {
  const open = new AsyncLocalStorage<Set<(isStored: boolean) => void>>()
  function afterTransaction(job: (isStored: boolean) => void): void {
    const jobs = open.getStore()
    if (jobs) jobs.add(job)
    else outsideDeadline(() => job(true))
  }
  return {
    async transact(work, parts) {
      if (open.getStore()) return transact(work, parts)
      const jobs = new Set<(isStored: boolean) => void>()
      const attempt = () => {
        // NOTE a database that could not store it tries again
        jobs.clear()
        return work()
      }
      let isStored = false
      try {
        const result = await open.run(jobs, () => transact(attempt, parts))
        isStored = true
        return result
      } finally {
        for (const job of jobs) outsideDeadline(() => job(isStored))
      }
    },
    afterTransaction,
    afterCommit: (job) =>
      afterTransaction((isStored) => {
        if (isStored) job()
      }),
  }
}
