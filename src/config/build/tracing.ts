// Where traces go: what the file says comes before the variables of OpenTelemetry.
import { lowerCaseNames } from '#lib/http-credentials.ts'
import { propagators, type Propagator } from '#telemetry/propagation.ts'
import type { ExporterSettings, TracingSettings } from '#telemetry/tracing-settings.ts'
import type { Settings } from '../schema/settings.ts'
import { otelVariables, type OtelVariables } from './otel-variables.ts'
import type { Plan } from './plan.ts'

type Input = Settings['tracing']
type Kind = ExporterSettings['kind']

/** The settings of traces; undefined where none are sent. */
export function tracing(input: Input, plan: Plan): TracingSettings | undefined {
  const variables = otelVariables(plan)
  const kind = kindOf(input, variables, plan)
  if (kind === undefined) return undefined
  const exporter = kind === 'zipkin' ? zipkin(input, variables, plan) : otlp(input, variables, plan)
  if (exporter === undefined) return undefined
  const limits = variables.set(/^OTEL_(?:SPAN|EVENT|LINK|ATTRIBUTE)_.*LIMIT$/)
  if (limits.length > 0)
    plan.warn([], `variables without effect here: ${limits.join(', ')}`, 'ignored')
  return {
    exporter,
    resource: resource(input, variables),
    sampling: sampling(input.providers[kind].sampling.sampling_ratio, variables),
    batch: {
      delayMs: variables.count('OTEL_BSP_SCHEDULE_DELAY', 5000),
      maxWaiting: variables.count('OTEL_BSP_MAX_QUEUE_SIZE', 2048),
      maxSize: variables.count('OTEL_BSP_MAX_EXPORT_BATCH_SIZE', 512),
      timeoutMs: variables.count('OTEL_BSP_EXPORT_TIMEOUT', 30_000),
    },
    propagators: propagatorsOf(variables),
  }
}

/** With what traces are sent. What is not spoken here is told of by its name, and none are sent. */
function kindOf(input: Input, variables: OtelVariables, plan: Plan): Kind | undefined {
  const { provider } = input
  const wanted = provider ?? kindOfVariables(variables)
  if (wanted === undefined) {
    if (isUsed(input)) plan.ignored(['tracing'])
    return undefined
  }
  const off = (sentence: string) =>
    plan.warn(provider === undefined ? [] : ['tracing'], sentence, 'ignored')
  if (variables.text('OTEL_SDK_DISABLED')?.toLowerCase() === 'true') {
    if (provider !== undefined) off('OTEL_SDK_DISABLED is true: tracing has no effect')
    return undefined
  }
  if (wanted === 'otel' || wanted === 'otlp') return 'otlp'
  if (wanted === 'zipkin') return 'zipkin'
  if (provider === undefined) variables.unknown('OTEL_TRACES_EXPORTER', 'no traces are sent')
  else
    off(
      `tracing.provider: ${provider} is not spoken here, so no traces are sent: set otel, and send ` +
        'them by OTLP over HTTP (tracing.providers.otlp)',
    )
  return undefined
}

function kindOfVariables(variables: OtelVariables): string | undefined {
  const exporter = variables.text('OTEL_TRACES_EXPORTER')
  if (exporter !== undefined) return exporter === 'none' ? undefined : exporter
  const endpoint = variables.text(...endpoints)
  return endpoint === undefined ? undefined : 'otlp'
}

const endpoints = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'] as const

/** Whether anything is said that would change something. */
const isUsed = ({ service_name, deployment_environment, providers }: Input): boolean =>
  service_name !== undefined ||
  deployment_environment !== undefined ||
  [providers.otlp, providers.zipkin].some(
    ({ server_url, sampling: { sampling_ratio } }) =>
      server_url !== undefined || sampling_ratio !== undefined,
  ) ||
  providers.otlp.insecure ||
  providers.otlp.authorization_header !== undefined

