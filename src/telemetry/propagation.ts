// How a trace is named in the headers of requests: W3C Trace Context (https://www.w3.org/TR/trace-context/)
// and B3 (https://github.com/openzipkin/b3-propagation).
import type { IncomingHeaders } from '#lib/tracing.ts'

export const propagators = ['tracecontext', 'b3', 'b3multi'] as const
export type Propagator = (typeof propagators)[number]

/** A span of another process, or of this one as others are told of it. */
export type RemoteSpan = {
  readonly traceId: string
  readonly spanId: string
  readonly isSampled: boolean
  /** What other systems have added, as it came. */
  readonly state: string | undefined
}

/** The span that a request comes from, by the first of these that it names one with. */
export function extractSpan(
  headers: IncomingHeaders,
  from: readonly Propagator[],
): RemoteSpan | undefined {
  for (const one of from) {
    const found = readers[one](headers)
    if (found) return found
  }
  return undefined
}

/** The headers that name a span. */
export const injectSpan = (
  span: RemoteSpan,
  into: readonly Propagator[],
): Readonly<Record<string, string>> =>
  Object.assign({}, ...into.map((one) => writers[one](span))) as Record<string, string>

/** A span as one text, to be stored. */
export function storeSpan(span: RemoteSpan): string {
  const { traceparent } = writers.tracecontext(span)
  return span.state === undefined ? String(traceparent) : `${traceparent} ${span.state}`
}

/** The span in a stored text. */
export function readStoredSpan(text: string): RemoteSpan | undefined {
  const [traceparent, ...state] = text.split(' ')
  return readers.tracecontext({ traceparent, tracestate: state.join(' ') })
}

const longestState = 512

const writers: Readonly<
  Record<Propagator, (span: RemoteSpan) => Readonly<Record<string, string>>>
> = {
  tracecontext: ({ traceId, spanId, isSampled, state }) => ({
    traceparent: `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`,
    ...(state === undefined ? {} : { tracestate: state }),
  }),
  b3: ({ traceId, spanId, isSampled }) => ({ b3: `${traceId}-${spanId}-${isSampled ? 1 : 0}` }),
  b3multi: ({ traceId, spanId, isSampled }) => ({
    'x-b3-traceid': traceId,
    'x-b3-spanid': spanId,
    'x-b3-sampled': isSampled ? '1' : '0',
  }),
}

const readers: Readonly<Record<Propagator, (headers: IncomingHeaders) => RemoteSpan | undefined>> =
  {
    tracecontext(headers) {
      const [, version, traceId, spanId, flags, more] =
        /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/.exec(
          single(headers, 'traceparent') ?? '',
        ) ?? []
      if (version === 'ff' || (version === '00' && more !== undefined)) return undefined
      const state = single(headers, 'tracestate')?.trim()
      return spanOf(
        traceId,
        spanId,
        (Number.parseInt(flags ?? '0', 16) & 1) === 1,
        state !== undefined && isState(state) ? state : undefined,
      )
    },
    b3(headers) {
      const [, traceId, spanId, sampled] =
        /^([0-9a-f]{16}|[0-9a-f]{32})-([0-9a-f]{16})(?:-([01d])(?:-[0-9a-f]{16})?)?$/.exec(
          single(headers, 'b3') ?? '',
        ) ?? []
      return spanOf(traceId, spanId, sampled !== '0')
    },
    b3multi(headers) {
      const sampled = single(headers, 'x-b3-sampled')
      return spanOf(
        single(headers, 'x-b3-traceid'),
        single(headers, 'x-b3-spanid'),
        sampled !== '0' && sampled !== 'false',
      )
    },
  }

function single(headers: IncomingHeaders, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' ? value : value?.join(',')
}

/** A list of `key=value`, which other systems have written: only its form is looked at. */
const isState = (text: string): boolean =>
  text.length <= longestState && /^[a-z0-9][\x21-\x7e]*(?: *, *[a-z0-9][\x21-\x7e]*)*$/.test(text)

function spanOf(
  traceId: string | undefined,
  spanId: string | undefined,
  isSampled: boolean,
  state?: string,
): RemoteSpan | undefined {
  const trace = traceId?.padStart(32, '0')
  if (trace === undefined || spanId === undefined) return undefined
  if (!/^[0-9a-f]{32}$/.test(trace) || !/^[0-9a-f]{16}$/.test(spanId)) return undefined
  return /^0+$/.test(trace) || /^0+$/.test(spanId)
    ? undefined
    : { traceId: trace, spanId, isSampled, state }
}
