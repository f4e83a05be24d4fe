import type { Family } from '#telemetry/exposition.ts'

/** Work that a process does for all, and that a process which asks for it can have done sooner. */
export const queues = ['messages', 'calls', 'jobs'] as const
export type Queue = (typeof queues)[number]

/**
 * The processes that serve together, as one of them sees them. One of them works in the background for
 * all; see commands/workers.
 */
export type Group = {
  /** The number of this process, from 1. */
  readonly worker: number
  /** How many password hashes it makes at once. */
  readonly hashesAtOnce: number
  /** Tells the process that works in the background that something waits in a queue. */
  wake(queue: Queue): void
  /** The metrics of all together; undefined where they cannot be had. */
  metrics(): Promise<readonly Family[] | undefined>
}
