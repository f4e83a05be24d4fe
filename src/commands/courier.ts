// `pallas courier watch`: delivers messages in a process of its own.
import { createApp } from '#app.ts'
import { readConfig } from '#config/read.ts'
import { watchConfig } from '#config/watch.ts'
import { createStore } from '#store/open.ts'
import { createLog } from '#telemetry/log.ts'
import { guardProcess } from './guards.ts'
import { schemasOf } from './schemas.ts'
import { createReload } from './reload.ts'
import { version } from './version.ts'

export type CourierOptions = {
  readonly config: readonly string[]
  readonly dev: boolean
  readonly env: Record<string, string | undefined>
  readonly cwd: string
}

/** Delivers messages until SIGTERM or SIGINT. */
export async function watchCourier({
  config: files,
  dev,
  env,
  cwd,
}: CourierOptions): Promise<void> {
  const request = { files, env, dev, cwd }
  const reading = readConfig(request)
  const log = createLog(reading.config.log)
  guardProcess(log)
  for (const warning of reading.warnings) log.warn(warning)
  const schemas = await schemasOf(reading.config)
  const store = await createStore({ dsn: reading.config.dsn, sqlite: reading.config.pallas.sqlite })
  const app = createApp({ reading, schemas, store, log, version })
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
