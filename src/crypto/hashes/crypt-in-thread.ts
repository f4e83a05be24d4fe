// Password hashes that have no asynchronous implementation are computed in worker threads.
import { Worker } from 'node:worker_threads'
import type { CryptJob } from './crypt-rounds.ts'

/** Computes a hash of a Unix password file in another thread. */
export const cryptInThread: (job: CryptJob) => Promise<string> = createThreads(
  new URL(import.meta.resolve('./crypt-worker.ts')),
)

/**
 * Runs jobs in worker threads, each of which runs one job at a time. A thread is started when none
 * is free, so the caller limits how many jobs there are at once. When a thread fails, its job fails
 * with it and the next job gets another thread. A thread keeps the process alive only while it has
 * a job.
 */
export function createThreads<Result>(
  program: URL,
  maxIdle = 2,
): (job: unknown) => Promise<Result> {
  const idle = new Set<Thread<Result>>()
  const start = () => {
    const thread = startThread<Result>(program, () => idle.delete(thread))
    return thread
  }
  return async (job) => {
    const [free] = idle,
      thread = free ?? start()
    idle.delete(thread)
    const result = await thread.run(job)
    if (idle.size < maxIdle) idle.add(thread)
    else thread.end()
    return result
  }
}

type Thread<Result> = { run(job: unknown): Promise<Result>; end(): void }

function startThread<Result>(program: URL, onEnd: () => void): Thread<Result> {
  // NOTE without its own streams, each thread adds listeners to those of the process
  const worker = new Worker(program, { stdout: true, stderr: true })
  worker.unref()
  let pending: PromiseWithResolvers<Result> | undefined
  const fail = (error: Error) => {
    onEnd()
    pending?.reject(error)
    void worker.terminate()
  }
  worker.on('message', (result: Result) => pending?.resolve(result))
  worker.on('messageerror', fail)
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('The thread that computes a password hash exited.')))
  return {
    async run(job) {
      pending = Promise.withResolvers<Result>()
      worker.ref()
      try {
        worker.postMessage(job)
        return await pending.promise
      } finally {
        pending = undefined
        worker.unref()
      }
    },
    end: () => void worker.terminate(),
  }
}
