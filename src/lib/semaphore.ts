// NOTE p-limit and async-mutex limit jobs, too. Neither limits how many wait, or how long a job may
// wait before it begins; this would have to be built around them.

/** Runs a limited number of jobs at once; the others wait in order. */
export type Semaphore = {
  /**
   * The result of the job; undefined when too many wait already. Rejects with `QueueTimeout`,
   * without running the job, when it has waited too long.
   */
  run<T>(job: () => Promise<T>): Promise<T> | undefined
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
  readonly maxWaiting: number
  readonly maxWaitMs: number
}

export function createSemaphore({
  concurrency,
  maxWaiting,
  maxWaitMs,
}: SemaphoreSettings): Semaphore {
  const waiting = new Set<() => void>()
  let running = 0
  const perform = async <T>(job: () => Promise<T>): Promise<T> => {
    try {
      return await job()
    } finally {
      // NOTE the place is handed to the next job directly, so that a newer job cannot get ahead
      const [next] = waiting
      if (next) next()
      else running--
    }
  }
  const wait = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const begin = () => {
        clearTimeout(timer)
        waiting.delete(begin)
        resolve()
      }
      const timer = setTimeout(() => {
        waiting.delete(begin)
        reject(new QueueTimeout(`not begun within ${maxWaitMs} ms`))
      }, maxWaitMs)
      waiting.add(begin)
    })
  return {
    run(job) {
      if (running < concurrency) {
        running++
        return perform(job)
      }
      return waiting.size >= maxWaiting ? undefined : wait().then(() => perform(job))
    },
    count: () => running + waiting.size,
  }
}
