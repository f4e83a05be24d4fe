// `pallas serve`: both listeners in one process, until a signal ends it.
import { createApp, type App } from '#app.ts'
import type { Reading } from '#config/read.ts'
import { readConfig } from '#config/read.ts'
import { watchConfig } from '#config/watch.ts'
import type { Config, Listener } from '#config/config.ts'
import { status, up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { createLog, type Log } from '#telemetry/log.ts'
import { schemasOf } from './schemas.ts'
import { version } from './version.ts'

export type ServeOptions = { readonly config: readonly string[]; readonly dev: boolean; readonly watchCourier: boolean; readonly migrate: boolean; readonly env: Record<string, string | undefined>; readonly cwd: string }

const endWithinMs = 9_000

export async function serve({ config: files, dev, migrate, env, cwd }: ServeOptions): Promise<void> {
  const request = { files, env, dev, cwd }
  const reading = readConfig(request)
  const log = createLog(reading.config.log)
  for (const warning of reading.warnings) log.warn(warning)
  const schemas = await schemasOf(reading.config)
  await prepareDatabase(reading.config.dsn, migrate, log)
  const store = await createStore({ dsn: reading.config.dsn, sqlite: reading.config.pallas.sqlite })
  const app = createApp({ reading, schemas, store, log, version })
  const watcher = watchConfig({ ...request, running: reading, onChange: (next) => void take(app, next, log), onFault: (error) => log.error({ err: error }, 'the configuration has faults; the last good one stays in force') })
  endOnSignals(app, watcher, log)
  await listen(app.admin, reading.config.admin)
  await listen(app.public, reading.config.public)
  app.start()
  announce(reading.config)
}

async function take(app: App, next: Reading, log: Log): Promise<void> {
  try {
    app.reload(next, await schemasOf(next.config))
    for (const warning of next.warnings) log.warn(warning)
    log.info('a new configuration is in force')
  } catch (error) {
    log.error({ err: error }, 'the identity schemas of the new configuration have faults; the last good configuration stays in force')
  }
}

/** SQLite is migrated by itself; a server only when told to, for others may be using it. */
async function prepareDatabase(dsn: string, migrate: boolean, log: Log): Promise<void> {
  if (dsn === 'memory') return
  if (migrate || dsn.startsWith('sqlite')) {
    for (const name of await up(dsn)) log.info({ migration: name }, 'migrated')
    return
  }
  const pending = await status(dsn).then((all) => all.filter((one) => one.state !== 'applied'), () => [])
  if (pending.length > 0) log.error(`${pending.length} migrations are pending: run pallas migrate sql up, or start with --migrate`)
}

function listen(server: App['public'], { host, port, socket }: Listener): Promise<string> {
  return socket === undefined ? server.listen({ host, port }) : server.listen({ path: socket })
}

function endOnSignals(app: App, watcher: { close(): void }, log: Log): void {
  let ending = false
  const end = (signal: string) => {
    if (ending) return
    ending = true
    log.info({ signal }, 'shutting down')
    app.end()
    watcher.close()
    setTimeout(() => process.exit(0), endWithinMs).unref()
    app.close().then(() => process.exit(0), (error: unknown) => {
      log.error({ err: error }, 'shutting down did not go well')
      process.exit(1)
    })
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
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
