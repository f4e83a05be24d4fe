// What the console shows of the process and its database.
import { availableParallelism } from 'node:os'
import { performance } from 'node:perf_hooks'
import type { HealthFacts } from '#console/health/facts.ts'
import type { HealthParts } from '#editions/shared/health.ts'
import { outsideDeadline } from '#lib/deadline.ts'
import type { Clock } from '#lib/time.ts'
import type { Store } from '#store/store.ts'

export type HealthFactsParts = {
  readonly store: Pick<Store, 'kind' | 'migrations'>
  readonly health: HealthParts
  readonly clock: Clock
  readonly hashesInFlight: () => number
  readonly worksInBackground: () => boolean
  /** How far the clock is ahead of that of the system. */
  readonly aheadMs: () => number
}

const timeoutMs = 2000

/** Gathers the facts; a database that does not answer is one of them. */
export function createHealthFacts(parts: HealthFactsParts): () => Promise<HealthFacts> {
  const { store, health, clock } = parts

  async function databaseFacts(): Promise<HealthFacts['database']> {
    const begun = performance.now()
    try {
      const migrations = await outsideDeadline(() => store.migrations(timeoutMs))
      return { kind: store.kind, answeredInMs: performance.now() - begun, migrations }
    } catch {
      return { kind: store.kind, answeredInMs: undefined, migrations: [] }
    }
  }

  return async () => {
    const [problems, database] = await Promise.all([health.problems(), databaseFacts()])
    const at = clock(),
      uptimeMs = performance.now()
    const { rss, heapUsed } = process.memoryUsage()
    return {
      at,
      problems,
      version: health.version,
      node: process.versions.node,
      process: {
        id: process.pid,
        cores: availableParallelism(),
        startedAt: at - Math.floor(uptimeMs),
        uptimeMs,
        busy: performance.eventLoopUtilization().utilization,
        memoryBytes: rss,
        heapBytes: heapUsed,
        hashesInFlight: parts.hashesInFlight(),
        worksInBackground: parts.worksInBackground(),
      },
      aheadMs: parts.aheadMs(),
      database,
    }
  }
}
