// The tracer, on the libraries of OpenTelemetry. They are loaded here and nowhere else, when traces
// are switched on.
import type * as Api from '@opentelemetry/api'
import type { SpanExporter } from '@opentelemetry/sdk-trace'
import { setTimeout as sleep } from 'node:timers/promises'
import { outsideDeadline } from '#lib/deadline.ts'
import { outsideSpan, type Span, type SpanOptions, type Tracer } from '#lib/tracing.ts'
import {
  extractSpan,
  injectSpan,
  readStoredSpan,
  storeSpan,
  type Propagator,
  type RemoteSpan,
} from './propagation.ts'
import type { ExporterSettings, TracingSettings } from './tracing-settings.ts'

export type TracerParts = {
  readonly version: string
  /** Called when spans could not be exported, at most once a minute, with how often it was so. */
  readonly onFailure: (error: unknown, times: number) => void
  /** How long the shutdown waits for the last spans. */
  readonly closeMs?: number
}

const failuresEveryMs = 60_000
/** Longer values of attributes are cut. */
const longestValue = 2048

/** The tracer of these settings; undefined without. */
export async function openTracer(
  settings: TracingSettings | undefined,
  { version, onFailure, closeMs = 2000 }: TracerParts,
): Promise<Tracer | undefined> {
  if (!settings) return undefined
  const [api, sdk, { resourceFromAttributes }, exporter] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/resources'),
    exporterOf(settings.exporter),
  ])
  const { batch, sampling } = settings
  const share = new sdk.TraceIdRatioBasedSampler(sampling.ratio)
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.version': version, ...settings.resource }),
    sampler: sampling.followsParent ? new sdk.ParentBasedSampler({ root: share }) : share,
    spanLimits: { attributeValueLengthLimit: longestValue },
    spanProcessors: [
      new sdk.BatchSpanProcessor({
        exporter: reporting(exporter, onFailure),
        scheduledDelayMillis: batch.delayMs,
        maxQueueSize: batch.maxWaiting,
        maxExportBatchSize: batch.maxSize,
        exportTimeoutMillis: batch.timeoutMs,
      }),
    ],
  })
  const begin = beginning(api, provider.getTracer('pallas', version), settings.propagators)
  return {
    beginRequest: (name, headers, options = {}) =>
      begin(name, options, extractSpan(headers, settings.propagators)),
    resume: (name, stored, options = {}) =>
      begin(name, options, stored === undefined ? undefined : readStoredSpan(stored)),
    close: () =>
      Promise.race([
        // NOTE what could not be sent was told of already
        provider.shutdown().catch(() => undefined),
        sleep(closeMs, undefined, { ref: false }),
      ]),
  }
}

async function exporterOf(settings: ExporterSettings): Promise<SpanExporter> {
  if (settings.kind === 'zipkin') {
    const { ZipkinExporter } = await import('@opentelemetry/exporter-zipkin')
    return new ZipkinExporter({ url: settings.url })
  }
  const { OTLPTraceExporter } = await (settings.protocol === 'http/json'
    ? import('@opentelemetry/exporter-trace-otlp-http')
    : import('@opentelemetry/exporter-trace-otlp-proto'))
  type Compression = NonNullable<ConstructorParameters<typeof OTLPTraceExporter>[0]>['compression']
  return new OTLPTraceExporter({
    url: settings.url,
    headers: { ...settings.headers },
    timeoutMillis: settings.timeoutMs,
    compression: (settings.compresses ? 'gzip' : 'none') as NonNullable<Compression>,
  })
}

/** Tells of failures now and then, and exports outside of what happens to run at that moment. */
function reporting(exporter: SpanExporter, onFailure: TracerParts['onFailure']): SpanExporter {
  let times = 0,
    toldAt = -Infinity
  return {
    export(spans, done) {
      outsideSpan(() =>
        outsideDeadline(() =>
          exporter.export(spans, (result) => {
            done(result)
            if (result.code === 0) return
            times++
            if (performance.now() - toldAt < failuresEveryMs) return
            toldAt = performance.now()
            onFailure(result.error, times)
            times = 0
          }),
        ),
      )
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  }
}

type Begin = (name: string, options: SpanOptions, parent: RemoteSpan | undefined) => Span

/** How spans are begun: by a parent elsewhere, or in this process. */
function beginning(api: typeof Api, tracer: Api.Tracer, into: readonly Propagator[]): Begin {
  const { ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace, createTraceState } = api
  const kinds = {
    internal: SpanKind.INTERNAL,
    server: SpanKind.SERVER,
    client: SpanKind.CLIENT,
    producer: SpanKind.PRODUCER,
    consumer: SpanKind.CONSUMER,
  } as const

  function start(
    name: string,
    { kind = 'internal', attributes }: SpanOptions,
    context: Api.Context,
  ): Span {
    const span = tracer.startSpan(
      name,
      { kind: kinds[kind], ...(attributes ? { attributes } : {}) },
      context,
    )
    const { traceId, spanId, traceFlags, traceState } = span.spanContext()
    const remote = (): RemoteSpan => ({
      traceId,
      spanId,
      isSampled: (traceFlags & TraceFlags.SAMPLED) !== 0,
      state: traceState?.serialize() || undefined,
    })
    return {
      traceId,
      spanId,
      isRecorded: span.isRecording(),
      begin: (below, options = {}) => start(below, options, trace.setSpan(context, span)),
      set: (more) => void span.setAttributes(more),
      fail(type) {
        span.setAttribute('error.type', type)
        span.setStatus({ code: SpanStatusCode.ERROR })
      },
      end: () => span.end(),
      headers: () => injectSpan(remote(), into),
      stored: () => storeSpan(remote()),
    }
  }

  return (name, options, parent) =>
    start(
      name,
      options,
      parent
        ? trace.setSpanContext(ROOT_CONTEXT, {
            traceId: parent.traceId,
            spanId: parent.spanId,
            traceFlags: parent.isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
            isRemote: true,
            ...(parent.state === undefined ? {} : { traceState: createTraceState(parent.state) }),
          })
        : ROOT_CONTEXT,
    )
}
