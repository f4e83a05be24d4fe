// Whose turn it is within this process, by a number: those who come later wait for those before them.

export type Turn = { end(): void }

export type Turns = {
  /** Undefined when it is not one's turn within `longestMs`. */
  take(key: number): Promise<Turn | undefined>
}

export function createTurns(longestMs = 200): Turns {
  const lasts = new Map<number, Promise<void>>()

  function queue(key: number): { before: Promise<void> | undefined; turn: Turn } {
    const before = lasts.get(key)
    const { promise, resolve } = Promise.withResolvers<void>()
    const own = (before ? before.then(() => promise) : promise).then(() => {
      if (lasts.get(key) === own) lasts.delete(key)
    })
    lasts.set(key, own)
    return { before, turn: { end: resolve } }
  }

  return {
    take(key) {
      const { before, turn } = queue(key)
      if (!before) return Promise.resolve(turn)
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          turn.end()
          resolve(undefined)
        }, longestMs)
        void before.then(() => {
          clearTimeout(timer)
          resolve(turn)
        })
      })
    },
  }
}
