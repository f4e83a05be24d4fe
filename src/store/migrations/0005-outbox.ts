import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const table: Table = {
  name: 'pallas_outbox',
  columns: {
    id: 'key',
    identity_id: 'key',
    position: 'number',
    topic: 'key',
    address: 'text',
    call_data: 'json',
    status: 'key',
    tries: 'number',
    due_at: 'time?',
    lease: 'key?',
    error: 'text?',
    created_at: 'time',
    updated_at: 'time',
  },
  primaryKey: ['id'],
  indexes: {
    by_due: ['due_at'],
    of_lease: ['lease'],
    of_identity: ['identity_id', 'position'],
    by_position: ['position', 'id'],
    of_status: ['status', 'created_at'],
  },
}

export const outbox: Migration = {
  name: '0005-outbox',
  steps: [{ name: table.name, statements: (spelling) => createTable(table, spelling) }],
}
