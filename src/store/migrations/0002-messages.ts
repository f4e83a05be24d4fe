import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const tables: readonly Table[] = [
  {
    name: 'pallas_messages',
    columns: {
      id: 'key',
      status: 'key',
      channel: 'key',
      recipient: 'text',
      recipient_digest: 'key',
      template: 'key',
      language: 'text?',
      data: 'json',
      content: 'json?',
      message_id: 'text',
      send_count: 'number',
      refusals: 'number',
      queued_at: 'time',
      due_at: 'time?',
      lease: 'key?',
      dispatches: 'json',
      created_at: 'time',
      updated_at: 'time',
    },
    primaryKey: ['id'],
    indexes: {
      by_due: ['channel', 'due_at'],
      of_lease: ['lease'],
      by_creation: ['created_at', 'id'],
      of_status: ['status', 'created_at', 'id'],
      of_recipient: ['recipient_digest', 'created_at', 'id'],
    },
  },
  {
    name: 'pallas_mailbox',
    columns: {
      id: 'key',
      channel: 'key',
      recipient: 'text',
      recipient_digest: 'key',
      template: 'key',
      content: 'json',
      received_at: 'time',
    },
    primaryKey: ['id'],
    indexes: {
      by_receipt: ['received_at', 'id'],
      of_recipient: ['recipient_digest', 'received_at', 'id'],
    },
  },
]

export const messages: Migration = {
  name: '0002-messages',
  steps: tables.map((table) => ({
    name: table.name,
    statements: (spelling) => createTable(table, spelling),
  })),
}