function otlp(
  { providers }: Input,
  variables: OtelVariables,
  plan: Plan,
): ExporterSettings | undefined {
  const { server_url, insecure, authorization_header } = providers.otlp
  const names = ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'OTEL_EXPORTER_OTLP_PROTOCOL']
  const protocol = variables.text(...names) ?? 'http/protobuf'
  if (protocol !== 'http/protobuf' && protocol !== 'http/json') {
    const name = names.find((one) => variables.text(one) !== undefined) ?? ''
    variables.unknown(name, 'no traces are sent; http/protobuf and http/json are spoken')
    return undefined
  }
  const path = ['tracing', 'providers', 'otlp', 'server_url']
  const url =
    server_url === undefined
      ? urlOfVariables(variables)
      : withPath(
          /^[a-z][a-z0-9+.-]*:\/\//i.test(server_url)
            ? server_url
            : `http${insecure ? '' : 's'}://${server_url}`,
        )
  if (url === undefined || !isPlainUrl(url)) {
    if (server_url === undefined)
      variables.unknown(endpoints.find((one) => variables.text(one)) ?? '', 'no traces are sent')
    else
      plan.fault(path, 'is no address', 'host:port, or a URL of http or https without a user name')
    return undefined
  }
  const ways = ['OTEL_EXPORTER_OTLP_TRACES_COMPRESSION', 'OTEL_EXPORTER_OTLP_COMPRESSION']
  const compression = variables.text(...ways) ?? 'none'
  if (compression !== 'none' && compression !== 'gzip')
    variables.unknown(ways.find((one) => variables.text(one)) ?? '', 'none is taken')
  return {
    kind: 'otlp',
    protocol,
    url,
    headers: {
      ...lowerCaseNames(variables.pairs('OTEL_EXPORTER_OTLP_HEADERS')),
      ...lowerCaseNames(variables.pairs('OTEL_EXPORTER_OTLP_TRACES_HEADERS')),
      ...(authorization_header ? { authorization: authorization_header } : {}),
    },
    compresses: compression === 'gzip',
    timeoutMs: variables.count(
      'OTEL_EXPORTER_OTLP_TRACES_TIMEOUT',
      variables.count('OTEL_EXPORTER_OTLP_TIMEOUT', 10_000),
    ),
  }
}

const tracesPath = '/v1/traces'

/** An address without a path is that of all signals. */
function withPath(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  return new URL(url).pathname === '/' ? new URL(tracesPath, url).href : url
}

function urlOfVariables(variables: OtelVariables): string | undefined {
  const [ofTraces, ofAll] = endpoints.map((name) => variables.text(name))
  if (ofTraces !== undefined) return ofTraces
  return `${(ofAll ?? 'http://localhost:4318').replace(/\/+$/, '')}${tracesPath}`
}

function zipkin(
  { providers }: Input,
  variables: OtelVariables,
  plan: Plan,
): ExporterSettings | undefined {
  const { server_url } = providers.zipkin
  const name = 'OTEL_EXPORTER_ZIPKIN_ENDPOINT'
  const url = server_url ?? variables.text(name) ?? 'http://localhost:9411/api/v2/spans'
  if (isPlainUrl(url)) return { kind: 'zipkin', url }
  if (server_url === undefined) variables.unknown(name, 'no traces are sent')
  else
    plan.fault(
      ['tracing', 'providers', 'zipkin', 'server_url'],
      'is no address',
      'a URL of http or https without a user name',
    )
  return undefined
}

const isPlainUrl = (url: string): boolean =>
  /^https?:\/\/[^/]/i.test(url) && URL.canParse(url) && new URL(url).username === ''

function resource(input: Input, variables: OtelVariables): TracingSettings['resource'] {
  const named = variables.pairs('OTEL_RESOURCE_ATTRIBUTES')
  const { service_name, deployment_environment: environment } = input
  return {
    ...named,
    'service.name':
      service_name ?? variables.text('OTEL_SERVICE_NAME') ?? named['service.name'] ?? 'pallas',
    ...(environment === undefined ? {} : { 'deployment.environment.name': environment }),
  }
}

function sampling(
  configured: number | undefined,
  variables: OtelVariables,
): TracingSettings['sampling'] {
  if (configured !== undefined) return { ratio: configured, followsParent: true }
  const name = 'OTEL_TRACES_SAMPLER'
  const [, parent, kind] =
    /^(parentbased_)?(always_on|always_off|traceidratio)$/.exec(
      variables.text(name) ?? 'parentbased_always_on',
    ) ?? []
  if (kind === undefined) variables.unknown(name, 'parentbased_always_on is taken')
  const followsParent = kind === undefined || parent !== undefined
  if (kind !== 'traceidratio') return { ratio: kind === 'always_off' ? 0 : 1, followsParent }
  const argument = variables.text('OTEL_TRACES_SAMPLER_ARG') ?? '1'
  const ratio = /^[0-9]*\.?[0-9]+$/.test(argument) ? Number(argument) : Number.NaN
  if (ratio >= 0 && ratio <= 1) return { ratio, followsParent }
  variables.unknown('OTEL_TRACES_SAMPLER_ARG', '1 is taken')
  return { ratio: 1, followsParent }
}

/** NOTE baggage is not passed on: it may hold anything, and hooks are others' systems. */
function propagatorsOf(variables: OtelVariables): readonly Propagator[] {
  const name = 'OTEL_PROPAGATORS'
  const wanted = (variables.text(name) ?? 'tracecontext').split(',').map((one) => one.trim())
  const unknown = wanted.filter(
    (one) => one !== 'none' && one !== 'baggage' && !propagators.some((known) => known === one),
  )
  if (unknown.length > 0) variables.unknown(name, `spoken are ${propagators.join(', ')}`)
  return propagators.filter((one) => wanted.includes(one))
}
