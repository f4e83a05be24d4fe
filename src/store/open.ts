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
import type { Engine, Run } from './engine.ts'
import { createErrorStore } from './error-store.ts'
import { createFlowStore } from './flow-store.ts'
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
import { createPing, createReadMigrations } from './ping.ts'
import { createSealedStore } from './sealed-store.ts'
import { createSearchStore } from './search-store.ts'
import { createSessionStore } from './session-store.ts'
import { createTrialWrite } from './trial-write.ts'
import type { Store } from './store.ts'
import { createAddressChangeStore } from './address-change-store.ts'
import { createFactorResetStore } from './factor-reset-store.ts'
import { createRememberedStore } from './remembered-store.ts'
import { createUnprovedStore } from './unproved-store.ts'

export type StoreSettings = {
  readonly dsn: string
  /** Ignored when the DSN is that of a server. */
  readonly sqlite: Pick<SqliteSettings, 'synchronous' | 'lockWaitMs' | 'onCommit'>
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
  bulk = false,
  onStatement,
  writeBehindMs = 250,
}: StoreSettings): Promise<Store> {
  const target = readDsn(dsn)
  const opened = await engineFor(target, {
    ...sqlite,
    bulk,
    limits: bulk ? patientLimits : servingLimits,
  })
  const engine = onStatement ? watched(opened, onStatement) : opened
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
    moves: createMoveStore(database),
    transact: database.transact,
    kind: databaseNames[target.kind],
    migrations: readMigrations,
    ping: createPing(readMigrations),
    tryWrite: createTrialWrite(database),
    async close() {
      await budgets.settle()
      await database.close()
    },
  }
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
    transact: (work) => engine.transact((run) => work(watch(run))),
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
