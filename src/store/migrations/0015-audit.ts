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
  indexes: {
    // NOTE what is done to one target is in one stream. An index by target, whose entries would come
    // in no order, costs more to write than all else of the trail.
    of_stream: ['stream', 'position', 'target_id'],
    of_actor: ['actor_id', 'id'],
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
