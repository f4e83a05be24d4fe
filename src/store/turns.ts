// Whose turn it is within this process, by a number: those who come later wait for those before them.

export type Turn = { end(): void }

export type Turns = {
  /** Undefined when it is not one's turn within `longestMs`. */
  take(key: number): Promise<Turn | undefined>
}

type Waiting = { readonly begin: (turn: Turn) => void; readonly timer: NodeJS.Timeout }

export function createTurns(longestMs = 200): Turns {
  /** Who waits, by the numbers of those whose turn it is. */
  const queues = new Map<number, Waiting[]>()

  function turnOf(key: number, queue: Waiting[]): Turn {
    let hasEnded = false
    return {
      end() {
        if (hasEnded) return
        hasEnded = true
        const next = queue.shift()
        if (!next) return void queues.delete(key)
        clearTimeout(next.timer)
        next.begin(turnOf(key, queue))
      },
    }
  }

  return {
    take(key) {
      const queue = queues.get(key)
      if (!queue) {
        const opened: Waiting[] = []
        queues.set(key, opened)
        return Promise.resolve(turnOf(key, opened))
      }
      return new Promise((resolve) => {
        const waiting: Waiting = {
          begin: resolve,
          timer: setTimeout(() => {
            queue.splice(queue.indexOf(waiting), 1)
            resolve(undefined)
          }, longestMs),
        }
        queue.push(waiting)
      })
    },
  }
}
