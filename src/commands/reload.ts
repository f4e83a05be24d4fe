// Takes over a changed configuration while the server runs, whole or not at all.
import type { Reading } from '#config/read.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { Log } from '#telemetry/log.ts'

export type ReloadParts = {
  /**
   * Loads the identity schemas of a configuration; throws with everything that is wrong with them.
   */
  readonly load: (reading: Reading) => Promise<IdentitySchemas>
  readonly apply: (reading: Reading, schemas: IdentitySchemas) => void
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>
  /** After so long schemas that could not be loaded are tried again. */
  readonly retryMs?: number
}

export type Reload = {
  take(reading: Reading): void
  /** Tries no more. */
  end(): void
}

/**
 * Of several changes in a row the last one counts, however long the schemas of those before it take
 * to load.
 */
export function createReload({ load, apply, log, retryMs = 5000 }: ReloadParts): Reload {
  let latest = 0
  let again: NodeJS.Timeout | undefined

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
      const reason = String(error)
      if (reason !== lastReason)
        log.error(
          { err: error },
          'the identity schemas of the new configuration cannot be used; the last good configuration stays in force',
        )
      again = setTimeout(() => void attempt(reading, number, reason), retryMs).unref()
      return
    }
    for (const warning of reading.warnings) log.warn(warning)
    log.info('a new configuration is in force')
  }

  function forget(): number {
    clearTimeout(again)
    return ++latest
  }

  return {
    take: (reading) => void attempt(reading, forget(), undefined),
    end: () => void forget(),
  }
}
