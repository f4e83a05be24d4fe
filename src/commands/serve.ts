// `pallas serve`: runs both listeners until SIGTERM or SIGINT, in one process or in several.
import cluster from 'node:cluster'
import { flushCompileCache } from 'node:module'
import { readConfig, type ConfigRequest } from '#config/read.ts'
import { printAddresses } from './addresses.ts'
import { guardProcess } from './guards.ts'
import { listen } from './listen.ts'
import { logOf } from './log.ts'
import type { Preparation } from './prepare.ts'
import { listenToSignals, shutdownTimeoutMs } from './signals.ts'
import { lowerThreadPriorities } from './thread-priority.ts'
import { workersOf } from './workers/count.ts'

export type ServeOptions = {
  readonly config: readonly string[]
  readonly dev: boolean
  readonly watchCourier: boolean
  readonly migrate: boolean
  /** How many processes serve; undefined: as the configuration says. */
  readonly workers: number | undefined
  readonly env: Record<string, string | undefined>
  readonly cwd: string
}

/**
 * Delay after start until the compile cache is written, which makes the next start faster. Written
 * early so that it also exists when this process is killed.
 */
const flushCompileCacheAfterMs = 3_000

/** Runs the server, or the part of it that a worker is. */
export async function serve(options: ServeOptions): Promise<void> {
  const { config: files, dev, migrate, env, cwd } = options
  const request: ConfigRequest = { files, env, dev, cwd }
  setTimeout(flushCompileCache, flushCompileCacheAfterMs).unref()
  if (cluster.isWorker) return (await import('./workers/worker.ts')).serveAsWorker(request)
  const reading = readConfig(request)
  const count = workersOf(reading.config, options.workers)
  const log = logOf(reading.config)
  guardProcess(log)
  const preparation = { request, reading, log, migrate }
  if (count === 1) return serveAlone(preparation)
  return (await import('./workers/supervise.ts')).supervise(preparation, count)
}

async function serveAlone(preparation: Preparation): Promise<void> {
  const { reading, log } = preparation
  const { openServer } = await import('./open.ts')
  const { app, readConfigNow, stopWatching } = await openServer(preparation)
  listenToSignals({
    async end() {
      stopWatching()
      await app.end()
      await app.close()
      return 0
    },
    readConfig: readConfigNow,
    withinMs: shutdownTimeoutMs,
    log,
  })
  await listen(app.admin, 'serve.admin', reading.config.admin)
  await listen(app.public, 'serve.public', reading.config.public)
  lowerThreadPriorities()
  app.start()
  printAddresses(reading.config)
}
