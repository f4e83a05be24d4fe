import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const table: Table = {
  name: 'pallas_codes',
  columns: {
    id: 'key',
    flow_id: 'key',
    hash: 'key',
    address: 'text?',
    via: 'key?',
    identity_id: 'key?',
    issued_at: 'time',
    expires_at: 'time',
  },
  primaryKey: ['id'],
  indexes: { of_flow: ['flow_id'], of_identity: ['identity_id'], by_expiry: ['expires_at'] },
}

export const codes: Migration = {
  name: '0003-codes',
  steps: [{ name: table.name, statements: (spelling) => createTable(table, spelling) }],
}
