// Migrations of a database, which is given by its DSN, for the command line.
import { readDsn } from './dsn/read.ts'
import { engineFor } from './dialects/engine-for.ts'
import { patientLimits } from './dialects/limits.ts'
import type { Engine } from './engine.ts'
import { applyPending, readStatus } from './migrations/run.ts'
import type { MigrationStatus, WatchStep } from './migrations/run.ts'

export type { MigrationStatus, WatchStep } from './migrations/run.ts'

/** All migrations, in order. Throws `Refusal('unavailable' | 'misconfigured')`. */
export async function status(dsn: string): Promise<readonly MigrationStatus[]> {
  return withEngine(dsn, (engine) => readStatus(engine))
}

/**
 * Applies pending migrations; answers their names. It can be repeated after an interruption, and
 * run twice at once.
 */
export async function up(dsn: string, watch?: WatchStep): Promise<readonly string[]> {
  const target = readDsn(dsn)
  return withEngine(dsn, (engine) =>
    applyPending(engine, !(target.kind === 'postgres' && target.flavour === 'cockroach'), watch),
  )
}

async function withEngine<T>(dsn: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await engineFor(readDsn(dsn), { synchronous: 'FULL', limits: patientLimits })
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}
