// What the console and the API tell of the process and of what it works with.
import { availableParallelism } from 'node:os'
import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { HealthParts } from '#editions/shared/health.ts'
import { outsideDeadline } from '#lib/deadline.ts'
import { systemClock, type Clock } from '#lib/time.ts'
import { readDsn } from '#store/dsn/read.ts'
import type { Store } from '#store/store.ts'
import type { Backlog, HealthFacts, KeyUse, ProviderState } from '#telemetry/health-facts.ts'

export type HealthFactsParts = {
  readonly store: Pick<Store, 'kind' | 'migrations' | 'clock'>
  readonly dsn: string
  readonly health: HealthParts
  readonly clock: Clock
  readonly hashesInFlight: () => number
  readonly worksInBackground: () => boolean
  /** How far the clock is ahead of that of the system. */
  readonly aheadMs: () => number
  readonly backlog: () => Promise<Backlog>
  readonly providers: () => Promise<readonly ProviderState[]>
  readonly keys: () => Promise<KeyUse>
}

const timeoutMs = 2000

/** Gathers the facts; a database that does not answer is one of them. */
export function createHealthFacts(parts: HealthFactsParts): () => Promise<HealthFacts> {
  const { store, health, clock } = parts

  async function databaseFacts(): Promise<HealthFacts['database']> {
    const begun = performance.now()
    try {
      const migrations = await outsideDeadline(() => store.migrations(timeoutMs))
      const answeredInMs = performance.now() - begun
      const from = systemClock(),
        at = await outsideDeadline(() => store.clock(timeoutMs))
      const aheadMs = Math.round(at - (from + systemClock()) / 2)
      return { kind: store.kind, answeredInMs, migrations, aheadMs }
    } catch {
      return { kind: store.kind, answeredInMs: undefined, migrations: [], aheadMs: undefined }
    }
  }

  return async () => {
    const [problems, database, disk, providers] = await Promise.all([
      health.problems(),
      databaseFacts(),
      diskFacts(parts.dsn),
      outsideDeadline(parts.providers),
    ])
    const isThere =
      database.answeredInMs !== undefined &&
      database.migrations.every(({ state }) => state === 'applied')
    const [backlog, keys] = isThere ? await Promise.all([parts.backlog(), parts.keys()]) : []
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
      disk,
      backlog,
      providers,
      keys,
    }
  }
}

async function diskFacts(dsn: string): Promise<HealthFacts['disk']> {
  const target = dsn === 'memory' ? undefined : readDsn(dsn)
  if (target?.kind !== 'sqlite' || target.path === undefined) return undefined
  const [{ bavail, bsize }, { size }] = await Promise.all([
    statfs(dirname(target.path)),
    stat(target.path),
  ])
  return { freeBytes: bavail * bsize, databaseBytes: size }
}
