// On SQLite: where the entries of the audit trail about somebody stand, in segments of a stream that are
// written when they are complete. An index, of which every entry changes another page, costs more to write
// than all else of an entry.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const tables: readonly Table[] = [
  {
    name: 'pallas_audit_segments',
    columns: { stream: 'number', segment: 'number' },
    primaryKey: ['stream', 'segment'],
    byKey: true,
  },
  {
    name: 'pallas_audit_targets',
    columns: { stream: 'number', segment: 'number', target_id: 'key', position: 'number' },
    primaryKey: ['stream', 'segment', 'target_id', 'position'],
    byKey: true,
  },
]

export const auditTargets: Migration = {
  name: '0028-audit-targets',
  steps: tables.map((table) => ({
    name: table.name,
    statements: (spelling) => (spelling.dialect === 'sqlite' ? createTable(table, spelling) : []),
  })),
}
