// Applies a changed configuration while the server runs, completely or not at all.
import type { Reading } from '#config/read.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { Log } from '#telemetry/log.ts'

export type ReloadParts = {
  /** Loads the identity schemas of a configuration; throws an error that lists every problem. */
  readonly load: (reading: Reading) => Promise<IdentitySchemas>
  readonly apply: (reading: Reading, schemas: IdentitySchemas) => void
  /** Called when the schemas of a configuration cannot be loaded; that is tried again. */
  readonly refuse?: (error: unknown) => void
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>
  /** Interval between attempts to load schemas that failed, 5 seconds by default. */
  readonly retryMs?: number
}

/** Applies changed configurations; see `createReload`. */
export type Reload = {
  submit(reading: Reading): void
  /** Stops retrying. */
  end(): void
}

/**
 * When the configuration changes several times, only the last change is applied, in whatever order
 * their schemas finish loading.
 */
export function createReload({ load, apply, refuse, log, retryMs = 5000 }: ReloadParts): Reload {
  let latest = 0
  let retryTimer: NodeJS.Timeout | undefined

  async function attempt(
    reading: Reading,
    number: number,
    lastReason: string | undefined,
  ): Promise<void> {
    try {
      const schemas = await load(reading)
      if (number !== latest) return
      apply(reading, schemas)
    } catch (error) {
      if (number !== latest) return
      refuse?.(error)
      const reason = String(error)
      if (reason !== lastReason)
        log.error(
          { err: error },
          'the identity schemas of the new configuration cannot be loaded, ' +
            'keeping the previous one',
        )
      retryTimer = setTimeout(() => void attempt(reading, number, reason), retryMs).unref()
      return
    }
    for (const warning of reading.warnings) log.warn(warning)
    log.info('new configuration applied')
  }

  function cancelPending(): number {
    clearTimeout(retryTimer)
    return ++latest
  }

  return {
    submit: (reading) => void attempt(reading, cancelPending(), undefined),
    end: () => void cancelPending(),
  }
}
