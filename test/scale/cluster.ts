// Databases of several servers, as they are run for not being down: all are used by the same load with the
// same faults.

export type Cluster = {
  /** As figures name it. */
  readonly name: string
  /** Starts its servers and makes an empty database. */
  start(): Promise<void>
  /** For the nth server process; they may differ where nodes are equal. */
  dsn(n: number): string
  /** Ends the server that takes changes at once, as when its machine dies. */
  killPrimary(): Promise<void>
  /** Resolves when a server takes changes again, by its own means. */
  takesChanges(): Promise<void>
  /** Starts what was killed. */
  heal(): Promise<void>
  stop(): Promise<void>
}
