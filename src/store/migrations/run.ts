// Applies pending migrations step by step. Each step is recorded in the transaction of its
// statements, where the dialect and the statements allow that (MySQL does not, and an index that is built
// beside others does not: a step that was applied but not recorded is applied again).
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '#errors/refusal.ts'
import { createDatabase } from '../database.ts'
import type { Database } from '../database.ts'
import { command } from '../engine.ts'
import type { Engine } from '../engine.ts'
import { LockTimeout, MissingTable } from '../failures.ts'
import { migrations } from './all.ts'
import { runsAlone } from './change-index.ts'
import { createTable } from './define.ts'
import type { DialectOptions, Table } from './define.ts'
import type { Migration, Step } from './migration.ts'

/** `begun`: some of its steps were applied. */
export type MigrationStatus = {
  readonly name: string
  readonly state: 'applied' | 'begun' | 'pending'
}

/**
 * Called before and after a step runs, and when it was recorded. What it throws stops the
 * migration.
 */
export type WatchStep = (step: string, moment: 'starting' | 'done' | 'recorded') => void

const record: Table = {
  name: 'pallas_migrations',
  columns: { step: 'key', applied_at: 'time' },
  primaryKey: ['step'],
}

/** Reads only, also on an empty database. */
export async function readStatus(engine: Engine): Promise<readonly MigrationStatus[]> {
  const done = await recorded(createDatabase(engine))
  return migrations.map((migration) => ({ name: migration.name, state: stateOf(migration, done) }))
}

/** Answers the names of the applied migrations. Of two runs at once, one waits for the other. */
export async function applyPending(
  engine: Engine,
  collates: boolean,
  watch: WatchStep = () => undefined,
): Promise<readonly string[]> {
  const database = createDatabase(engine)
  const options: DialectOptions = { dialect: engine.dialect, collates }
  return database.exclusively(async () => {
    for (const sql of createTable(record, options)) await database.run(command(sql))
    const before = await recorded(database)
    for (const migration of migrations) {
      for (const step of migration.steps) await apply(database, migration, step, options, watch)
    }
    return migrations
      .filter((migration) => stateOf(migration, before) !== 'applied')
      .map(({ name }) => name)
  })
}

async function apply(
  database: Database,
  migration: Migration,
  step: Step,
  options: DialectOptions,
  watch: WatchStep,
): Promise<void> {
  const name = stepName(migration, step)
  const isRecorded = async () => (await recorded(database)).has(name)
  const briefly = locksBriefly(options)
  async function recordDone(): Promise<void> {
    watch(name, 'done')
    await database.db
      .insertInto('pallas_migrations')
      .values({ step: name, applied_at: Date.now() })
      .execute()
    watch(name, 'recorded')
  }
  const together = (statements: readonly string[], after = async () => {}) =>
    whenFree(() =>
      database.transact(async () => {
        if (await isRecorded()) return
        for (const sql of [...briefly, ...statements]) await database.run(command(sql))
        await after()
      }),
    )

  if (await isRecorded()) return
  watch(name, 'starting')
  const statements = step.statements(options)
  if (!statements.some(runsAlone)) return together(statements, recordDone)
  for (const sql of statements)
    if (runsAlone(sql)) await database.run(command(sql))
    else await together([sql])
  await recordDone()
}

/**
 * Others who want a table wait behind whoever waits for a strong lock of it, so that is done for a moment
 * at a time. MySQL counts in seconds. CockroachDB changes tables without such locks.
 */
function locksBriefly({ dialect, collates }: DialectOptions): readonly string[] {
  if (dialect === 'mysql') return ['SET SESSION lock_wait_timeout = 1']
  return dialect === 'postgres' && collates ? ["SET LOCAL lock_timeout = '80ms'"] : []
}

/** How long is tried to get what others hold, and the longest pause in between. */
const patienceMs = 10 * 60_000,
  longestPauseMs = 2000

async function whenFree(work: () => Promise<void>): Promise<void> {
  const until = performance.now() + patienceMs
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof LockTimeout)) throw error
      if (performance.now() > until)
        throw new Refusal('unavailable', {
          reason:
            'A table that has to be changed was in use for ten minutes: a transaction of somebody is open.',
          cause: error,
        })
      await sleep(Math.random() * Math.min(100 * 1.5 ** tries, longestPauseMs))
    }
  }
}

async function recorded(database: Database): Promise<ReadonlySet<string>> {
  try {
    const rows = await database.db.selectFrom('pallas_migrations').select('step').execute()
    return new Set(rows.map(({ step }) => step))
  } catch (error) {
    if (error instanceof MissingTable) return new Set()
    throw error
  }
}

function stateOf(migration: Migration, done: ReadonlySet<string>): MigrationStatus['state'] {
  const count = migration.steps.filter((step) => done.has(stepName(migration, step))).length
  if (count === migration.steps.length) return 'applied'
  return count === 0 ? 'pending' : 'begun'
}

function stepName(migration: Migration, step: Step): string {
  return `${migration.name}/${step.name}`
}

/** All steps, as they are recorded. */
export const knownSteps: ReadonlySet<string> = new Set(
  migrations.flatMap((migration) => migration.steps.map((step) => stepName(migration, step))),
)
