// Files with the personal data of somebody who has asked for it, until they are fetched.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const tables: readonly Table[] = [
  {
    name: 'pallas_exports',
    columns: {
      id: 'key',
      identity_id: 'key',
      state: 'key',
      with_credentials: 'number',
      requested_at: 'time',
      requests: 'number',
      counted_from: 'time',
      expires_at: 'time',
      due_at: 'time?',
      lease: 'key?',
      link_hash: 'key?',
    },
    primaryKey: ['id'],
    unique: { identity: ['identity_id'] },
    indexes: { due: ['due_at'], expires: ['expires_at'] },
    belongsTo: { identity_id: 'pallas_identities' },
  },
  {
    name: 'pallas_export_pieces',
    columns: { id: 'key', export_id: 'key', content: 'text' },
    primaryKey: ['id'],
    indexes: { export: ['export_id'] },
    belongsTo: { export_id: 'pallas_exports' },
  },
]

export const exports: Migration = {
  name: '0032-exports',
  steps: tables.map((table) => ({
    name: table.name,
    statements: (spelling) => createTable(table, spelling),
  })),
}
