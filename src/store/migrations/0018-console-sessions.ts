// Operators who are signed in to the console, and the codes that lead there.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const sessions: Table = {
  name: 'pallas_console_sessions',
  columns: {
    id: 'key',
    token_hash: 'key',
    identity_id: 'key',
    session_id: 'key',
    authenticated_at: 'time',
    created_at: 'time',
    expires_at: 'time',
    seen_at: 'time',
  },
  primaryKey: ['id'],
  unique: { token: ['token_hash'] },
  indexes: { expiry: ['expires_at'] },
  belongsTo: { identity_id: 'pallas_identities' },
}

const codes: Table = {
  name: 'pallas_console_codes',
  columns: {
    code_hash: 'key',
    identity_id: 'key',
    session_id: 'key',
    challenge: 'key',
    authenticated_at: 'time',
    expires_at: 'time',
  },
  primaryKey: ['code_hash'],
  byKey: true,
  indexes: { expiry: ['expires_at'] },
  belongsTo: { identity_id: 'pallas_identities' },
}

export const consoleSessions: Migration = {
  name: '0018-console-sessions',
  steps: [sessions, codes].map((table) => ({
    name: table.name,
    statements: (spelling) => createTable(table, spelling),
  })),
}
