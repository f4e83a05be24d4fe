// One table instead of three for values that must be unique. It needs no index by identity: the
// values of an account tell its rows.
import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const table: Table = {
  name: 'pallas_lookups',
  columns: { value_digest: 'key', kind: 'key', identity_id: 'key' },
  primaryKey: ['value_digest', 'kind'],
  byKey: true,
}

const sources = [
  {
    from: 'pallas_credential_identifiers',
    digest: 'identifier_digest',
    kind: "CONCAT('c:', type)",
  },
  { from: 'pallas_verifiable_addresses', digest: 'value_digest', kind: "CONCAT('v:', via)" },
  { from: 'pallas_recovery_addresses', digest: 'value_digest', kind: "CONCAT('r:', via)" },
]

export const lookups: Migration = {
  name: '0006-lookups',
  steps: [
    { name: table.name, statements: (spelling) => createTable(table, spelling) },
    {
      name: 'what was in three tables',
      statements: () =>
        sources.map(
          ({ from, digest, kind }) =>
            'INSERT INTO pallas_lookups (value_digest, kind, identity_id) ' +
            `SELECT ${digest}, ${kind}, identity_id FROM ${from}`,
        ),
    },
    {
      name: 'three tables less',
      statements: () => sources.map(({ from }) => `DROP TABLE IF EXISTS ${from}`),
    },
  ],
}
