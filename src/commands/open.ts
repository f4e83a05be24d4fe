// Opens the server of a configuration without listening: what `pallas serve` and the library have in
// common.
import { createApp, type App } from '#app.ts'
import type { Group } from '#app/group.ts'
import { watchConfig } from '#config/watch.ts'
import type { Reading } from '#config/read.ts'
import type { Hooks } from '#hooks/typescript/hooks.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { createStore } from '#store/open.ts'
import type { Log } from '#telemetry/log.ts'
import { prepareServer, type Preparation } from './prepare.ts'
import { createReload } from './reload.ts'
import { schemasOf } from './schemas.ts'
import { tracerOf } from './tracer.ts'
import { version } from './version.ts'

export type Opening = Preparation & {
  /** Hooks that are given instead of a file of them. */
  readonly hooks?: Hooks | undefined
}

export type OpenServer = {
  readonly app: App
  /** Reads the files of the configuration at once. */
  readConfigNow(): void
  /** No longer applies changes of the configuration. */
  stopWatching(): void
}

/** Prepares the database, builds the application and applies changes of the configuration from now on. */
export async function openServer({ hooks, ...preparation }: Opening): Promise<OpenServer> {
  const { request, reading, log } = preparation
  const schemas = await prepareServer(preparation)
  const app = await openApp({ reading, schemas, log, ...(hooks && { hooks }) })
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
  return {
    app,
    readConfigNow: watcher.readNow,
    stopWatching() {
      watcher.close()
      reload.end()
    },
  }
}

export type AppOpening = {
  readonly reading: Reading
  readonly schemas: IdentitySchemas
  readonly log: Log
  readonly hooks?: Hooks
  /** What the processes that serve together are, where this is one of them. */
  readonly group?: Group & { readonly count: number }
}

const unreadReplica = (log: Log) => (error: unknown) =>
  log.warn({ err: error }, 'the replica could not be read, reading the database itself')

/** Builds the application, on a database that is prepared. */
export async function openApp({ group, ...opening }: AppOpening): Promise<App> {
  const { config } = opening.reading
  const { replica } = config.pallas
  const store = await createStore({
    dsn: config.dsn,
    sqlite: config.pallas.sqlite,
    processes: group?.count ?? 1,
    ...(replica ? { replica: { ...replica, onFailure: unreadReplica(opening.log) } } : {}),
  })
  try {
    const tracer = await tracerOf(config, opening.log)
    return createApp({ ...opening, group, store, version, tracer })
  } catch (error) {
    await store.close()
    throw error
  }
}
