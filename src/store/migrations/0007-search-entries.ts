// The entry of an identity has its terms, and the table of terms is sorted as it is read. The
// server makes existing terms again while it runs.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const entries: Table = {
  name: 'pallas_search_entries',
  columns: {
    identity_id: 'key',
    state: 'key',
    schema_id: 'key',
    mark: 'key',
    created_at: 'time',
    updated_at: 'time',
    last_sign_in_at: 'time',
    version: 'number',
    terms: 'text',
  },
  primaryKey: ['identity_id'],
  byKey: true,
  indexes: {
    by_creation: ['created_at', 'identity_id'],
    by_update: ['updated_at', 'identity_id'],
    by_sign_in: ['last_sign_in_at', 'identity_id'],
    of_state: ['state', 'identity_id'],
    of_schema: ['schema_id', 'mark', 'identity_id'],
  },
}

const terms: Table = {
  name: 'pallas_search_terms',
  columns: { term: 'key', field: 'key', created_at: 'time', identity_id: 'key' },
  primaryKey: ['term', 'field', 'created_at', 'identity_id'],
  byKey: true,
}

const copied = [
  'identity_id',
  'state',
  'schema_id',
  'created_at',
  'updated_at',
  'last_sign_in_at',
  'version',
].join(', ')

export const searchEntries: Migration = {
  name: '0007-search-entries',
  steps: [
    { name: entries.name, statements: (spelling) => createTable(entries, spelling) },
    {
      name: 'entries that are there',
      statements: () => [
        `INSERT INTO pallas_search_entries (${copied}, mark, terms) ` +
          `SELECT ${copied}, '', '' FROM pallas_search_identities`,
      ],
    },
    { name: 'terms by identity', statements: () => ['DROP TABLE IF EXISTS pallas_search_terms'] },
    { name: terms.name, statements: (spelling) => createTable(terms, spelling) },
    {
      name: 'entries without terms',
      statements: () => ['DROP TABLE IF EXISTS pallas_search_identities'],
    },
  ],
}
