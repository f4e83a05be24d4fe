// The time that a request has for all that it waits for: hooks, hashes, providers and databases.
// Whoever waits listens to `onEnd`, and nothing is stored once it is over. Code that runs outside a
// request, such as workers, has no deadline.
import { AsyncLocalStorage } from 'node:async_hooks'

/** The request took too long, and nothing of it was stored. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded'
}

export type Deadline = {
  remainingMs(): number
  /** Throws DeadlineExceeded when the time is over and nothing was stored. */
  check(): void
  /** Calls `listener` when the time is over; the answer stops that. */
  onEnd(listener: () => void): () => void
  /** Aborted when the time is over. */
  signal(): AbortSignal
  /** Whether something was stored: then the request is completed, and not refused any more. */
  hasStored(): boolean
  /**
   * To be called right before a commit. Throws as `check`. Until `endCommit` the request is not
   * refused.
   */
  beginCommit(): void
  endCommit(stored: boolean): void
}

/** What follows after something was stored, and does not change it, has at least this time. */
export const followUpMs = 5000

const deadlines = new AsyncLocalStorage<Deadline | undefined>()

/** The deadline of the request that the calling code runs for; undefined outside of requests. */
export const currentDeadline = (): Deadline | undefined => deadlines.getStore()

/** The deadline up to which the database may be waited for; undefined once something was stored. */
export function storeDeadline(): Deadline | undefined {
  const deadline = deadlines.getStore()
  return deadline?.hasStored() === true ? undefined : deadline
}

/**
 * Runs the work of a request that has to be done at `endsAt`, as told by `performance.now()`.
 * Rejects with DeadlineExceeded at that time, unless something was stored by then or is just being
 * committed: then the work is waited for.
 */
export function withDeadline<T>(endsAt: number, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    if (performance.now() >= endsAt) throw new DeadlineExceeded()
    const deadline = createDeadline(endsAt, () => reject(new DeadlineExceeded()))
    deadlines.run(deadline, work).then(resolve, reject).finally(deadline.answered)
  })
}

/** Runs work that is not only for this request, or that goes on after its answer. */
export const outsideDeadline = <T>(work: () => T): T =>
  deadlines.getStore() === undefined ? work() : deadlines.run(undefined, work)

/**
 * Runs work whose changes guard against guessing and replay, such as the count of a try. They stay
 * when the request is refused, and do not count as something that was stored.
 */
export function asSafeguard<T>(work: () => T): T {
  const deadline = deadlines.getStore()
  if (!deadline) return work()
  return deadlines.run({ ...deadline, endCommit: () => deadline.endCommit(false) }, work)
}

function createDeadline(
  firstEnd: number,
  refuse: () => void,
): Deadline & {
  /** Ends the timer. What goes on after the answer can still not store anything too late. */
  answered(): void
} {
  let endsAt = firstEnd,
    commits = 0,
    hasStored = false,
    isOver = false,
    stop: AbortController | undefined,
    listeners: Set<() => void> | undefined
  let timer = setTimeout(end, endsAt - performance.now())

  function end(): void {
    const remaining = endsAt - performance.now()
    // NOTE timers may fire a little early
    if (remaining > 0) timer = setTimeout(end, Math.ceil(remaining))
    else if (commits === 0) {
      if (!hasStored) {
        isOver = true
        refuse()
      }
      stop?.abort(new DeadlineExceeded())
      for (const listener of listeners ?? []) listener()
    }
  }
  function check(): void {
    if (!hasStored && !isOver && commits === 0 && performance.now() >= endsAt) end()
    if (isOver) throw new DeadlineExceeded()
  }

  return {
    remainingMs: () => Math.max(0, endsAt - performance.now()),
    check,
    onEnd(listener) {
      listeners ??= new Set()
      listeners.add(listener)
      return () => void listeners?.delete(listener)
    },
    signal: () => (stop ??= aborted(isOver)).signal,
    hasStored: () => hasStored,
    beginCommit() {
      check()
      commits++
    },
    endCommit(stored) {
      commits--
      if (stored && !hasStored) {
        hasStored = true
        endsAt = Math.max(endsAt, performance.now() + followUpMs)
      }
      if (commits > 0 || performance.now() < firstEnd) return
      clearTimeout(timer)
      end()
    },
    answered() {
      clearTimeout(timer)
      listeners = undefined
    },
  }
}

function aborted(isOver: boolean): AbortController {
  const controller = new AbortController()
  if (isOver) controller.abort(new DeadlineExceeded())
  return controller
}
