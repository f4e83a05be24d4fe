// The composition root: builds the listeners and the workers from a configuration and a store.
import type { FastifyInstance } from 'fastify'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Worker } from '#courier/worker.ts'
import type { Reading } from '#config/read.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { Family } from '#telemetry/exposition.ts'
import { withoutSecrets } from '#telemetry/log.ts'
import { createFoundation, type AppParts } from './app/foundation.ts'
import { createListeners, createMetricsListener } from './app/listeners.ts'
import { createServices } from './app/services.ts'
import type { Queue } from './app/group.ts'
import type { FindSession } from './app/whoami.ts'

export type App = {
  readonly public: FastifyInstance
  readonly admin: FastifyInstance
  /** The session that a request with these headers presents. */
  readonly whoami: FindSession
  /** The configuration in force. */
  reading(): Reading
  /** The metrics of this process alone. */
  families(): Promise<readonly Family[]>
  /** Creates a listener for metrics and health alone. */
  metrics(): FastifyInstance
  /** Delivers messages: continuously after `start`, or once per `drain`. */
  readonly courier: Pick<Worker, 'start' | 'drain'>
  /** Makes queued web hook calls: continuously after `start`, or once per `drain`. */
  readonly outbox: { drain(): Promise<void> }
  /** Removes second factors whose removal has waited long enough: as `outbox`. */
  readonly factorResets: { drain(): Promise<void> }
  /** Reminds of deletions of accounts, and carries them out: as `outbox`. */
  readonly deletions: { drain(): Promise<void> }
  /** Works on jobs over many people: as `outbox`. */
  readonly jobs: { drain(): Promise<void> }
  /** Makes files with the personal data of those who have asked for it: as `outbox`. */
  readonly exports: { drain(): Promise<void> }
  /** Counts what people do, as `start` does besides: for a process that does no background work. */
  startCounting(): void
  /**
   * Starts background work: message delivery, the outbox, the search index, cleanup of expired
   * rows, resets of second factors, jobs, exports of personal data.
   */
  start(): void
  /** Looks at once what waits in a queue, where background work goes on here. */
  wake(queue: Queue): void
  /** Applies a new configuration and its identity schemas together. */
  reload(reading: Reading, schemas: IdentitySchemas): void
  /** Notes that a changed configuration cannot be used; the one in force stays. */
  refuseReload(error: unknown): void
  /**
   * Begins the shutdown: readiness answers 503 from now on. Resolves when open requests are
   * answered or their time limit is reached.
   */
  end(): Promise<void>
  /** Closes listeners, workers and the store. */
  close(): Promise<void>
}

/** Builds the application; it neither listens nor starts background work yet. */
export function createApp(parts: AppParts): App {
  let ending = false
  let started = false
  let metricsListener: FastifyInstance | undefined
  let courierEnd: Promise<void> | undefined
  const base = createFoundation(parts)
  const services = createServices(base)
  const listeners = createListeners(parts, base, services, {
    isEnding: () => ending,
    // NOTE of several processes one works for all
    isStarted: () => started || parts.group !== undefined,
  })
  const { runtime, log } = base
  const { searchApp, cleanup, factorResetJob, deletionJob, typescriptFile, courierApp, jobsApp } =
    services
  const exportWorker = services.personalDataApp.worker
  const { worker } = courierApp
  const outbox = services.outboxApp.worker
  const periodic = [jobsApp.worker, exportWorker, factorResetJob, deletionJob, cleanup]

  const refreshSearch = () =>
    void base.auditApp.asServer(() =>
      searchApp.refresh({
        done: (indexed) => log.info({ indexed }, 'indexed identities for the search'),
        followed: (id, followed) =>
          followed === 'changed'
            ? log.info({ identity_id: id }, 'addresses and identifiers follow the changed schema')
            : log.warn(
                { identity_id: id },
                'the changed schema gives an identity what belongs to another; it stays as it was',
              ),
        failed: (error) =>
          log.warn({ err: error }, 'identities could not be indexed for the search, retrying'),
      }),
    )
  const app: App = {
    ...listeners,
    reading: () => runtime.reading,
    families: base.metrics.families,
    metrics: () => (metricsListener ??= createMetricsListener(parts, base, () => ending)),
    courier: {
      start() {
        base.activity.start()
        worker.start()
      },
      drain: () => worker.drain(),
    },
    outbox,
    factorResets: { drain: factorResetJob.run },
    deletions: { drain: deletionJob.run },
    jobs: { drain: jobsApp.worker.run },
    exports: { drain: exportWorker.run },
    startCounting: () => base.activity.start(),
    start() {
      if (started) return
      started = true
      app.courier.start()
      outbox.start()
      refreshSearch()
      for (const one of periodic) one.start()
    },
    wake(queue) {
      const workers = {
        messages: [worker],
        calls: [outbox],
        jobs: [jobsApp.worker, exportWorker],
      }
      for (const one of workers[queue]) one.wake()
    },
    reload(reading, schemas) {
      const at = base.clock()
      Object.assign(runtime, { reading, schemas, since: at, reload: { at, fault: undefined } })
      typescriptFile.reload()
      if (started) refreshSearch()
    },
    refuseReload(error) {
      const fault =
        error instanceof Error ? withoutSecrets(error.message) : 'The cause is not known.'
      runtime.reload = { at: base.clock(), fault }
    },
    async end() {
      ending = true
      courierEnd ??= worker.end(workerTimeoutMs)
      await Promise.all([
        sleep(readinessDelayMs),
        ...openRequests.map((one) => one.finish(requestTimeoutMs)),
      ])
    },
    async close() {
      ending = true
      searchApp.end()
      // NOTE `close` waits for idle connections that never sent a request, so they are closed by
      // force
      const forceClose = setTimeout(
        () =>
          [app.public, app.admin, metricsListener].forEach((one) =>
            one?.server.closeAllConnections(),
          ),
        closeConnectionsAfterMs,
      )
      courierEnd ??= worker.end(workerTimeoutMs)
      await Promise.all([
        app.public.close(),
        app.admin.close(),
        metricsListener?.close(),
        courierEnd,
        outbox.end(workerTimeoutMs),
        ...periodic.map((one) => one.end(workerTimeoutMs)),
      ])
      clearTimeout(forceClose)
      courierApp.close()
      await base.programs.close()
      await Promise.all([base.auditApp.trail.settle(), base.access.settle(), base.activity.end()])
      await Promise.all([parts.store.close(), parts.tracer?.close()])
    },
  }
  const openRequests = [app.public.openRequests, app.admin.openRequests]
  return app
}

/**
 * Delay between the failing readiness check and closing the listeners, so that load balancers
 * notice.
 */
const readinessDelayMs = 250
/** How long requests that are open at shutdown may take. */
const requestTimeoutMs = 8000
/** After this time at shutdown, remaining connections are closed without a response. */
const closeConnectionsAfterMs = 700

/** How long messages in delivery may take at shutdown; then they return to the queue. */
const workerTimeoutMs = 5000
