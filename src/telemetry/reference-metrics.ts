// The metrics of requests under the names and labels that Ory Kratos gives them, so that dashboards
// and alerts for it go on working. All are summed up from what is counted anyway.
import type { Counted } from './histogram.ts'
import { histogramSamples } from './histogram.ts'
import type { Family, Labels } from './exposition.ts'

/** Series of requests, labelled by method and status, those of times by listener and route besides. */
export type RequestCounts = {
  readonly bounds: readonly number[]
  readonly counted: readonly Counted[]
}

export function referenceFamilies(
  {
    seconds,
    requestBytes,
    answerBytes,
  }: Readonly<Record<'seconds' | 'requestBytes' | 'answerBytes', RequestCounts>>,
  version: string,
): readonly Family[] {
  const all = { app: 'kratos', version }
  const histogram = (
    name: string,
    help: string,
    { bounds, counted }: RequestCounts,
    labelsOf: (labels: Counted['labels']) => Labels,
  ): Family => ({
    name,
    help,
    type: 'histogram',
    samples: summed(counted, (labels) => ({ ...all, ...labelsOf(labels) })).flatMap((counts) =>
      histogramSamples(name, bounds, counts),
    ),
  })
  const counter = (
    name: string,
    help: string,
    labelsOf: (labels: Counted['labels']) => Labels,
  ): Family => ({
    name,
    help,
    type: 'counter',
    samples: summed(seconds.counted, (labels) => ({ ...all, ...labelsOf(labels) })).map(
      ({ labels, buckets }) => ({ name, labels, value: total(buckets) }),
    ),
  })
  return [
    histogram(
      'http_response_time_seconds',
      'Time to answer, by endpoint',
      seconds,
      ({ route }) => ({
        endpoint: endpointOf(route),
      }),
    ),
    counter('http_requests_total', 'Requests, by endpoint, method and code', byEndpoint),
    histogram(
      'http_requests_duration_seconds',
      'Time to answer, by endpoint, method and code',
      seconds,
      byEndpoint,
    ),
    histogram('http_response_size_bytes', 'Size of answers', answerBytes, byCode),
    histogram('http_requests_size_bytes', 'Size of bodies of requests', requestBytes, byCode),
    counter(
      'http_requests_statuses_total',
      'Requests, by kind of status',
      ({ method, status }) => ({
        method: method ?? '',
        status_bucket: `${status?.[0] ?? ''}xx`,
      }),
    ),
  ]
}

const byCode = ({ method, status }: Counted['labels']): Labels => ({
  code: status ?? '',
  method: method ?? '',
})

const byEndpoint = (labels: Counted['labels']): Labels => ({
  ...byCode(labels),
  endpoint: endpointOf(labels['route']),
})

/** A route with its parameters as the reference names them: `/identities/{param}`. */
const endpointOf = (route = ''): string => route.replaceAll(/:[^/]+|\*/g, '{param}')

type Summed = { readonly labels: Labels; readonly buckets: readonly number[]; readonly sum: number }

/** The counts of all series that get the same labels, added up. */
function summed(
  counted: readonly Counted[],
  labelsOf: (labels: Counted['labels']) => Labels,
): readonly Summed[] {
  const all = new Map<string, Summed>()
  for (const { labels, buckets, sum } of counted) {
    const own = labelsOf(labels),
      key = JSON.stringify(own),
      before = all.get(key)
    all.set(key, {
      labels: own,
      buckets: buckets.map((count, at) => count + (before?.buckets[at] ?? 0)),
      sum: sum + (before?.sum ?? 0),
    })
  }
  return [...all.values()]
}

const total = (buckets: readonly number[]): number => buckets.reduce((sum, one) => sum + one, 0)
