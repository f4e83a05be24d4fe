// Deletes expired rows in small batches, so that other queries are not blocked for long.
import { setTimeout as sleep } from 'node:timers/promises'
import type { AuditAdministration } from '#audit/administration.ts'
import type { Config } from '#config/config.ts'
import { createPeriodic, type Periodic } from '#lib/periodic.ts'
import type { Clock, Timestamp } from '#lib/time.ts'
import { activityKeptMs } from '#telemetry/activity.ts'
import type { Store } from '#store/store.ts'

export type CleanupParts = {
  readonly store: Store
  readonly audit: Pick<AuditAdministration, 'deleteExpired'>
  readonly settings: () => Pick<Config, 'cleanup' | 'mail' | 'pallas'>
  readonly clock: Clock
}

/** Deleted rows by kind. */
export type Cleaned = Readonly<Record<string, number>>

const dayMs = 24 * 3_600_000
/** How long jobs that are over are shown. */
const jobRetentionMs = 30 * dayMs
/** Pause between two batches, for other queries. */
const batchPauseMs = 20

/** Creates the cleanup job. */
export function createCleanup({ store, audit, settings, clock }: CleanupParts) {
  const kinds = (now: Timestamp): Readonly<Record<string, (limit: number) => Promise<number>>> => {
    const {
      cleanup: { olderThanMs },
      mail: { retentionMs },
      pallas: { webHooks },
    } = settings()
    const before = now - olderThanMs
    return {
      flows: (limit) => store.flows.deleteExpired(before, limit),
      codes: (limit) => store.codes.deleteExpired(before, limit),
      sessions: (limit) => store.sessions.deleteExpired(before, limit),
      impersonations: (limit) => store.impersonations.deleteExpired(now, limit),
      remembered: (limit) => store.remembered.deleteExpired(now, limit),
      consoleSessions: (limit) => store.consoleSessions.deleteExpired(now, limit),
      errors: (limit) => store.errors.deleteBefore(before - dayMs, limit),
      budgets: (limit) => store.budgets.deleteExpired(now, limit),
      attempts: (limit) => store.attempts.deleteBefore(before - dayMs, limit),
      outbox: (limit) => store.outbox.deleteBefore(now - webHooks.retentionMs, limit),
      messages: (limit) => store.messages.deleteBefore(now - retentionMs, limit),
      jobs: (limit) => store.jobs.deleteBefore(now - jobRetentionMs, limit),
      exportPieces: (limit) => store.exports.deleteExpiredPieces(now, limit),
      exports: (limit) => store.exports.deleteExpired(now, now - dayMs, limit),
      audit: (limit) => audit.deleteExpired(limit),
      activity: (limit) => store.activity.deleteBefore(now - activityKeptMs, limit),
    }
  }

  /**
   * Deletes all expired rows. `batch`: rows per delete; `pauseMs`: pause between two kinds of rows.
   * `signal` stops it after the current batch.
   */
  async function run({
    batch = settings().cleanup.batchSize,
    pauseMs = 0,
    signal,
  }: {
    readonly batch?: number
    readonly pauseMs?: number
    readonly signal?: AbortSignal
  } = {}): Promise<Cleaned> {
    const cleaned: Record<string, number> = {}
    const isStopped = () => signal?.aborted === true
    let first = true
    for (const [kind, remove] of Object.entries(kinds(clock()))) {
      if (isStopped()) return cleaned
      if (!first) await sleep(pauseMs, undefined, { ref: true })
      first = false
      cleaned[kind] = 0
      let deleted = batch
      while (deleted >= batch) {
        if (isStopped()) return cleaned
        deleted = await remove(batch)
        cleaned[kind] += deleted
        if (deleted >= batch) await sleep(batchPauseMs)
      }
    }
    return cleaned
  }

  return {
    run,
    /** Cleanup at the configured interval; where there is none, it is looked again the next day. */
    periodically: (
      onCleaned: (cleaned: Cleaned) => void,
      onError: (error: unknown) => void,
    ): Periodic =>
      createPeriodic({
        work: async (signal) =>
          settings().cleanup.intervalMs > 0 && onCleaned(await run({ signal })),
        pauseMs: () => settings().cleanup.intervalMs || dayMs,
        onError,
        pausesFirst: true,
      }),
  }
}
