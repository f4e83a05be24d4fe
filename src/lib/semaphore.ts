// NOTE p-limit and async-mutex limit jobs, too. Neither of them bounds how many wait and drops a job
// that has waited too long, as long as it has not begun; both would have to be built around them.

/** Runs a limited number of jobs at once; the others wait, first come first served. */
export type Semaphore = {
  /**
   * The result of the job; undefined when too many jobs wait already. Rejects with `QueueTimeout`
   * when the job has waited too long; it is not begun then.
   */
  run<T>(job: () => Promise<T>): Promise<T> | undefined
  /** How many jobs run or wait. */
  count(): number
}

/** A job has waited too long, and was not begun. */
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
      // NOTE the place goes straight to the next, so that no newcomer can get ahead of those who wait
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
