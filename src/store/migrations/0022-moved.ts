// What was brought from a database of another system, so that it is brought once, and again when it
// has changed there.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const table: Table = {
  name: 'pallas_moved',
  columns: { source: 'key', kind: 'key', id: 'key', digest: 'key', version: 'number' },
  primaryKey: ['source', 'kind', 'id'],
  byKey: true,
}

export const moved: Migration = {
  name: '0022-moved',
  steps: [{ name: table.name, statements: (spelling) => createTable(table, spelling) }],
}
