// The browsers on which people need not give their second factor again.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const table: Table = {
  name: 'pallas_remembered',
  columns: {
    id: 'key',
    identity_id: 'key',
    secret_hash: 'key',
    facts: 'json',
    created_at: 'time',
    expires_at: 'time',
  },
  primaryKey: ['id'],
  unique: { secret: ['identity_id', 'secret_hash'] },
  indexes: { expiry: ['expires_at'] },
  belongsTo: { identity_id: 'pallas_identities' },
}

export const remembered: Migration = {
  name: '0014-remembered',
  steps: [{ name: table.name, statements: (spelling) => createTable(table, spelling) }],
}
