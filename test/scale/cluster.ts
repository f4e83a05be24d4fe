// Databases of several servers, as they are run for not being down: all are used by the same load with the
// same faults.
import type { Loss } from './machine.ts'

export type Cluster = {
  /** As figures name it. */
  readonly name: string
  /** Starts its servers and makes an empty database. */
  start(): Promise<void>
  /** For the nth server process; they may differ where nodes are equal. */
  dsn(n: number): string
  /** The machine of the server that takes changes dies, or stands still. */
  losePrimary(loss: Loss): Promise<void>
  /** Resolves when a server takes changes again, by its own means. */
  takesChanges(): Promise<void>
  /** Starts what was killed, lets go on what stands still, and waits until all servers are equal again. */
  heal(): Promise<void>
  stop(): Promise<void>
}
