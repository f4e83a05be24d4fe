import type { Log } from '#telemetry/log.ts'

/**
 * Logs unhandled promise rejections and uncaught exceptions, without secrets. A rejection does not
 * stop the process; an uncaught exception exits with code 1, because the state is then unknown.
 */
export function guardProcess(log: Log): void {
  // NOTE a closed output pipe (EPIPE) must not stop the server
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  process.on('unhandledRejection', (error) =>
    log.error({ err: error }, 'unhandled promise rejection'),
  )
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught exception, exiting')
    process.exit(1)
  })
}
