// `pallas cleanup sql`: deletes what is over.
import { createCleanup } from '#app/cleanup.ts'
import type { Config } from '#config/config.ts'
import { systemClock } from '#lib/time.ts'
import { createStore } from '#store/open.ts'

export type CleanupOptions = {
  /** Rows at once. */
  readonly batch: number | undefined
  /** Between two kinds of rows. */
  readonly pauseMs: number | undefined
  /** What is over for less than this stays. */
  readonly keepMs: number | undefined
}

/** Answers what went, as lines. */
export async function cleanUp(
  config: Config,
  dsn: string,
  { batch, pauseMs, keepMs }: CleanupOptions,
): Promise<readonly string[]> {
  const store = await createStore({ dsn, sqlite: config.pallas.sqlite })
  try {
    const settings = {
      mail: config.mail,
      pallas: config.pallas,
      cleanup: { ...config.cleanup, olderThanMs: keepMs ?? config.cleanup.olderThanMs },
    }
    const cleaned = await createCleanup({
      store,
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
