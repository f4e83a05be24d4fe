// `pallas cleanup sql`: deletes expired rows.
import { createCleanup } from '#app/cleanup.ts'
import type { Reading } from '#config/read.ts'
import { systemClock } from '#lib/time.ts'
import { createStore } from '#store/open.ts'
import { commandAudit } from './audit-context.ts'

export type CleanupOptions = {
  /** Rows per delete. */
  readonly batch: number | undefined
  /** Pause between two kinds of rows. */
  readonly pauseMs: number | undefined
  /** Rows that expired less than this ago are kept. */
  readonly keepMs: number | undefined
}

/** Deletes expired rows; returns one line per kind of row with the number deleted. */
export async function cleanUp(
  reading: Pick<Reading, 'config' | 'secrets'>,
  dsn: string,
  { batch, pauseMs, keepMs }: CleanupOptions,
): Promise<readonly string[]> {
  const { config } = reading
  const store = await createStore({ dsn, sqlite: config.pallas.sqlite })
  try {
    const settings = {
      mail: config.mail,
      pallas: config.pallas,
      cleanup: { ...config.cleanup, olderThanMs: keepMs ?? config.cleanup.olderThanMs },
    }
    const cleaned = await createCleanup({
      store,
      audit: commandAudit(reading, store, 'cleanup sql').administration,
      settings: () => settings,
      clock: systemClock,
    }).run({
      ...(batch === undefined ? {} : { batch }),
      pauseMs: pauseMs ?? config.cleanup.pauseMs,
    })
    return Object.entries(cleaned).map(([kind, count]) => `${kind.padEnd(9)} ${count}`)
  } finally {
    await store.close()
  }
}
