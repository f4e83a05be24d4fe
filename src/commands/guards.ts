import type { Log } from '#telemetry/log.ts'

/**
 * What nobody caught is told in the log, without secrets. A promise that nobody waited for ends
 * nothing; an error that was thrown out of order ends the process.
 */
export function guardProcess(log: Log): void {
  // NOTE whoever read the output has gone; that is no reason to end
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  process.on('unhandledRejection', (error) =>
    log.error({ err: error }, 'a defect: an error that nobody waited for'),
  )
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'a defect: an error that nobody caught; the server ends')
    process.exit(1)
  })
}
