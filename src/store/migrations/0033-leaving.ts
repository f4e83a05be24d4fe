// Accounts that are to be deleted, what is left of those that were, and identifiers that are not free yet.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const tables: readonly Table[] = [
  {
    name: 'pallas_deletions',
    columns: {
      identity_id: 'key',
      id: 'key',
      requested_by: 'key',
      requested_at: 'time',
      due_at: 'time',
      remind_at: 'time?',
    },
    primaryKey: ['identity_id'],
    byKey: true,
    indexes: { due: ['due_at'], remind: ['remind_at'] },
    belongsTo: { identity_id: 'pallas_identities' },
  },
  {
    name: 'pallas_tombstones',
    columns: { identity_id: 'key', erased_at: 'time', erased_by: 'key', swept_at: 'time?' },
    primaryKey: ['identity_id'],
    byKey: true,
    indexes: { unswept: ['swept_at', 'erased_at'] },
  },
  {
    name: 'pallas_reserved',
    columns: { value_digest: 'key', free_at: 'time' },
    primaryKey: ['value_digest'],
    byKey: true,
    indexes: { free: ['free_at'] },
  },
]

export const leaving: Migration = {
  name: '0033-leaving',
  steps: tables.map((table) => ({
    name: table.name,
    statements: (spelling) => createTable(table, spelling),
  })),
}
