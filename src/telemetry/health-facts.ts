// What a process knows of itself and of what it works with: shown by the console and by the API, and judged
// by `pallas doctor --running`.
import type { Timestamp } from '#lib/time.ts'

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
    /** How far its clock is ahead of that of the system; undefined where it did not answer. */
    readonly aheadMs: number | undefined
  }
  /** Undefined where the database is not a file of this machine. */
  readonly disk: { readonly freeBytes: number; readonly databaseBytes: number } | undefined
  /** Undefined where the database does not answer. */
  readonly backlog: Backlog | undefined
  /** Those that have a discovery document. */
  readonly providers: readonly ProviderState[]
  /** Undefined where the database does not answer. */
  readonly keys: KeyUse | undefined
}
export type MigrationState = 'applied' | 'begun' | 'pending'

/** Of what is counted up to a limit. */
export type Counted = { readonly count: number; readonly isMore: boolean }

/** The work that waits for the background. */
export type Backlog = {
  readonly messages: Counted
  readonly messagesGivenUp: Counted
  /** When the oldest message was queued that waits, of those that are counted. */
  readonly oldestAt: Timestamp | undefined
  readonly calls: Counted
  readonly callsGivenUp: Counted
  readonly searchIsComplete: boolean
}

export type ProviderState = {
  readonly id: string
  readonly url: string
  /** Why its discovery document could not be read. */
  readonly fault: string | undefined
}

/** With which keys a sample of what is encrypted was encrypted: the oldest rows of each table. */
export type KeyUse = {
  /** How many keys are configured. */
  readonly configured: number
  readonly examined: number
  /** Encrypted with another than the newest key. */
  readonly older: number
  /** Encrypted with a key that is not configured. */
  readonly unreadable: number
}
