import type { ActivityStore } from '#telemetry/activity-store.ts'
import type { AuditStore } from '#audit/audit-store.ts'
import type { MailboxStore } from '#courier/mailbox-store.ts'
import type { MessageStore } from '#courier/message-store.ts'
import type { ErrorStore } from '#flow/error-store.ts'
import type { FlowStore } from '#flow/flow-store.ts'
import type { OutboxStore } from '#hooks/outbox/outbox-store.ts'
import type { AddressChangeStore } from '#identity/address-change-store.ts'
import type { AttemptStore } from '#identity/attempt-store.ts'
import type { CodeStore } from '#identity/code-store.ts'
import type { DeletionStore } from '#identity/deletion-store.ts'
import type { ReservedStore, TombstoneStore } from '#identity/tombstone-store.ts'
import type { FactorResetStore } from '#identity/factor-reset-store.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { SearchStore } from '#identity/search-store.ts'
import type { UnprovedStore } from '#identity/unproved-store.ts'
import type { ApiTokenStore } from '#operators/api-token-store.ts'
import type { ImpersonationStore } from '#session/impersonation-store.ts'
import type { OperatorStore } from '#operators/operator-store.ts'
import type { ExportStore } from '#personal-data/export-store.ts'
import type { JobStore } from '#jobs/job-store.ts'
import type { BudgetStore } from '#shield/budget-store.ts'
import type { ConsoleSessionStore } from '#session/console-session-store.ts'
import type { RememberedStore } from '#session/remembered-store.ts'
import type { SessionStore } from '#session/session-store.ts'
import type { MoveStore } from '#move/move-store.ts'
import type { Timestamp } from '#lib/time.ts'
import type { MigrationStatus } from './migrations/run.ts'
import type { SealedStore } from './sealed-store.ts'

/** All stores of one database. */
export type Store = {
  readonly identities: IdentityStore
  readonly search: SearchStore
  readonly sessions: SessionStore
  readonly flows: FlowStore
  readonly errors: ErrorStore
  readonly attempts: AttemptStore
  readonly budgets: BudgetStore
  readonly codes: CodeStore
  readonly addressChanges: AddressChangeStore
  readonly unproved: UnprovedStore
  readonly remembered: RememberedStore
  readonly factorResets: FactorResetStore
  readonly deletions: DeletionStore
  readonly tombstones: TombstoneStore
  readonly reserved: ReservedStore
  readonly messages: MessageStore
  readonly mailbox: MailboxStore
  readonly outbox: OutboxStore
  readonly sealed: SealedStore
  readonly audit: AuditStore
  readonly apiTokens: ApiTokenStore
  readonly operators: OperatorStore
  readonly activity: ActivityStore
  readonly consoleSessions: ConsoleSessionStore
  readonly jobs: JobStore
  readonly impersonations: ImpersonationStore
  readonly moves: MoveStore
  readonly exports: ExportStore
  /**
   * Runs `work` in a transaction, which its stores join: all changes are stored, or none. It must
   * not wait for anything but the stores. When the database rolls the transaction back for another
   * one, `work` runs again from its start. Inside another transaction it can fail alone, unless that
   * was opened as one whose parts fail together.
   */
  transact<T>(work: () => Promise<T>, parts?: 'fail-together'): Promise<T>
  /** What the database is called: `SQLite`. */
  readonly kind: string
  /** The state of all migrations. Throws without an answer within `timeoutMs`. */
  migrations(timeoutMs: number): Promise<readonly MigrationStatus[]>
  /** The time by the clock of the database. Throws without an answer within `timeoutMs`. */
  clock(timeoutMs: number): Promise<Timestamp>
  /** Throws without an answer within `timeoutMs`, and when migrations are pending. */
  ping(timeoutMs: number): Promise<void>
  /** Writes one row, `at` in it. Throws what hinders that; it may wait longer than `ping`. */
  tryWrite(at: number): Promise<void>
  /**
   * Makes sure, where the database can, that its files have nothing of what was deleted. Others wait for a
   * moment.
   */
  scrub(): Promise<void>
  /** Resolves when all earlier changes are stored. */
  close(): Promise<void>
}
