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
}

export function createAfterCommit(transact: Transact): AfterCommit {
  const open = new AsyncLocalStorage<Set<() => void>>()
  return {
    async transact(work, parts) {
      if (open.getStore()) return transact(work, parts)
      const jobs = new Set<() => void>()
      const attempt = () => {
        // NOTE a database that could not store it tries again
        jobs.clear()
        return work()
      }
      const result = await open.run(jobs, () => transact(attempt, parts))
      for (const job of jobs) outsideDeadline(job)
      return result
    },
    afterCommit(job) {
      const jobs = open.getStore()
      if (jobs) jobs.add(job)
      else outsideDeadline(job)
    },
  }
}
