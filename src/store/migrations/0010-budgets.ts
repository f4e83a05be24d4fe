// Budgets against guessing, and the devices that are known for an account.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const table: Table = {
  name: 'pallas_budgets',
  columns: {
    key_digest: 'key',
    kind: 'key',
    identity_id: 'key?',
    tries: 'number',
    refill_ms: 'number',
    full_at: 'time',
    wait_ms: 'number',
    expires_at: 'time',
  },
  primaryKey: ['key_digest'],
  byKey: true,
  indexes: { of_identity: ['identity_id'], by_expiry: ['expires_at'] },
}

export const budgets: Migration = {
  name: '0010-budgets',
  steps: [{ name: table.name, statements: (spelling) => createTable(table, spelling) }],
}
