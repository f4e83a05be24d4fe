// Work on many people, which goes on in the background.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const table: Table = {
  name: 'pallas_jobs',
  columns: {
    id: 'key',
    kind: 'key',
    state: 'key',
    selection: 'json',
    requested_by: 'json',
    created_at: 'time',
    started_at: 'time?',
    ended_at: 'time?',
    total: 'number?',
    done: 'number',
    failed: 'number',
    failures: 'json',
    reason: 'text?',
    after_id: 'key',
    lease: 'key?',
    due_at: 'time?',
  },
  primaryKey: ['id'],
  indexes: { due: ['due_at'], ended: ['ended_at'] },
}

export const jobs: Migration = {
  name: '0019-jobs',
  steps: [{ name: table.name, statements: (spelling) => createTable(table, spelling) }],
}
