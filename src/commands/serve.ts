// `pallas serve`: runs both listeners in one process until SIGTERM or SIGINT.
import { flushCompileCache } from 'node:module'
import { createApp, type App } from '#app.ts'
import { documentFaults } from '#config/documents.ts'
import { faultLine } from '#config/faults.ts'
import { examine, readConfig } from '#config/read.ts'
import { watchConfig } from '#config/watch.ts'
import type { Config } from '#config/config.ts'
import { Refusal } from '#errors/refusal.ts'
import { status, up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { createLog, type Log } from '#telemetry/log.ts'
import { guardProcess } from './guards.ts'
import { listen } from './listen.ts'
import { lowerThreadPriorities } from './thread-priority.ts'
import { schemasOf } from './schemas.ts'
import { createReload } from './reload.ts'
import { version } from './version.ts'

export type ServeOptions = {
  readonly config: readonly string[]
  readonly dev: boolean
  readonly watchCourier: boolean
  readonly migrate: boolean
  readonly env: Record<string, string | undefined>
  readonly cwd: string
}

const shutdownTimeoutMs = 9_500
/**
 * Delay after start until the compile cache is written, which makes the next start faster. Written
 * early so that it also exists when this process is killed.
 */
const flushCompileCacheAfterMs = 3_000

/** Runs the server. */
export async function serve({
  config: files,
  dev,
  migrate,
  env,
  cwd,
}: ServeOptions): Promise<void> {
  const request = { files, env, dev, cwd }
  const reading = readConfig(request)
  const log = createLog(reading.config.log)
  guardProcess(log)
  for (const warning of reading.warnings) log.warn(warning)
  for (const fault of documentFaults(examine(reading.origin.texts, request), cwd))
    log.warn(`${faultLine(fault)}; what needs it will fail`)
  const schemas = await schemasOf(reading.config)
  await prepareDatabase(reading.config.dsn, migrate, log)
  const store = await createStore({ dsn: reading.config.dsn, sqlite: reading.config.pallas.sqlite })
  const app = createApp({ reading, schemas, store, log, version })
  const reload = createReload({
    load: ({ config }) => schemasOf(config),
    apply: app.reload,
    refuse: app.refuseReload,
    log,
  })
  const watcher = watchConfig({
    ...request,
    running: reading,
    onChange: reload.submit,
    onFault: (error) => {
      app.refuseReload(error)
      log.error({ err: error }, 'the changed configuration is invalid, keeping the previous one')
    },
  })
  endOnSignals(app, [watcher.close, reload.end], log)
  await listen(app.admin, 'serve.admin', reading.config.admin)
  await listen(app.public, 'serve.public', reading.config.public)
  lowerThreadPriorities()
  app.start()
  printAddresses(reading.config)
  setTimeout(flushCompileCache, flushCompileCacheAfterMs).unref()
}

/**
 * SQLite is migrated automatically. Another database is migrated only with `--migrate`, because
 * other servers may be using it; otherwise pending migrations are logged.
 */
async function prepareDatabase(dsn: string, migrate: boolean, log: Log): Promise<void> {
  if (dsn === 'memory') return
  if (migrate || dsn.startsWith('sqlite')) {
    for (const name of await up(dsn)) log.info({ migration: name }, 'migrated')
    return
  }
  const pending = await status(dsn).then(
    (all) => all.filter((one) => one.state !== 'applied'),
    (error: unknown) => {
      // NOTE one that cannot be reached may come back; one of another kind does not
      if (error instanceof Refusal && error.kind === 'misconfigured') throw error
      return []
    },
  )
  if (pending.length > 0)
    log.error(
      `${pending.length} migrations are pending: ` +
        'run pallas migrate sql up, or start with --migrate',
    )
}

/** Shuts down on the first signal; later signals are ignored. */
function endOnSignals(app: App, stops: readonly (() => void)[], log: Log): void {
  let ending = false
  const end = async (signal: string): Promise<void> => {
    if (ending) return
    ending = true
    log.info({ signal }, 'shutting down')
    for (const stop of stops) stop()
    setTimeout(() => process.exit(0), shutdownTimeoutMs).unref()
    try {
      await app.end()
      await app.close()
      process.exit(0)
    } catch (error) {
      log.error({ err: error }, 'shutdown failed')
      process.exit(1)
    }
  }
  process.on('SIGTERM', (signal) => void end(signal))
  process.on('SIGINT', (signal) => void end(signal))
}

function printAddresses({ public: open, admin, selfservice, mail, dev }: Config): void {
  const lines = [
    `Pallas ${version} is running${dev ? ' (development mode)' : ''}.`,
    `  Sign up        ${selfservice.flows.registration.uiUrl}`,
    `  Sign in        ${selfservice.flows.login.uiUrl}`,
    `  Public API     ${open.baseUrl}`,
    `  Admin API      ${admin.baseUrl}`,
    `  Console        ${admin.baseUrl}/ui`,
    ...(mail.transport.kind === 'mailbox' ? [`  Mailbox        ${admin.baseUrl}/ui/mailbox`] : []),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}
