// Who may use the administration: tokens of its API, and people with a role.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const tokens: Table = {
  name: 'pallas_api_tokens',
  columns: {
    id: 'key',
    name: 'text',
    hash: 'key',
    role: 'key',
    created_at: 'time',
    expires_at: 'time?',
    last_used_at: 'time?',
    created_by: 'text',
  },
  primaryKey: ['id'],
  unique: { secret: ['hash'] },
}

const people: Table = {
  name: 'pallas_operators',
  columns: { identity_id: 'key', role: 'key', created_at: 'time', created_by: 'text' },
  primaryKey: ['identity_id'],
  byKey: true,
  belongsTo: { identity_id: 'pallas_identities' },
}

export const operators: Migration = {
  name: '0017-operators',
  steps: [tokens, people].map((table) => ({
    name: table.name,
    statements: (spelling) => createTable(table, spelling),
  })),
}
