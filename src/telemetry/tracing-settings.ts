import type { Propagator } from './propagation.ts'

/** Where traces are sent. */
export type ExporterSettings =
  | {
      readonly kind: 'otlp'
      readonly protocol: 'http/protobuf' | 'http/json'
      readonly url: string
      readonly headers: Readonly<Record<string, string>>
      readonly compresses: boolean
      readonly timeoutMs: number
    }
  | { readonly kind: 'zipkin'; readonly url: string }

export type TracingSettings = {
  /** Attributes of the process, `service.name` among them. */
  readonly resource: Readonly<Record<string, string>>
  readonly exporter: ExporterSettings
  readonly sampling: {
    /** The share of traces that are exported, from 0 to 1. */
    readonly ratio: number
    /** Whether a request that names a trace is exported where that trace is. */
    readonly followsParent: boolean
  }
  readonly batch: {
    readonly delayMs: number
    readonly maxWaiting: number
    readonly maxSize: number
    readonly timeoutMs: number
  }
  readonly propagators: readonly Propagator[]
}
