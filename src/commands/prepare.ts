// What is done once before a server starts, however many processes it has.
import { documentFaults } from '#config/documents.ts'
import { faultLine } from '#config/faults.ts'
import { examine, type ConfigRequest, type Reading } from '#config/read.ts'
import { Refusal } from '#errors/refusal.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { status, up } from '#store/migrate.ts'
import type { Log } from '#telemetry/log.ts'
import { schemasOf } from './schemas.ts'

export type Preparation = {
  /** With what `reading` was read. */
  readonly request: ConfigRequest
  readonly reading: Reading
  readonly log: Log
  /** Whether pending migrations are applied on any database; otherwise only on SQLite. */
  readonly migrate: boolean
}

/** Tells the warnings of the configuration, loads the identity schemas and prepares the database. */
export async function prepareServer(preparation: Preparation): Promise<IdentitySchemas> {
  const { request, reading, log, migrate } = preparation
  for (const warning of reading.warnings) log.warn(warning)
  for (const fault of documentFaults(examine(reading.origin.texts, request), request.cwd))
    log.warn(`${faultLine(fault)}; what needs it will fail`)
  const schemas = await schemasOf(reading.config)
  await prepareDatabase(reading.config.dsn, migrate, log)
  return schemas
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
