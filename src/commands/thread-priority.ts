import { readdirSync, readFileSync } from 'node:fs'
import { setPriority } from 'node:os'

/** Of the priorities of a process 0 is usual and 19 the lowest. */
const ofWorkers = 5

/**
 * Lets the threads that hash passwords give way to the one that answers requests, so that nobody
 * waits for the sign-ins of others even where cores are few. Linux counts priorities by thread;
 * elsewhere nothing happens.
 */
export function lowerThreadPriorities(): void {
  try {
    for (const thread of readdirSync('/proc/self/task')) {
      if (readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').startsWith('libuv-worker'))
        setPriority(Number(thread), ofWorkers)
    }
  } catch {
    // the order of the system stays as it is
  }
}
