// Of each account the flow in which the latest change of an address waits for its proof.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const table: Table = {
  name: 'pallas_address_changes',
  columns: { identity_id: 'key', flow_id: 'key' },
  primaryKey: ['identity_id'],
  byKey: true,
  belongsTo: { identity_id: 'pallas_identities' },
}

export const addressChanges: Migration = {
  name: '0013-address-changes',
  steps: [{ name: table.name, statements: (spelling) => createTable(table, spelling) }],
}
