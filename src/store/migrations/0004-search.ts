// The tables for searching. Existing identities get their rows here; their terms depend on their
// schemas, so the server adds them while it runs.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration, Step } from './migration.ts'

const identities: Table = {
  name: 'pallas_search_identities',
  columns: {
    identity_id: 'key',
    state: 'key',
    schema_id: 'key',
    mark: 'key',
    created_at: 'time',
    updated_at: 'time',
    last_sign_in_at: 'time',
    version: 'number',
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
  belongsTo: { identity_id: 'pallas_identities' },
}

const terms: Table = {
  name: 'pallas_search_terms',
  columns: { identity_id: 'key', term: 'key', field: 'key', created_at: 'time' },
  primaryKey: ['identity_id', 'term', 'field'],
  byKey: true,
  indexes: { by_term: ['term', 'field', 'created_at', 'identity_id'] },
  belongsTo: { identity_id: 'pallas_identities' },
}

const fill =
  'INSERT INTO pallas_search_identities ' +
  '(identity_id, state, schema_id, mark, created_at, updated_at, last_sign_in_at, version)\n' +
  'SELECT i.id, i.state, ' +
  "CASE WHEN LENGTH(i.schema_id) <= 64 THEN i.schema_id ELSE '' END, '', " +
  'i.created_at, i.updated_at,\n' +
  'COALESCE((SELECT MAX(s.authenticated_at) FROM pallas_sessions s ' +
  'WHERE s.identity_id = i.id), 0), i.version\n' +
  'FROM pallas_identities i WHERE NOT EXISTS ' +
  '(SELECT 1 FROM pallas_search_identities f WHERE f.identity_id = i.id)'

const made = [identities, terms].map((table): Step => ({
  name: table.name,
  statements: (spelling) => createTable(table, spelling),
}))

export const search: Migration = {
  name: '0004-search',
  steps: [...made, { name: 'identities that are there', statements: () => [fill] }],
}
