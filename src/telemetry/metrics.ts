import {
  collectDefaultMetrics,
  Counter,
  Gauge,
  Registry,
  type MetricObjectWithValues,
  type MetricValue,
} from 'prom-client'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Event } from '#events/events.ts'
import type { Timestamp } from '#lib/time.ts'
import type { Backlog } from './health-facts.ts'
import {
  contentTypes,
  exposition,
  type Across,
  type Family,
  type Format,
  type Labels,
} from './exposition.ts'
import { createHistogram, type Histogram, type Series } from './histogram.ts'
import { referenceFamilies, type RequestCounts } from './reference-metrics.ts'

export type MetricsParts = {
  /** Password hashes being computed or queued. */
  readonly hashesInFlight: () => number
  readonly version: string
  /** The families of all processes that serve together; undefined where they cannot be had. */
  readonly ofAll?: (() => Promise<readonly Family[] | undefined>) | undefined
}

/** A request that was answered. */
export type Answered = {
  readonly listener: string
  readonly route: string
  readonly method: string
  readonly status: number
  readonly seconds: number
  /** Of the bodies. */
  readonly requestBytes: number
  readonly answerBytes: number
  /** Its trace, when that is exported, and when that was. */
  readonly trace: { readonly id: string; readonly at: Timestamp } | undefined
}

let ofProcess: Registry | undefined
/**
 * Metrics of the process itself. They are collected once, whatever number of servers it runs: what
 * watches the garbage collector and the event loop is never let go of.
 */
function processRegistry(): Registry {
  if (ofProcess === undefined) {
    ofProcess = new Registry()
    collectDefaultMetrics({ register: ofProcess })
  }
  return ofProcess
}

export type Metrics = ReturnType<typeof createMetrics>

/**
 * Prometheus metrics, with one registry per server, and those of the process. Labels come from
 * routes and fixed values, never from request data, so their number is bounded.
 */
