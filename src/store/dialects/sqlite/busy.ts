// Several processes may share a file. When it is locked, the statement is tried again after a short
// random time, without blocking the process; the random times also keep processes from starving
// each other.
import { setTimeout as sleep } from 'node:timers/promises'
import { resultCode } from './failures.ts'

const busy = 5
const locked = 6

export function isBusy(error: unknown): boolean {
  const code = resultCode(error)
  return code === busy || code === locked
}

/** Tries until the database is free or `limitMs` have passed; then throws the error of SQLite. */
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
