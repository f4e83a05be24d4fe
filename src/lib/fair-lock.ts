// NOTE the locks of async-mutex reject when the wait is over; here the caller enters all the same.

/**
 * A lock that is given in the order of asking. It is no strict one: whoever has waited for
 * `maxWaitMs` enters although it is held.
 */
export type FairLock = {
  /** Resolves when the caller may go on, with the function that releases the lock. */
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
