// `pallas courier watch`: delivers messages in a process of its own.
import type { FastifyInstance } from 'fastify'
import { createApp } from '#app.ts'
import { readConfig } from '#config/read.ts'
import { watchConfig } from '#config/watch.ts'
import { createStore } from '#store/open.ts'
import { guardProcess } from './guards.ts'
import { listen } from './listen.ts'
import { logOf } from './log.ts'
import { schemasOf } from './schemas.ts'
import { createReload } from './reload.ts'
import { tracerOf } from './tracer.ts'
import { version } from './version.ts'

export type CourierOptions = {
  readonly config: readonly string[]
  readonly dev: boolean
  /** Serves metrics and health on this port. */
  readonly metricsPort: number | undefined
  readonly env: Record<string, string | undefined>
  readonly cwd: string
}

/** Delivers messages until SIGTERM or SIGINT. */
export async function watchCourier({
  config: files,
  dev,
  metricsPort,
  env,
  cwd,
}: CourierOptions): Promise<void> {
  const request = { files, env, dev, cwd }
  const reading = readConfig(request)
  const log = logOf(reading.config)
  guardProcess(log)
  for (const warning of reading.warnings) log.warn(warning)
  const schemas = await schemasOf(reading.config)
  const store = await createStore({ dsn: reading.config.dsn, sqlite: reading.config.pallas.sqlite })
  const tracer = await tracerOf(reading.config, log)
  const app = createApp({ reading, schemas, store, log, version, tracer })
  const reload = createReload({
    load: ({ config }) => schemasOf(config),
    apply: app.reload,
    log,
  })
  const watcher = watchConfig({
    ...request,
    running: reading,
    onChange: reload.submit,
    onFault: (error) =>
      log.error({ err: error }, 'the changed configuration is invalid, keeping the previous one'),
  })
  if (metricsPort !== undefined) {
    await listenEverywhere(app.metrics(), metricsPort)
    log.info({ port: metricsPort }, 'serving metrics')
  }
  const keepAlive = setInterval(() => undefined, 60_000)
  app.courier.start()
  log.info('delivering messages')
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    clearInterval(keepAlive)
    watcher.close()
    reload.end()
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

/** Listens on all addresses; on those of IPv4 where there is no IPv6. */
async function listenEverywhere(server: FastifyInstance, port: number): Promise<void> {
  const on = (host: string) =>
    listen(server, '--expose-metrics-port', { host, port, socket: undefined })
  try {
    await on('::')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EAFNOSUPPORT')) throw error
    await on('0.0.0.0')
  }
}
