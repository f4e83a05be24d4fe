// The accounts that people have made for themselves, and of which no address was proved yet.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const table: Table = {
  name: 'pallas_unproved',
  columns: { identity_id: 'key', since: 'time' },
  primaryKey: ['identity_id'],
  byKey: true,
  belongsTo: { identity_id: 'pallas_identities' },
}

export const unproved: Migration = {
  name: '0012-unproved',
  steps: [{ name: table.name, statements: (spelling) => createTable(table, spelling) }],
}