export function createMetrics({ hashesInFlight, version, ofAll }: MetricsParts) {
  const registry = new Registry()
  const registers = [registry]
  const shared = processRegistry()
  const requests = createHistogram(
    {
      name: 'pallas_http_request_seconds',
      help: 'Time to answer a request, by listener, route, method and status',
    },
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  )
  const requestBytes = createHistogram(
    { name: 'pallas_http_request_bytes', help: 'Size of bodies of requests' },
    byteBounds,
  )
  const answerBytes = createHistogram(
    { name: 'pallas_http_answer_bytes', help: 'Size of bodies of answers' },
    byteBounds,
  )
  const flows = new Counter({
    name: 'pallas_flows_total',
    help: 'Flows, by kind and outcome',
    labelNames: ['flow', 'outcome'],
    registers,
  })
  const events = new Counter({
    name: 'pallas_events_total',
    help: 'Events, by kind',
    labelNames: ['kind'],
    registers,
  })
  const verdicts = new Counter({
    name: 'pallas_shield_verdicts_total',
    help: 'Answers of the shield to guesses and to messages that were asked for',
    labelNames: ['on', 'verdict'],
    registers,
  })
  const store = createHistogram(
    {
      name: 'pallas_store_seconds',
      help: 'Time of a call to the database, by store and action',
    },
    [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1, 5],
  )
  new Gauge({
    name: 'pallas_hashes_in_flight',
    help: 'Password hashes being computed or queued',
    registers,
    collect() {
      this.set(hashesInFlight())
    },
  })

  new Gauge({
    name: 'pallas_build_info',
    help: 'Always 1; its labels tell which program this is',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.versions.node }, 1)

  const answered = new Map<string, (answer: Answered) => void>(),
    sized = new Map<string, readonly [Series, Series]>(),
    called = new Map<string, Series>()

  /** Of all routes together. */
  function sizesOf(of: { readonly method: string; readonly status: string }) {
    const key = `${of.method} ${of.status}`
    let both = sized.get(key)
    if (!both) sized.set(key, (both = [requestBytes.series(of), answerBytes.series(of)]))
    return both
  }

  function seriesOf({ listener, route, method, status }: Answered): (answer: Answered) => void {
    const of = { method, status: String(status) }
    const takeSeconds = requests.series({ listener, route, ...of })
    const [takeRequest, takeAnswer] = sizesOf(of)
    return (answer) => {
      takeSeconds(answer.seconds, answer.trace)
      takeRequest(answer.requestBytes)
      takeAnswer(answer.answerBytes)
    }
  }

  /** What several processes say together, of what is neither counted nor of the process. */
  const across = new Map<string, Across>([['pallas_build_info', 'greatest']])

  /** A gauge that is asked for with the metrics; without values when that fails. */
  function watch(
    told: { readonly name: string; readonly help: string; readonly labelNames?: readonly string[] },
    together: Across,
    values: () => Promise<readonly (readonly [Record<string, string>, number])[]>,
  ): void {
    if (registry.getSingleMetric(told.name)) return
    across.set(told.name, together)
    new Gauge({
      ...told,
      labelNames: told.labelNames ?? [],
      registers,
      async collect() {
        this.reset()
        // NOTE the other figures are told also while the database is away or hangs
        const known = await Promise.race([
          values().catch(() => []),
          sleep(longestMs, [], { ref: false }),
        ])
        for (const [labels, value] of known) this.set(labels, value)
      },
    })
  }

  async function families(): Promise<readonly Family[]> {
    const [ofThisProcess, own] = await Promise.all([familiesOf(shared), familiesOf(registry)])
    return [
      ...ofThisProcess.map((family): Family => ({ ...family, across: 'each' })),
      ...own.map((family) => ({ ...family, across: across.get(family.name) })),
      requests.family(),
      store.family(),
      ...referenceFamilies(
        {
          seconds: countsOf(requests),
          requestBytes: countsOf(requestBytes),
          answerBytes: countsOf(answerBytes),
        },
        version,
      ),
    ]
  }

  const text = async (format: Format): Promise<string> =>
    exposition((await ofAll?.()) ?? (await families()), format)

  return {
    text,
    /** Of this process alone. */
    families,
    /** OpenMetrics for whoever asks for it: Prometheus does, and names its own format besides. */
    async answer(accept: string | undefined) {
      const format = accept?.includes('application/openmetrics-text') ? 'openmetrics' : 'prometheus'
      return { raw: await text(format), type: contentTypes[format] }
    },

    /** Tells whether the server is ready, by what keeps it from that. */
    watchReadiness(problems: () => Promise<object>): void {
      watch(
        { name: 'pallas_ready', help: 'Whether requests can be served: 1, or 0' },
        'least',
        async () => [[{}, Object.keys(await problems()).length === 0 ? 1 : 0]],
      )
    },
    /** Tells how much waits for the background, up to as much as is counted. */
    watchBacklog(backlog: () => Promise<Pick<Backlog, 'messages' | 'calls'>>): void {
      watch(
        {
          name: 'pallas_queue_waiting',
          help: 'Messages and calls of web hooks that wait, up to 99',
          labelNames: ['queue'],
        },
        'greatest',
        async () => {
          const { messages, calls } = await backlog()
          return [
            [{ queue: 'messages' }, messages.count],
            [{ queue: 'calls' }, calls.count],
          ]
        },
      )
    },

    request(answer: Answered): void {
      const key = `${answer.listener} ${answer.method} ${answer.status} ${answer.route}`
      let take = answered.get(key)
      if (!take) answered.set(key, (take = seriesOf(answer)))
      take(answer)
    },
    /** Takes the seconds of each call of this action. */
    storeCalls(name: string, action: string): Series {
      const key = `${name} ${action}`
      let series = called.get(key)
      if (!series) called.set(key, (series = store.series({ store: name, action })))
      return series
    },
    event(event: Event): void {
      events.inc({ kind: event.kind })
      const [flow = '', outcome = ''] = event.kind.split('.')
      if (event.kind === 'shield.verdict') verdicts.inc({ on: event.on, verdict: event.verdict })
      else if (event.kind === 'flow.opened') flows.inc({ flow: event.flow, outcome: 'opened' })
      else if (flow === 'login' || flow === 'registration') flows.inc({ flow, outcome })
    },
  }
}

/** How long a figure that has to be asked for may take; later it is left out. */
const longestMs = 1000
const byteBounds = [0, 100, 1000, 10_000, 100_000, 1_000_000]

const countsOf = ({ bounds, counted }: Histogram): RequestCounts => ({ bounds, counted: counted() })

/** What a registry of the library has, of which each sample of a histogram tells its own name. */
async function familiesOf(registry: Registry): Promise<readonly Family[]> {
  const all = (await registry.getMetricsAsJSON()) as readonly MetricObjectWithValues<
    MetricValue<string>
  >[]
  return all.map(({ name, help, type, values }) => ({
    name,
    help,
    type: String(type) as Family['type'],
    samples: values.map(({ value, labels, ...more }) => ({
      name: 'metricName' in more ? String(more.metricName) : name,
      labels: labels as Labels,
      value,
    })),
  }))
}
