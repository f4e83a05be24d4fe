// Migrations of a database, which is given by its DSN, for the command line.
import { Refusal } from '#errors/refusal.ts'
import { databaseNames } from './dsn/names.ts'
import { readDsn } from './dsn/read.ts'
import type { Target } from './dsn/target.ts'
import { engineFor } from './dialects/engine-for.ts'
import { kindAt } from './dialects/kind-at.ts'
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
  const target = readDsn(dsn)
  const engine = await engineFor(target, { synchronous: 'FULL', limits: patientLimits })
  try {
    return await work(engine)
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'unavailable') await guardKind(target, error)
    throw error
  } finally {
    await engine.close()
  }
}

/** Throws `Refusal('misconfigured')` where a database of another kind answers. */
async function guardKind(target: Target, cause: Refusal): Promise<void> {
  const kind = target.kind === 'sqlite' ? undefined : await kindAt(target.server.places[0])
  if (kind === undefined || kind === target.kind) return
  throw new Refusal('misconfigured', {
    reason:
      `The DSN is one of ${databaseNames[target.kind]}, and ${databaseNames[kind]} answers at its address: ` +
      `it has to begin with ${kind}://.`,
    cause,
  })
}
