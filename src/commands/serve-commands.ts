// Declares `pallas serve` and `pallas courier watch`.
import { InvalidArgumentError, type Command } from 'commander'
import {
  port,
  wholeNumber,
  withConfig,
  withExitCodes,
  type ProcessContext,
  type WithConfig,
} from './options.ts'

const onlyAll = (what: string): string => {
  if (what === 'all') return what
  throw new InvalidArgumentError('It must be all, or nothing: both listeners are always served.')
}

const mostWorkers = 256
const workers = (text: string): number => {
  const count = wholeNumber(text)
  if (count <= mostWorkers) return count
  throw new InvalidArgumentError(`It must be at most ${mostWorkers}.`)
}

/** Adds the commands that run until a signal ends them. */
export function addServeCommands(program: Command, context: ProcessContext): void {
  withExitCodes(
    withConfig(
      program
        .command('serve')
        .description('serve the public and the admin API, and deliver messages')
        .argument('[what]', 'all (the default)', onlyAll),
    )
      .option('--dev', 'development mode: cookies without Secure', false)
      .option('--watch-courier', 'deliver messages in this process (always on)', false)
      .option('--sqa-opt-out', 'send no telemetry (none is ever sent)', false)
      .option('--migrate', 'apply pending migrations first, on any database', false)
      .option(
        '--workers <number>',
        'processes that serve; by default pallas.serve.workers, else one on SQLite and one a core on others',
        workers,
      )
      .action(
        async (
          _what: string | undefined,
          {
            config,
            dev,
            watchCourier,
            migrate,
            workers: count,
          }: WithConfig & {
            dev: boolean
            watchCourier: boolean
            migrate: boolean
            workers?: number
          },
        ) =>
          (await import('./serve.ts')).serve({
            config,
            dev,
            watchCourier,
            migrate,
            workers: count,
            ...context,
          }),
      ),
    '0: ended by SIGTERM or SIGINT. 1: could not start, or failed.',
  )

  withExitCodes(
    withConfig(
      program
        .command('courier')
        .description('message delivery')
        .command('watch')
        .description('deliver messages in a process of its own, until a signal ends it'),
    )
      .option('--dev', 'development mode: keep sent messages in the mailbox for reading', false)
      .option(
        '--expose-metrics-port <port>',
        'serve /metrics/prometheus, /health/alive and /health/ready on this port, on all addresses; ' +
          'with pallas.admin.tokens the metrics ask for a token',
        port,
      )
      .action(async (options: WithConfig & { dev: boolean; exposeMetricsPort?: number }) =>
        (await import('./courier.ts')).watchCourier({
          config: options.config,
          dev: options.dev,
          metricsPort: options.exposeMetricsPort,
          ...context,
        }),
      ),
    '0: ended by SIGTERM or SIGINT. 1: could not start, or failed.',
  )
}
