import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import type { Event } from '#events/events.ts'
import { createHistogram, type Series } from './histogram.ts'

export type MetricsParts = {
  /** Password hashes being computed or queued. */
  readonly hashesInFlight: () => number
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
export function createMetrics({ hashesInFlight }: MetricsParts) {
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

  const answered = new Map<string, Series>(),
    called = new Map<string, Series>()
  const kept = (all: Map<string, Series>, key: string, make: () => Series): Series => {
    let series = all.get(key)
    if (!series) all.set(key, (series = make()))
    return series
  }

  return {
    contentType: registry.contentType,
    async text(): Promise<string> {
      const parts = await Promise.all([shared.metrics(), registry.metrics()])
      return [...parts, `${requests.text()}\n`, `${store.text()}\n`].join('\n')
    },

    request(
      listener: string,
      route: string,
      method: string,
      status: number,
      seconds: number,
    ): void {
      const observe = kept(answered, `${listener} ${method} ${status} ${route}`, () =>
        requests.series({ listener, route, method, status: String(status) }),
      )
      observe(seconds)
    },
    /** Takes the seconds of each call of this action. */
    storeCalls: (name: string, action: string): Series =>
      kept(called, `${name} ${action}`, () => store.series({ store: name, action })),
    event(event: Event): void {
      events.inc({ kind: event.kind })
      const [flow = '', outcome = ''] = event.kind.split('.')
      if (event.kind === 'shield.verdict') verdicts.inc({ on: event.on, verdict: event.verdict })
      else if (event.kind === 'flow.opened') flows.inc({ flow: event.flow, outcome: 'opened' })
      else if (flow === 'login' || flow === 'registration') flows.inc({ flow, outcome })
    },
  }
}
