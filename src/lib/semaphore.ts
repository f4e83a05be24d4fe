/** Lets so many jobs run at once; the others wait for their turn, first come first served. */
export type Semaphore = {
  /**
   * Answers what the job answers, or undefined at once when too many are waiting. Rejects with
   * `QueueTimeout` when the turn does not come in time.
   */
  take<T>(job: () => Promise<T>): Promise<T> | undefined
  /** Jobs running and waiting. */
  count(): number
}

/** A job waited too long and was not begun. */
export class QueueTimeout extends Error {
  override readonly name = 'NoTurn'
}

export type SemaphoreSettings = {
  readonly atOnce: number
  readonly maxWaiting: number
  readonly maxWaitMs: number
}

export function createSemaphore({ atOnce, maxWaiting, maxWaitMs }: SemaphoreSettings): Semaphore {
  const waiting = new Set<() => void>()
  let running = 0
  const run = async <T>(job: () => Promise<T>): Promise<T> => {
    try {
      return await job()
    } finally {
      // NOTE the turn is handed over, so that nobody who comes just now gets before those who wait
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
        reject(new QueueTimeout(`no turn in ${maxWaitMs} ms`))
      }, maxWaitMs)
      waiting.add(begin)
    })
  return {
    take(job) {
      if (running < atOnce) {
        running++
        return run(job)
      }
      return waiting.size >= maxWaiting ? undefined : wait().then(() => run(job))
    },
    count: () => running + waiting.size,
  }
}
