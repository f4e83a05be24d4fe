import { readdirSync, readFileSync } from 'node:fs'
import { setPriority } from 'node:os'

/** Nice value: 0 is the default, 19 the lowest priority. */
const workerNice = 5

/**
 * Lowers the priority of the libuv threads, which hash passwords, below the main thread, so that
 * sign-ins do not delay other requests on machines with few cores. Needs Linux, where priority is
 * per thread; elsewhere it does nothing.
 */
export function lowerThreadPriorities(): void {
  try {
    for (const thread of readdirSync('/proc/self/task')) {
      if (readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').startsWith('libuv-worker'))
        setPriority(Number(thread), workerNice)
    }
  } catch {
    // NOTE only an optimization: without /proc or the permission, priorities stay unchanged
  }
}
