// NOTE p-limit and async-mutex have no keys: most of this file would remain.

/**
 * Runs jobs with the same key one after the other, in order, and jobs with different keys side by
 * side. After a job that fails, the next one runs.
 */
export type KeyedMutex = <T>(key: string, job: () => Promise<T>) => Promise<T>

export function createKeyedMutex(): KeyedMutex {
  /** The end of the last job of each key; it never rejects. */
  const ends = new Map<string, Promise<unknown>>()
  return async (key, job) => {
    const result = (ends.get(key) ?? Promise.resolve()).then(job)
    const end = result.then(
      () => undefined,
      () => undefined,
    )
    ends.set(key, end)
    try {
      return await result
    } finally {
      if (ends.get(key) === end) ends.delete(key)
    }
  }
}
