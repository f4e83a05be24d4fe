// The second factors that an administrator wants to remove, until their owner had time to object.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const table: Table = {
  name: 'pallas_factor_resets',
  columns: { identity_id: 'key', id: 'key', requested_at: 'time', due_at: 'time' },
  primaryKey: ['identity_id'],
  byKey: true,
  indexes: { due: ['due_at'] },
  belongsTo: { identity_id: 'pallas_identities' },
}

export const factorResets: Migration = {
  name: '0016-factor-resets',
  steps: [{ name: table.name, statements: (spelling) => createTable(table, spelling) }],
}
