// `pallas serve`: both listeners in one process, until a signal ends it.
import { flushCompileCache } from 'node:module'
import { createApp, type App } from '#app.ts'
import { readConfig } from '#config/read.ts'
import { watchConfig } from '#config/watch.ts'
import type { Config } from '#config/config.ts'
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

const endWithinMs = 9_500
/** Kept then, compiled code makes the next start quicker, also when this process is killed. */
const keepCodeAfterMs = 3_000

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
  const schemas = await schemasOf(reading.config)
  await prepareDatabase(reading.config.dsn, migrate, log)
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
    onChange: reload.take,
    onFault: (error) =>
      log.error({ err: error }, 'the configuration has faults; the last good one stays in force'),
  })
  endOnSignals(app, [watcher.close, reload.end], log)
  await listen(app.admin, 'admin', reading.config.admin)
  await listen(app.public, 'public', reading.config.public)
  lowerThreadPriorities()
  app.start()
  announce(reading.config)
  setTimeout(flushCompileCache, keepCodeAfterMs).unref()
}

/** SQLite is migrated by itself; a server only when told to, for others may be using it. */
async function prepareDatabase(dsn: string, migrate: boolean, log: Log): Promise<void> {
  if (dsn === 'memory') return
  if (migrate || dsn.startsWith('sqlite')) {
    for (const name of await up(dsn)) log.info({ migration: name }, 'migrated')
    return
  }
  const pending = await status(dsn).then(
    (all) => all.filter((one) => one.state !== 'applied'),
    () => [],
  )
  if (pending.length > 0)
    log.error(
      `${pending.length} migrations are pending: run pallas migrate sql up, or start with --migrate`,
    )
}

/** The first signal ends the server in good order; others that follow change nothing. */
function endOnSignals(app: App, stops: readonly (() => void)[], log: Log): void {
  let ending = false
  const end = async (signal: string): Promise<void> => {
    if (ending) return
    ending = true
    log.info({ signal }, 'shutting down')
    for (const stop of stops) stop()
    setTimeout(() => process.exit(0), endWithinMs).unref()
    try {
      await app.end()
      await app.close()
      process.exit(0)
    } catch (error) {
      log.error({ err: error }, 'shutting down did not go well')
      process.exit(1)
    }
  }
  process.on('SIGTERM', (signal) => void end(signal))
  process.on('SIGINT', (signal) => void end(signal))
}

function announce({ public: open, admin, selfservice, mail, dev }: Config): void {
  const lines = [
    `Pallas ${version} is running${dev ? ' (development mode)' : ''}.`,
    `  Sign up        ${selfservice.flows.registration.uiUrl}`,
    `  Sign in        ${selfservice.flows.login.uiUrl}`,
    `  Public API     ${open.baseUrl}`,
    `  Admin API      ${admin.baseUrl}`,
    ...(mail.transport.kind === 'mailbox' ? [`  Mailbox        ${admin.baseUrl}/ui/mailbox`] : []),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}
