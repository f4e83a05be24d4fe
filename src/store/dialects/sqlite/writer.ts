// The writing connection. Jobs are queued; those that wait together run in one BEGIN IMMEDIATE …
// COMMIT, so that many small changes need one sync of the disk. Each of them can fail alone, and is
// answered after the COMMIT. Savepoints, which cost a copy of every changed page, are only made in the
// batches after one in which a job has failed: that one is undone, and run again with them.
import { AsyncResource } from 'node:async_hooks'
import { DeadlineExceeded, storeDeadline } from '#lib/deadline.ts'
import { whenFree } from './busy.ts'
import type { Connection } from './connection.ts'
import { Retryable } from '../../failures.ts'
import { explainSqlite } from './failures.ts'

export type Synchronous = 'FULL' | 'NORMAL'

/**
 * What to run. It may run again, once nothing of what it did is stored. The `run` of a job of several
 * statements returns a promise.
 */
export type Job<T> = {
  readonly run: () => T | Promise<T>
  readonly several: boolean
  readonly mayBeLost: boolean
  /**
   * What is done before the commit, with the results of all jobs of it that have an ending: that of
   * the first is called. When it fails nothing is stored.
   */
  readonly ending?: (results: readonly unknown[]) => Promise<void>
}

export type Writer = {
  /** Rejects with DeadlineExceeded when the request has no more time before the job begins. */
  add<T>(job: Job<T>): Promise<T>
  /** Whether a transaction is open. */
  isBusy(): boolean
  /** Resolves when all queued jobs are done. */
  idle(): Promise<void>
}

type Performed = {
  readonly to: Waiting
  /** Undefined when the job has failed. */
  readonly done: { readonly value: unknown } | undefined
  readonly give: () => void
}

type Waiting = {
  readonly job: Job<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
  /** Ends what takes the job out of the queue when the time of its request is over. */
  readonly stopListening: (() => void) | undefined
}

/** Keeps a batch from holding the lock for too long while other processes wait. */
const maxBatch = 128
/** For how many turns of the event loop a batch waits for more, as long as each brings some. */
const mostTurns = 16
/** How many batches have savepoints after one in which a job has failed. */
const guardedBatches = 64

