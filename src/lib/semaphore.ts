// NOTE p-limit and async-mutex limit jobs, too. Neither limits how many wait, or how long a job may
// wait before it begins, nor do they know whose jobs they are; this would have to be built around
// them.

import { currentDeadline } from './deadline.ts'

export type JobOptions = {
  /** Whose job it is. Jobs without a key are those of one more owner. */
  readonly key?: string | undefined
  /** Such jobs run one at a time, so that the other places are free for the rest. */
  readonly isDear?: boolean
}

/**
 * Runs a limited number of jobs at once. The others wait: their keys have turns, one job each, and
 * the jobs of a key begin in order. A dear job lets others pass while another dear one runs.
 */
export type Semaphore = {
  /**
   * The result of the job; undefined when too many wait already, of all keys or of this one.
   * Rejects with `QueueTimeout`, without running the job, when it has waited too long, or when the
   * request has no more time.
   */
  run<T>(job: () => Promise<T>, options?: JobOptions): Promise<T> | undefined
  /** How many jobs run or wait. */
  count(): number
}

/** A job waited too long, and was not run. */
export class QueueTimeout extends Error {
  override readonly name = 'QueueTimeout'
}

export type SemaphoreSettings = {
  /** How many jobs run at once. */
  readonly concurrency: number
  /**
   * How many may wait: of one key a quarter of them, of those without a key three quarters, so that
   * nobody takes all places.
   */
  readonly maxWaiting: number
  readonly maxWaitMs: number
}

type Waiting = { readonly isDear: boolean; readonly begin: () => void }

export function createSemaphore({
  concurrency,
  maxWaiting,
  maxWaitMs,
}: SemaphoreSettings): Semaphore {
  /** The first key has the next turn. No key is without a job. */
  const waiting = new Map<string | undefined, Set<Waiting>>()
  let running = 0,
    waitingCount = 0,
    dearRuns = false

  const isFull = (key: string | undefined) =>
    waitingCount >= maxWaiting ||
    (waiting.get(key)?.size ?? 0) >= Math.ceil(maxWaiting * (key === undefined ? 0.75 : 0.25))
  const mayBegin = (isDear: boolean) => running < concurrency && !(isDear && dearRuns)

  function take(isDear: boolean): void {
    running++
    dearRuns ||= isDear
  }
  async function perform<T>(job: () => Promise<T>, isDear: boolean): Promise<T> {
    try {
      return await job()
    } finally {
      running--
      if (isDear) dearRuns = false
      // NOTE places are given away at once, so that a newer job cannot get ahead
      beginNext()
    }
  }
  function beginNext(): void {
    if (running >= concurrency) return
    for (const [key, jobs] of waiting)
      for (const job of jobs)
        if (mayBegin(job.isDear)) {
          take(job.isDear)
          remove(key, jobs, job)
          waiting.delete(key)
          if (jobs.size > 0) waiting.set(key, jobs)
          job.begin()
          return beginNext()
        }
  }
  function add(key: string | undefined, job: Waiting): Set<Waiting> {
    const jobs = waiting.get(key) ?? new Set()
    waiting.set(key, jobs.add(job))
    waitingCount++
    return jobs
  }
  function remove(key: string | undefined, jobs: Set<Waiting>, job: Waiting): void {
    jobs.delete(job)
    waitingCount--
    if (jobs.size === 0) waiting.delete(key)
  }
  const wait = (key: string | undefined, isDear: boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const job: Waiting = {
        isDear,
        begin: () => {
          clearTimeout(timer)
          stopListening?.()
          resolve()
        },
      }
      const jobs = add(key, job)
      const giveUp = (reason: string) => {
        clearTimeout(timer)
        stopListening?.()
        remove(key, jobs, job)
        reject(new QueueTimeout(reason))
      }
      const timer = setTimeout(() => giveUp(`not begun within ${maxWaitMs} ms`), maxWaitMs)
      const stopListening = currentDeadline()?.onEnd(() =>
        giveUp('not begun within the time of the request'),
      )
    })

  return {
    run(job, { key, isDear = false } = {}) {
      if (mayBegin(isDear)) {
        take(isDear)
        return perform(job, isDear)
      }
      return isFull(key) ? undefined : wait(key, isDear).then(() => perform(job, isDear))
    },
    count: () => running + waitingCount,
  }
}
