// What the commands for identities work with: the administration, directly on the database of the configuration.
import { readConfig, type ConfigRequest, type Reading } from '#config/read.ts'
import { createHasher } from '#crypto/hasher.ts'
import { createTokens } from '#crypto/tokens.ts'
import { createAccounts } from '#identity/accounts.ts'
import { createAdministration, type Administration } from '#identity/administration.ts'
import { createPrepare } from '#identity/prepare.ts'
import { systemClock } from '#lib/time.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { createLog } from '#telemetry/log.ts'
import { schemasOf } from '../schemas.ts'

export type Where = Pick<ConfigRequest, 'files' | 'env' | 'cwd'>

/** Lends the administration to `work`. A database in a file is migrated first, as when serving. `logsEvents`: every change leaves a line in the log (standard error). */
export async function withAdministration<T>(where: Where, work: (administration: Administration) => Promise<T>, options: { readonly logsEvents?: boolean } = {}): Promise<T> {
  const reading = readConfig({ ...where, dev: true })
  const parts = await partsOf(reading)
  const { dsn, pallas } = reading.config
  if (dsn.startsWith('sqlite')) await up(dsn)
  const log = options.logsEvents === true ? createLog(reading.config.log) : undefined
  const store = await createStore({ dsn, sqlite: pallas.sqlite })
  try {
    return await work(createAdministration({ ...parts, identities: store.identities, isFirstFactor: () => false, events: (event) => log?.info({ event }, event.kind) }))
  } finally {
    await store.close()
  }
}

/** Checks descriptions of identities against the schemas; needs no database. */
export async function createCheck(where: Where) {
  return createPrepare(await partsOf(readConfig({ ...where, dev: true }))).check
}

async function partsOf({ config }: Reading) {
  const schemas = await schemasOf(config)
  return {
    schemas: () => schemas,
    accounts: createAccounts({ clock: systemClock, newId: createTokens().uuid }),
    hasher: createHasher({ settings: () => config.hashers }),
    clock: systemClock,
  }
}
