/** Lets one after the other through, but makes nobody wait longer than `patienceMs`. */
export type FairLock = {
  /** Resolves when it is the caller's turn; the function it gives ends the turn. */
  enter(): Promise<() => void>
}

export function createFairLock(patienceMs: number): FairLock {
  let inside = 0
  const waiting: (() => void)[] = []
  function leave(): void {
    inside--
    if (inside === 0) waiting.shift()?.()
  }
  return {
    enter() {
      const { promise, resolve } = Promise.withResolvers<() => void>()
      let left = false
      const go = () => {
        clearTimeout(timer)
        inside++
        resolve(() => {
          if (left) return
          left = true
          leave()
        })
      }
      const timer = setTimeout(() => {
        const place = waiting.indexOf(go)
        if (place >= 0) waiting.splice(place, 1)
        go()
      }, patienceMs)
      if (inside === 0 && waiting.length === 0) go()
      else waiting.push(go)
      return promise
    },
  }
}
