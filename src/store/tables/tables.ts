// All names begin with `pallas_`, so that the tables can be in a database with those of other
// programs.
import type { ActivityTable } from './activity.ts'
import type { AttemptsTable } from './attempts.ts'
import type {
  AuditEntriesTable,
  AuditHeadsTable,
  AuditSegmentsTable,
  AuditTargetsTable,
} from './audit.ts'
import type { BudgetsTable } from './budgets.ts'
import type { CodesTable } from './codes.ts'
import type { ConsoleCodesTable, ConsoleSessionsTable } from './console-sessions.ts'
import type { CredentialsTable } from './credentials.ts'
import type { DeletionsTable, ReservedTable, TombstonesTable } from './leaving.ts'
import type { ErrorsTable } from './errors.ts'
import type { FlowsTable } from './flows.ts'
import type { IdentitiesTable } from './identities.ts'
import type { JobsTable } from './jobs.ts'
import type { UniqueValuesTable } from './unique-values.ts'
import type { KeptRowsTable } from './kept-rows.ts'
import type { MovedTable } from './moved.ts'
import type { MailboxTable, MessagesTable } from './messages.ts'
import type { MigrationsTable } from './migrations.ts'
import type { OutboxTable } from './outbox.ts'
import type { ExportPiecesTable, ExportsTable } from './exports.ts'
import type { FactorResetsTable } from './factor-resets.ts'
import type { ImpersonationsTable } from './impersonations.ts'
import type { ApiTokensTable, OperatorsTable } from './operators.ts'
import type { RememberedTable } from './remembered.ts'
import type { SearchEntriesTable, SearchTermsTable } from './search.ts'
import type { SessionsTable } from './sessions.ts'
import type { AddressChangesTable } from './address-changes.ts'
import type { UnprovedTable } from './unproved.ts'
import type { TrialWritesTable } from './trial-writes.ts'

export type Tables = {
  pallas_identities: IdentitiesTable
  pallas_credentials: CredentialsTable
  pallas_lookups: UniqueValuesTable
  pallas_sessions: SessionsTable
  pallas_flows: FlowsTable
  pallas_errors: ErrorsTable
  pallas_attempts: AttemptsTable
  pallas_budgets: BudgetsTable
  pallas_codes: CodesTable
  pallas_address_changes: AddressChangesTable
  pallas_unproved: UnprovedTable
  pallas_remembered: RememberedTable
  pallas_factor_resets: FactorResetsTable
  pallas_deletions: DeletionsTable
  pallas_tombstones: TombstonesTable
  pallas_reserved: ReservedTable
  pallas_messages: MessagesTable
  pallas_mailbox: MailboxTable
  pallas_outbox: OutboxTable
  pallas_search_entries: SearchEntriesTable
  pallas_search_terms: SearchTermsTable
  pallas_trial_writes: TrialWritesTable
  pallas_api_tokens: ApiTokensTable
  pallas_operators: OperatorsTable
  pallas_console_sessions: ConsoleSessionsTable
  pallas_console_codes: ConsoleCodesTable
  pallas_jobs: JobsTable
  pallas_impersonations: ImpersonationsTable
  pallas_audit_entries: AuditEntriesTable
  pallas_audit_heads: AuditHeadsTable
  pallas_audit_segments: AuditSegmentsTable
  pallas_audit_targets: AuditTargetsTable
  pallas_activity: ActivityTable
  pallas_moved: MovedTable
  pallas_kept_people: KeptRowsTable
  pallas_kept_sessions: KeptRowsTable
  pallas_exports: ExportsTable
  pallas_export_pieces: ExportPiecesTable
  pallas_migrations: MigrationsTable
}
