// NOTE the locks of async-mutex reject after the time limit; this one lets the caller in.

/**
 * A lock that is given in the order of requests. It is not strict: after `maxWaitMs` a caller gets
 * in although the lock is held.
 */
export type FairLock = {
  /** Resolves with the function that releases the lock. */
  acquire(): Promise<() => void>
}

export function createFairLock(maxWaitMs: number): FairLock {
  let holders = 0
  const waiting: (() => void)[] = []
  function release(): void {
    holders--
    if (holders === 0) waiting.shift()?.()
  }
  return {
    acquire() {
      const { promise, resolve } = Promise.withResolvers<() => void>()
      let released = false
      const enter = () => {
        clearTimeout(timer)
        holders++
        resolve(() => {
          if (released) return
          released = true
          release()
        })
      }
      const timer = setTimeout(() => {
        const place = waiting.indexOf(enter)
        if (place >= 0) waiting.splice(place, 1)
        enter()
      }, maxWaitMs)
      if (holders === 0 && waiting.length === 0) enter()
      else waiting.push(enter)
      return promise
    },
  }
}
