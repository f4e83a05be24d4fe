// Counts per hour of what people do, for the charts of the console.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const table: Table = {
  name: 'pallas_activity',
  columns: { starts_at: 'time', kind: 'key', amount: 'number' },
  primaryKey: ['starts_at', 'kind'],
  byKey: true,
}

export const activity: Migration = {
  name: '0021-activity',
  steps: [{ name: table.name, statements: (spelling) => createTable(table, spelling) }],
}
