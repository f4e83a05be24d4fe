import type { Timestamp } from '#lib/time.ts'

/** What this process knows of itself and its database. */
export type HealthFacts = {
  readonly at: Timestamp
  /** Why it is not ready, by component; empty when it is. */
  readonly problems: Readonly<Record<string, string>>
  readonly version: string
  readonly node: string
  readonly process: {
    readonly id: number
    readonly cores: number
    readonly startedAt: Timestamp
    readonly uptimeMs: number
    /** The share of its time in which it was busy since the start, from 0 to 1. */
    readonly busy: number
    readonly memoryBytes: number
    readonly heapBytes: number
    readonly hashesInFlight: number
    /** Whether messages, calls, cleanup and the search index are worked on in this process. */
    readonly worksInBackground: boolean
  }
  /** How far the time of this process is ahead of the clock of the system, which was set back. */
  readonly aheadMs: number
  readonly database: {
    readonly kind: string
    /** How long it took to answer; undefined where it did not. */
    readonly answeredInMs: number | undefined
    readonly migrations: readonly { readonly name: string; readonly state: MigrationState }[]
  }
}
export type MigrationState = 'applied' | 'begun' | 'pending'

/** The work that waits for the background. */
export type Backlog = {
  readonly messages: string
  readonly messagesGivenUp: string
  /** When the oldest message was queued that waits, of those that are counted. */
  readonly oldestAt: Timestamp | undefined
  readonly calls: string
  readonly callsGivenUp: string
  readonly searchIsComplete: boolean
}
