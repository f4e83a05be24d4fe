/**
 * Jobs for one key run one after the other, jobs for different keys side by side. A job that fails
 * does not stop the next.
 */
export type KeyedMutex = <T>(key: string, job: () => Promise<T>) => Promise<T>

export function createKeyedMutex(): KeyedMutex {
  const tails = new Map<string, Promise<unknown>>()
  return async (key, job) => {
    const result = (tails.get(key) ?? Promise.resolve()).then(job)
    const tail = result.then(
      () => undefined,
      () => undefined,
    )
    tails.set(key, tail)
    try {
      return await result
    } finally {
      if (tails.get(key) === tail) tails.delete(key)
    }
  }
}
