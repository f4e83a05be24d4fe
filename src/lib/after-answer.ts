// Work that follows a request and that whoever waits for its answer does not wait for.
import { AsyncLocalStorage } from 'node:async_hooks'

type Defer = (job: () => void) => void

const answers = new AsyncLocalStorage<Defer>()

/**
 * Runs `job` when the request that the calling code runs for has been answered, or will not be; at
 * once outside of requests.
 */
export function afterAnswer(job: () => void): void {
  const defer = answers.getStore()
  if (defer) defer(job)
  else job()
}

/** Runs the work of a request. `defer` runs a job when the answer is out. */
export const beforeAnswer = <T>(defer: Defer, work: () => T): T => answers.run(defer, work)
