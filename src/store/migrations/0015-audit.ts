// The audit trail, in streams of which each is chained; each has a head, which the first entry of
// all makes.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const entries: Table = {
  name: 'pallas_audit_entries',
  columns: {
    id: 'key',
    stream: 'number',
    position: 'number',
    at: 'time',
    action: 'key',
    actor_kind: 'key',
    actor_id: 'key?',
    actor_name: 'text?',
    actor_right: 'key',
    target_kind: 'key',
    target_id: 'key?',
    client_address: 'text?',
    request_id: 'key?',
    fields: 'text',
    affected: 'number?',
    key_id: 'key',
    mac: 'key',
  },
  primaryKey: ['id'],
  byKey: true,
  unique: { by_position: ['stream', 'position'] },
  indexes: {
    of_actor: ['actor_id', 'id'],
    of_target: ['target_id', 'id'],
  },
}

const heads: Table = {
  name: 'pallas_audit_heads',
  columns: {
    stream: 'number',
    position: 'number',
    mac: 'key',
    anchor_position: 'number',
    anchor_mac: 'key',
    key_id: 'key',
    seal: 'key',
  },
  primaryKey: ['stream'],
}

export const audit: Migration = {
  name: '0015-audit',
  steps: [entries, heads].map((table) => ({
    name: table.name,
    statements: (spelling) => createTable(table, spelling),
  })),
}
