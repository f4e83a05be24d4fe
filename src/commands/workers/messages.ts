// What the supervisor and its workers say to each other.
import type { Queue } from '#app/group.ts'
import type { FileText } from '#config/sources.ts'
import type { Settings } from '#config/schema/settings.ts'
import type { Family } from '#telemetry/exposition.ts'

/** The files that the configuration in force was read from, and the settings at the start of the server. */
export type SharedConfiguration = {
  readonly texts: readonly FileText[]
  readonly running: Settings
  /** Rises with each change. */
  readonly version: number
}

export type ToWorker =
  | {
      readonly kind: 'begin'
      readonly worker: number
      /** How many there are. */
      readonly count: number
      readonly configuration: SharedConfiguration
    }
  | { readonly kind: 'configure'; readonly configuration: SharedConfiguration }
  /** A changed configuration cannot be used. */
  | { readonly kind: 'refuse'; readonly reason: string }
  /** Work in the background from now on. */
  | { readonly kind: 'work' }
  | { readonly kind: 'wake'; readonly queue: Queue }
  | { readonly kind: 'ping' }
  | { readonly kind: 'tell'; readonly id: number }
  /** The answer to `ask`. */
  | { readonly kind: 'metrics'; readonly id: number; readonly families: readonly Family[] }

export type FromWorker =
  /** Runs, and waits for `begin`. */
  | { readonly kind: 'hello' }
  /** Listens, with this version of the configuration. */
  | { readonly kind: 'ready'; readonly version: number }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'configured'; readonly version: number; readonly fault: string | undefined }
  /** Ends, and finishes what it has begun. */
  | { readonly kind: 'leaving' }
  | { readonly kind: 'wake'; readonly queue: Queue }
  | { readonly kind: 'pong' }
  /** The answer to `tell`; without an id, its last metrics. */
  | { readonly kind: 'told'; readonly id?: number; readonly families: readonly Family[] }
  /** Wants the metrics of all. */
  | { readonly kind: 'ask'; readonly id: number }

/** How a process has ended. */
export type Ending = { readonly code: number | null; readonly signal: string | null }

/** A running worker, as the supervisor sees it. */
export type WorkerProcess = {
  readonly pid: number | undefined
  send(message: ToWorker): void
  kill(signal: 'SIGTERM' | 'SIGKILL'): void
}

/** Starts a worker. */
export type Fork = (hear: {
  readonly message: (message: FromWorker) => void
  readonly exit: (ending: Ending) => void
}) => WorkerProcess
