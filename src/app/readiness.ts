import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '#errors/refusal.ts'
import { outsideDeadline } from '#lib/deadline.ts'
import type { Store } from '#store/store.ts'

type Problems = Readonly<Record<string, string>>

export type ReadinessLimits = {
  /** How long a result is given to all who ask. */
  readonly sharedMs: number
  /** The least time between two trial writes. */
  readonly writeEveryMs: number
  /** After which the database counts as not answering, or as not writable. */
  readonly timeoutMs: number
}

const usualLimits: ReadinessLimits = { sharedMs: 250, writeEveryMs: 1000, timeoutMs: 2000 }

/**
 * Checks readiness: that the database answers, that no migration is pending, and that a row can be
 * written. The returned function gives the problems by component, none when ready. However often it
 * is asked, the checks are few: see ReadinessLimits.
 */
export function createReadiness(
  store: Pick<Store, 'ping' | 'tryWrite'>,
  isEnding: () => boolean,
  { sharedMs, writeEveryMs, timeoutMs }: ReadinessLimits = usualLimits,
): () => Promise<Problems> {
  const isWritable = createWriteCheck(store, writeEveryMs, timeoutMs)
  let last: Promise<Problems> | undefined,
    at = 0
  async function check(): Promise<Problems> {
    try {
      await store.ping(timeoutMs)
    } catch (error) {
      return { database: reasonOf(error) ?? 'The database does not answer.' }
    }
    return (await isWritable()) ? {} : { database: 'The database cannot be written.' }
  }
  return () => {
    if (isEnding()) return Promise.resolve({ server: 'The server is shutting down.' })
    if (!last || performance.now() - at > sharedMs)
      [last, at] = [outsideDeadline(check), performance.now()]
    return last
  }
}

/**
 * Whether a row can be written. A write that takes longer than `timeoutMs` counts as failed, and no
 * other one begins before it has ended.
 */
function createWriteCheck(
  store: Pick<Store, 'tryWrite'>,
  everyMs: number,
  timeoutMs: number,
): () => Promise<boolean> {
  let last: Promise<boolean> | undefined,
    begunAt = 0,
    isRunning = false
  async function write(): Promise<boolean> {
    try {
      await store.tryWrite(Date.now())
      return true
    } catch {
      return false
    } finally {
      isRunning = false
    }
  }
  return () => {
    if (!last || (!isRunning && performance.now() - begunAt >= everyMs)) {
      isRunning = true
      begunAt = performance.now()
      last = write()
    }
    return within(last, begunAt + timeoutMs - performance.now())
  }
}

/** The result, or false when it takes longer than `ms`. */
async function within(result: Promise<boolean>, ms: number): Promise<boolean> {
  const stop = new AbortController()
  const late = sleep(Math.max(ms, 0), false, { signal: stop.signal, ref: false })
  try {
    return await Promise.race([result, late.catch(() => false)])
  } finally {
    stop.abort()
  }
}

const reasonOf = (error: unknown): string | undefined =>
  error instanceof Refusal ? error.reason : undefined
