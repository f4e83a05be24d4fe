// Leave to open a session of somebody else, once, within a minute.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const table: Table = {
  name: 'pallas_impersonations',
  columns: { code_hash: 'key', identity_id: 'key', opened_by: 'json', expires_at: 'time' },
  primaryKey: ['code_hash'],
  byKey: true,
  indexes: { expiry: ['expires_at'] },
  belongsTo: { identity_id: 'pallas_identities' },
}

export const impersonations: Migration = {
  name: '0020-impersonations',
  steps: [{ name: table.name, statements: (spelling) => createTable(table, spelling) }],
}
