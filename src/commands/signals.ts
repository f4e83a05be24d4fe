import { isatty } from 'node:tty'
import type { Log } from '#telemetry/log.ts'

/** A process that serves has ended by then; open requests are given less. */
export const shutdownTimeoutMs = 9_500

export type SignalParts = {
  /** Ends in good order; answers the exit code. */
  readonly end: () => Promise<number>
  /** Reads the configuration at once. */
  readonly readConfig: () => void
  /** After this time the process ends, whatever `end` does. */
  readonly withinMs: number
  readonly log: Pick<Log, 'info' | 'error'>
}

/**
 * Ends this process on the first SIGTERM or SIGINT; later ones are ignored. SIGHUP has the configuration
 * read, but ends a server whose terminal is closed.
 */
export function listenToSignals({ end, readConfig, withinMs, log }: SignalParts): void {
  const hasTerminal = isatty(0)
  let ending = false
  const ends = async (signal: string): Promise<void> => {
    if (ending) return
    ending = true
    log.info({ signal }, 'shutting down')
    setTimeout(() => process.exit(0), withinMs).unref()
    try {
      process.exit(await end())
    } catch (error) {
      log.error({ err: error }, 'shutdown failed')
      process.exit(1)
    }
  }
  process.on('SIGTERM', (signal) => void ends(signal))
  process.on('SIGINT', (signal) => void ends(signal))
  process.on('SIGHUP', (signal) => {
    if (hasTerminal) void ends(signal)
    else if (!ending) {
      log.info({ signal }, 'reading the configuration')
      readConfig()
    }
  })
}
