import type { Timestamp } from '#lib/time.ts'
import type { Job } from './job.ts'

/** Who works on a job, and until when nobody else does. */
export type Lease = { readonly id: string; readonly until: Timestamp }

/** What changes with each batch. */
export type Progress = Pick<
  Job,
  'after' | 'done' | 'failed' | 'failures' | 'state' | 'reason' | 'endedAt'
>

export type JobStore = {
  /** Joins an open transaction. */
  insert(job: Job): Promise<void>
  find(id: string): Promise<Job | undefined>
  /** Newest first. `after`: the id of the last one of the previous page. */
  list(page: {
    readonly limit: number
    readonly after?: string | undefined
  }): Promise<readonly Job[]>
  /**
   * The oldest job that is not over and that nobody works on, as it is from now on: running, and
   * under this lease.
   */
  take(now: Timestamp, lease: Lease): Promise<Job | undefined>
  /** Notes how many people there are. */
  count(id: string, leaseId: string, total: number): Promise<void>
  /**
   * Renews a lease; false when somebody else has the job, or it is over. To be called in a
   * transaction: until its end nobody else takes or cancels the job.
   */
  hold(id: string, lease: Lease): Promise<boolean>
  /** Stores progress. To be called after `hold`, in its transaction. */
  advance(id: string, progress: Progress): Promise<void>
  /** Gives a job back, for whoever takes it next, from that moment on. */
  release(id: string, leaseId: string, from: Timestamp): Promise<void>
  /** False when there is none that could be cancelled. Joins an open transaction. */
  cancel(id: string, at: Timestamp): Promise<boolean>
  /** Deletes up to `limit` jobs that were over before this moment; answers how many. */
  deleteBefore(before: Timestamp, limit: number): Promise<number>
}
