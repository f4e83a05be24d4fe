/** Lets so many jobs run at once; the others wait for their turn, first come first served. */
export type Turns = {
  /** Answers what the job answers, or undefined at once when too many are waiting. */
  take<T>(job: () => Promise<T>): Promise<T> | undefined
  /** Jobs running and waiting. */
  count(): number
}

export function createTurns({ atOnce, maxWaiting }: { readonly atOnce: number; readonly maxWaiting: number }): Turns {
  const waiting: (() => void)[] = []
  let running = 0
  const run = async <T>(job: () => Promise<T>): Promise<T> => {
    try {
      return await job()
    } finally {
      // NOTE the turn is handed over, so that nobody who comes just now gets before those who wait
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
  return {
    take(job) {
      if (running < atOnce) {
        running++
        return run(job)
      }
      if (waiting.length >= maxWaiting) return undefined
      return new Promise<void>((resolve) => waiting.push(resolve)).then(() => run(job))
    },
    count: () => running + waiting.length,
  }
}
