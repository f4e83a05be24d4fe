// Several processes may share one file. A locked database means waiting, not an error, and waiting
// must not stop the process: so it is tried again after a short random while, which also keeps the
// processes from starving each other.
import { setTimeout as sleep } from 'node:timers/promises'
import { resultCode } from './failures.ts'

const busy = 5
const locked = 6

export function isBusy(error: unknown): boolean {
  const code = resultCode(error)
  return code === busy || code === locked
}

/** Tries until the database is free or `limitMs` have passed; then throws SQLite's own error. */
export async function whenFree<T>(limitMs: number, attempt: () => T): Promise<T> {
  const end = performance.now() + limitMs
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error
    }
    await sleep(0.5 + Math.random() * 2)
  }
}
