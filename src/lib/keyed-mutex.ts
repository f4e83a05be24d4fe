// NOTE p-limit and async-mutex have no keys: the map, and forgetting a key in time, would stay here.

/**
 * Jobs with the same key run one after the other, in the order in which they come; jobs with
 * different keys run side by side. A job that fails does not stop the next.
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
