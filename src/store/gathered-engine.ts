// Statements that differ only in their values, of one turn of the event loop, as one statement: what
// costs is the way to a server and back, in this process too.
import { AsyncLocalStorage } from 'node:async_hooks'
import { Refusal } from '#errors/refusal.ts'
import { DeadlineExceeded, storeDeadline } from '#lib/deadline.ts'
import type { Alike, Answer, Engine, Statement } from './engine.ts'
import { Retryable } from './failures.ts'

/** Somebody who waits for a statement. */
type Waiter = {
  readonly statement: Statement
  /** Tells that the statement is sent, once; throws when it is too late for that. */
  begin(): void
  hasEnded(): boolean
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/** What arrived in this turn, to be sent at its end. */
type Group = { readonly alike: Alike; readonly waiters: Waiter[] }

/** The time of somebody was over before a statement for several was sent. */
class SomeoneLate extends Error {}

/**
 * Sends what is `alike` together, where each statement is a way to a server. A statement is never
 * answered by one that was sent before it came, so whoever asks after a change was stored sees it.
 * Transactions are left as they are.
 */
export function gatheredEngine(engine: Engine): Engine {
  if (engine.isRemote !== true) return engine
  const groups = new Map<string, Group>()
  const outside = AsyncLocalStorage.snapshot()

  function gather(
    statement: Statement,
    name: string,
    alike: Alike,
    begin: () => void,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const waiter = waiterOf(statement, begin, resolve, reject)
      const group = groups.get(name)
      if (group) {
        group.waiters.push(waiter)
        if (group.waiters.length >= alike.most) groups.delete(name)
        return
      }
      const opened: Group = { alike, waiters: [waiter] }
      groups.set(name, opened)
      setImmediate(() => {
        if (groups.get(name) === opened) groups.delete(name)
        // NOTE somebody alone is asked for as if nothing had been waited for, in the request's own context
        void (opened.waiters.length === 1 ? alone(waiter) : outside(() => sendAll(opened)))
      })
    })
  }

  async function alone(waiter: Waiter): Promise<void> {
    if (waiter.hasEnded()) return
    try {
      waiter.resolve(await engine.run(waiter.statement, waiter.begin))
    } catch (error) {
      waiter.reject(error)
    }
  }

  async function sendAll({ alike, waiters }: Group): Promise<void> {
    for (;;) {
      const current = waiters.filter((one) => !one.hasEnded())
      if (current.length <= 1) return current.forEach((one) => void alone(one))
      const statements = current.map(({ statement }) => statement)
      try {
        const answer = await engine.run(alike.together(statements), () => beginAll(current))
        const answers = alike.split(answer, statements)
        return current.forEach((one, at) => one.resolve(answers[at] as Answer))
      } catch (error) {
        if (error instanceof SomeoneLate) continue
        // NOTE whether it was stored is not known then, or all are to come again
        if (concernsAll(error)) return current.forEach((one) => one.reject(error))
        return current.forEach((one) => void alone(one))
      }
    }
  }

  return {
    ...engine,
    run: (statement, begin = () => undefined) =>
      statement.alike === undefined || statement.name === undefined
        ? engine.run(statement, begin)
        : gather(statement, statement.name, statement.alike, begin),
  }
}

function beginAll(waiters: readonly Waiter[]): void {
  let isLate = false
  for (const one of waiters) {
    try {
      one.begin()
    } catch (error) {
      one.reject(error)
    }
    isLate ||= one.hasEnded()
  }
  if (isLate) throw new SomeoneLate()
}

const concernsAll = (error: unknown): boolean =>
  error instanceof Retryable || (error instanceof Refusal && error.kind === 'unavailable')

/** Gives up when the time of the request is over, as long as nothing of it may have been stored. */
function waiterOf(
  statement: Statement,
  begin: () => void,
  resolve: Waiter['resolve'],
  reject: Waiter['reject'],
): Waiter {
  let hasBegun = false,
    hasEnded = false
  const stopListening = storeDeadline()?.onEnd(() => {
    if (hasBegun) return
    end()
    reject(new DeadlineExceeded())
  })
  const end = (): void => {
    hasEnded = true
    stopListening?.()
  }
  return {
    statement,
    begin() {
      if (hasBegun || hasEnded) return
      begin()
      hasBegun = true
    },
    hasEnded: () => hasEnded,
    resolve(answer) {
      if (hasEnded) return
      end()
      resolve(answer)
    },
    reject(error) {
      if (hasEnded) return
      end()
      reject(error)
    },
  }
}
