import { Refusal } from '#errors/refusal.ts'
import { createActivityStore } from './activity-store.ts'
import { createApiTokenStore } from './api-token-store.ts'
import { createAttemptStore } from './attempt-store.ts'
import { createAuditStore } from './audit-store.ts'
import { createBudgetStore } from './budget-store.ts'
import { createCodeStore } from './code-store.ts'
import { createDatabase } from './database.ts'
import { engineFor } from './dialects/engine-for.ts'
import { patientLimits, servingLimits } from './dialects/limits.ts'
import type { SqliteSettings } from './dialects/sqlite/engine.ts'
import { databaseNames } from './dsn/names.ts'
import { readDsn } from './dsn/read.ts'
import type { Target } from './dsn/target.ts'
import type { Engine, Run } from './engine.ts'
import { createErrorStore } from './error-store.ts'
import { createFlowStore } from './flow-store.ts'
import { gatheredEngine } from './gathered-engine.ts'
import { createIdentityStore } from './identity-store.ts'
import { createJobStore } from './job-store.ts'
import { createMailboxStore } from './mailbox-store.ts'
import { createMessageStore } from './message-store.ts'
import { applyPending } from './migrations/run.ts'
import { createConsoleSessionStore } from './console-session-store.ts'
import { createImpersonationStore } from './impersonation-store.ts'
import { createMoveStore } from './move-store.ts'
import { createOperatorStore } from './operator-store.ts'
import { createOutboxStore } from './outbox-store.ts'
import { createPing, createReadClock, createReadMigrations } from './ping.ts'
import { createSealedStore } from './sealed-store.ts'
import { createSearchStore } from './search-store.ts'
import { createSessionStore } from './session-store.ts'
import { createTrialWrite } from './trial-write.ts'
import { tracedEngine } from './traced-engine.ts'
import type { Store } from './store.ts'
import { createAddressChangeStore } from './address-change-store.ts'
import { createDeletionStore } from './deletion-store.ts'
import { createReservedStore, createTombstoneStore } from './tombstone-store.ts'
import { createExportStore } from './export-store.ts'
import { createFactorResetStore } from './factor-reset-store.ts'
import { createRememberedStore } from './remembered-store.ts'
import { replicatedEngine } from './replicated-engine.ts'
import { createUnprovedStore } from './unproved-store.ts'

export type StoreSettings = {
  readonly dsn: string
  /** Ignored when the DSN is that of a server. */
  readonly sqlite: Pick<SqliteSettings, 'synchronous' | 'lockWaitMs' | 'onCommit'>
  /** How many processes serve together, and share the connections that the DSN allows; 1 by default. */
  readonly processes?: number
  /** A copy of the database, which its server keeps; for reads that need not be current. */
  readonly replica?: {
    readonly dsn: string
    /** Told when it could not be read, and the database itself was. */
    readonly onFailure: (error: unknown) => void
  }
  /** For large imports, which may take time and memory. */
  readonly bulk?: boolean
  /** Called with every statement of the stores, for tests and measurements. */
  readonly onStatement?: (sql: string) => void
  /** How long devices that became known may wait to be written together. */
  readonly writeBehindMs?: number
}

/**
 * Opens a store. A database in memory is migrated; others are not (see migrate.ts). Servers are
 * connected to on first use, so this succeeds while they are down. Throws
 * `Refusal('misconfigured')` for a wrong DSN, and `Refusal('unavailable')` for a file that cannot
 * be opened.
 */
export async function createStore({
  dsn,
  sqlite,
  processes = 1,
  replica,
  bulk = false,
  onStatement,
  writeBehindMs = 250,
}: StoreSettings): Promise<Store> {
  const target = readDsn(dsn, processes)
  const copyTarget = replica && copyOf(target, replica.dsn, processes)
  const settings = { ...sqlite, bulk, limits: bulk ? patientLimits : servingLimits }
  const opened = await engineFor(target, settings)
  const gathered = gatheredEngine(onStatement ? watched(opened, onStatement) : opened)
  const engine = tracedEngine(
    replica && copyTarget
      ? replicatedEngine(gathered, await engineFor(copyTarget, settings), replica.onFailure)
      : gathered,
  )
  if (target.kind === 'sqlite' && target.path === undefined) await applyPending(engine, true)
  const database = createDatabase(engine)
  const readMigrations = createReadMigrations(engine)
  const budgets = createBudgetStore(database, writeBehindMs)
  return {
    identities: createIdentityStore(database),
    search: createSearchStore(database),
    sessions: createSessionStore(database),
    flows: createFlowStore(database),
    errors: createErrorStore(database),
    attempts: createAttemptStore(database),
    budgets,
    codes: createCodeStore(database),
    addressChanges: createAddressChangeStore(database),
    unproved: createUnprovedStore(database),
    remembered: createRememberedStore(database),
    factorResets: createFactorResetStore(database),
    deletions: createDeletionStore(database),
    tombstones: createTombstoneStore(database),
    reserved: createReservedStore(database),
    messages: createMessageStore(database),
    mailbox: createMailboxStore(database),
    outbox: createOutboxStore(database),
    sealed: createSealedStore(database),
    audit: createAuditStore(database),
    apiTokens: createApiTokenStore(database),
    operators: createOperatorStore(database),
    activity: createActivityStore(database),
    consoleSessions: createConsoleSessionStore(database),
    jobs: createJobStore(database),
    impersonations: createImpersonationStore(database),
    exports: createExportStore(database),
    moves: createMoveStore(database),
    transact: database.transact,
    kind: databaseNames[target.kind],
    migrations: readMigrations,
    clock: createReadClock(engine),
    ping: createPing(readMigrations),
    tryWrite: createTrialWrite(database),
    scrub: async () => engine.scrub?.(),
    async close() {
      await budgets.settle()
      await database.close()
    },
  }
}

/** Throws `Refusal('misconfigured')` for a copy that can be none of this database. */
function copyOf(target: Target, dsn: string, processes: number): Target {
  const copy = readDsn(dsn, processes)
  if (target.kind !== 'sqlite' && copy.kind === target.kind) return copy
  throw new Refusal('misconfigured', {
    reason:
      target.kind === 'sqlite'
        ? 'pallas.replica.dsn is for PostgreSQL and MySQL; SQLite is read where it is written.'
        : 'pallas.replica.dsn must name a database of the same kind as dsn.',
  })
}

function watched(engine: Engine, onStatement: (sql: string) => void): Engine {
  const watch =
    (run: Run): Run =>
    (statement) => {
      onStatement(statement.sql)
      return run(statement)
    }
  const together = engine.transactTogether
  return {
    ...engine,
    run: watch(engine.run),
    transact: (work, beforeCommit) => engine.transact((run) => work(watch(run)), beforeCommit),
    ...(together
      ? {
          transactTogether: (work, ending) =>
            together(
              (run) => work(watch(run)),
              (run, results) => ending(watch(run), results),
            ),
        }
      : {}),
  }
}
