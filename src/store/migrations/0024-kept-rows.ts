// What the other system needs of the people and sessions that were brought from it, so that a way
// back writes the same rows; it goes with whom and what it belongs to.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const tables: readonly Table[] = [
  {
    name: 'pallas_kept_people',
    columns: { id: 'key', details: 'text' },
    primaryKey: ['id'],
    byKey: true,
    belongsTo: { id: 'pallas_identities' },
  },
  {
    name: 'pallas_kept_sessions',
    columns: { id: 'key', details: 'text' },
    primaryKey: ['id'],
    byKey: true,
    belongsTo: { id: 'pallas_sessions' },
  },
]

export const keptRows: Migration = {
  name: '0024-kept-rows',
  steps: tables.map((table) => ({
    name: table.name,
    statements: (spelling) => createTable(table, spelling),
  })),
}
