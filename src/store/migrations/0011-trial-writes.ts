// One row that is written now and then, to learn whether the database can be written.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const table: Table = {
  name: 'pallas_trial_writes',
  columns: { name: 'key', written_at: 'time', padding: 'text' },
  primaryKey: ['name'],
}

export const trialWrites: Migration = {
  name: '0011-trial-writes',
  steps: [{ name: table.name, statements: (options) => createTable(table, options) }],
}
