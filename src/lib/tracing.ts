// Spans of traces. Who opens a trace (listeners, the courier, the outbox) has a tracer; all others
// add to the span that they run in, where there is one. Without a tracer nothing is kept, nothing is
// entered and no library is loaded.
import { AsyncLocalStorage } from 'node:async_hooks'

/** What a span tells. Never anything personal: no address, no id of a person, no value of a form. */
export type Attributes = Readonly<Record<string, string | number | boolean>>

export type SpanOptions = {
  /** `internal` by default. */
  readonly kind?: 'internal' | 'server' | 'client' | 'producer' | 'consumer'
  readonly attributes?: Attributes
}

export type Span = {
  readonly traceId: string
  readonly spanId: string
  /** Whether it is exported. What is part of one that is not needs no span. */
  readonly isRecorded: boolean
  /** Begins a span that is a part of this one. */
  begin(name: string, options?: SpanOptions): Span
  set(attributes: Attributes): void
  /** Notes why it has failed: by a class or an id, never by a message. */
  fail(type: string): void
  end(): void
  /** The headers by which another system goes on with the trace. */
  headers(): Readonly<Record<string, string>>
  /** The trace as it is stored with what is done later. */
  stored(): string
}

export type IncomingHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

export type Tracer = {
  /** Begins a span of the trace that the headers of a request name, or else of a new one. */
  beginRequest(name: string, headers: IncomingHeaders, options?: SpanOptions): Span
  /** Begins a span of a stored trace, or without one of a new one. */
  resume(name: string, stored: string | undefined, options?: SpanOptions): Span
  /** Exports what is left, within a limit. */
  close(): Promise<void>
}

// NOTE made with the first span, for a storage in use costs every promise a little
let spans: AsyncLocalStorage<Span | undefined> | undefined

/** The span that the calling code runs in. */
export const currentSpan = (): Span | undefined => spans?.getStore()

/** The same, where it is exported. */
export function recordedSpan(): Span | undefined {
  const span = spans?.getStore()
  return span?.isRecorded === true ? span : undefined
}

/** Runs work in a span, which it does not end. */
export const withinSpan = <T>(span: Span, work: () => T): T =>
  (spans ??= new AsyncLocalStorage()).run(span, work)

/** Runs work that is not only for what the calling code runs for, or that never ends. */
export const outsideSpan = <T>(work: () => T): T =>
  spans?.getStore() === undefined ? work() : spans.run(undefined, work)

/** Runs work in a span that is a part of the current one; without one, only the work. */
export function traced<T>(
  name: string,
  options: SpanOptions,
  work: (span?: Span) => Promise<T>,
): Promise<T> {
  const parent = recordedSpan()
  return parent === undefined ? work() : during(parent.begin(name, options), work)
}

/** Runs work in a span, and ends it with the work. */
export async function during<T>(span: Span, work: (span: Span) => Promise<T>): Promise<T> {
  try {
    return await withinSpan(span, () => work(span))
  } catch (error) {
    span.fail(errorType(error))
    throw error
  } finally {
    span.end()
  }
}

/** Runs what was stored for later in a span of the trace that it belongs to. */
export const resumed = <T>(
  tracer: Tracer | undefined,
  name: string,
  stored: string | undefined,
  options: SpanOptions,
  work: (span?: Span) => Promise<T>,
): Promise<T> =>
  tracer === undefined ? work() : during(tracer.resume(name, stored, options), work)

/** The trace of the calling code, to be stored with what is done later. */
export const storedTrace = (): string | undefined => currentSpan()?.stored()

/**
 * What may be told of an error: its code or class, and of a refusal its kind. A message may hold
 * what somebody has sent.
 */
export function errorType(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { code, kind } = error as { readonly code?: unknown; readonly kind?: unknown }
  const named = plain(error.name) ?? 'Error'
  if (plain(kind) !== undefined) return `${named}.${plain(kind)}`
  return plain(code) ?? named
}

const plain = (text: unknown): string | undefined =>
  typeof text === 'string' && /^[\w-]{1,60}$/.test(text) ? text : undefined
