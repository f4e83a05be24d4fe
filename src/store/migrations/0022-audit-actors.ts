// Who is looked for in the audit trail is looked for by id or kind, which no index answers: the one
// by actor was written for every entry and never read. MySQL keeps it, since there it cannot be
// dropped by a statement that can be repeated.
import type { Migration } from './migration.ts'

export const auditActors: Migration = {
  name: '0022-audit-actors',
  steps: [
    {
      name: 'no index by actor',
      statements: ({ dialect }) =>
        dialect === 'mysql' ? [] : ['DROP INDEX IF EXISTS pallas_audit_entries_of_actor'],
    },
  ],
}