export function createWriter(
  connection: Connection,
  {
    synchronous,
    lockWaitMs,
    onCommit,
  }: {
    readonly synchronous: Synchronous
    readonly lockWaitMs: number
    readonly onCommit: (jobs: number) => void
  },
): Writer {
  let queue: Waiting[] = []
  let draining = false
  let inBatch = false
  let level: Synchronous | undefined
  let idlers: (() => void)[] = []
  /** How many of the next jobs have a commit each, so that the one is found that cannot end. */
  let single = 0
  /** How many of the next batches have savepoints. */
  let guarded = 0

  /** Runs a batch once a turn of the event loop has brought nothing more for it. */
  function schedule(known = 0, turns = 0): void {
    setImmediate(() => {
      const { length } = queue
      if (length > known && length < maxBatch && turns < mostTurns) schedule(length, turns + 1)
      else void drain()
    })
  }

  async function drain(): Promise<void> {
    await batch()
    if (queue.length > 0) return schedule()
    draining = false
    const waiting = idlers
    idlers = []
    for (const resume of waiting) resume()
  }

  async function batch(): Promise<void> {
    const mayAllBeLost = queue.every(({ job }) => job.mayBeLost)
    const answers: Performed[] = []
    const alone = single > 0 || (queue.length === 1 && queue[0]?.job.several === true)
    single = Math.max(0, single - 1)
    const isGuarded = !alone && guarded > 0
    guarded = Math.max(0, guarded - 1)
    try {
      await whenFree(lockWaitMs, () => begin(mayAllBeLost ? 'NORMAL' : synchronous))
      inBatch = true
      while (
        answers.length < maxBatch &&
        queue[0] !== undefined &&
        (!mayAllBeLost || queue[0].job.mayBeLost)
      ) {
        const next = queue[0]
        next.stopListening?.()
        const performed = await perform(next, next.job.several && isGuarded)
        // NOTE what this job has done cannot be told from what those before it have done
        if (!performed.done && next.job.several && !isGuarded && !alone) {
          rollBack()
          queue.unshift(...answers.map(({ to }) => to))
          guarded = guardedBatches
          return
        }
        answers.push(performed)
        queue.shift()
        if (alone) break
      }
      if (!(await end(answers))) return
      if (connection.inTransaction()) await whenFree(lockWaitMs, () => connection.execute('COMMIT'))
    } catch (error) {
      rollBack()
      giveUp(
        error,
        answers.map(({ to }) => to),
      )
      return
    } finally {
      inBatch = false
    }
    if (answers.length > 0) onCommit(answers.length)
    for (const { give } of answers) give()
  }

  /** Answers whether the jobs could end. Otherwise they are rejected, and nothing is stored. */
  async function end(answers: readonly Performed[]): Promise<boolean> {
    const ending = answers.filter(({ to, done }) => to.job.ending !== undefined && done)
    try {
      await ending[0]?.to.job.ending?.(ending.map(({ done }) => done?.value))
      return true
    } catch (error) {
      const together = answers.length > 1 && connection.inTransaction()
      rollBack()
      if (together) single = answers.length
      const reason = together
        ? new Retryable('The changes of several could not be stored together.', { cause: error })
        : explainSqlite(error)
      for (const { to, done, give } of answers) {
        if (done) to.reject(reason)
        else give()
      }
      return false
    }
  }

  function rollBack(): void {
    try {
      if (connection.inTransaction()) connection.execute('ROLLBACK')
    } catch {
      // The first error tells what is wrong; the next BEGIN shows whether it still is.
    }
  }

  function begin(wanted: Synchronous): void {
    if (level !== wanted) connection.execute(`PRAGMA synchronous=${wanted}`)
    level = wanted
    connection.execute('BEGIN IMMEDIATE')
  }

  /**
   * Runs one job, whose result is given after the COMMIT. Throws when the whole transaction was
   * rolled back.
   */
  async function perform(to: Waiting, inSavepoint: boolean): Promise<Performed> {
    const { job, resolve, reject } = to
    if (inSavepoint) connection.execute('SAVEPOINT job')
    try {
      const value = job.several ? await job.run() : job.run()
      if (inSavepoint) connection.execute('RELEASE job')
      return { to, done: { value }, give: () => resolve(value) }
    } catch (error) {
      if (!connection.inTransaction()) throw error
      if (job.several) connection.execute(inSavepoint ? 'ROLLBACK TO job; RELEASE job' : 'ROLLBACK')
      return { to, done: undefined, give: () => reject(error) }
    }
  }

  /**
   * Rejects the jobs of the batch, of which nothing is stored, and those that waited for the same
   * lock.
   */
  function giveUp(error: unknown, performed: readonly Waiting[]): void {
    const pending = [...performed, ...queue]
    queue = []
    const reason = explainSqlite(error)
    for (const { reject, stopListening } of pending) {
      stopListening?.()
      reject(reason)
    }
  }

  return {
    add<T>(job: Job<T>): Promise<T> {
      const run = job.several ? AsyncResource.bind(job.run) : job.run
      return new Promise<T>((resolve, reject) => {
        const waiting: Waiting = {
          job: { ...job, run },
          resolve: resolve as (value: unknown) => void,
          reject,
          stopListening: storeDeadline()?.onEnd(() => {
            queue = queue.filter((one) => one !== waiting)
            reject(new DeadlineExceeded())
          }),
        }
        queue.push(waiting)
        if (draining) return
        draining = true
        schedule()
      })
    },
    isBusy: () => inBatch,
    idle: () => (draining ? new Promise((resolve) => idlers.push(resolve)) : Promise.resolve()),
  }
}
