import { createTable } from './define.ts'
import type { Table } from './define.ts'
import type { Migration } from './migration.ts'

const addresses = (name: string): Table => ({
  name,
  columns: { value_digest: 'key', via: 'key', identity_id: 'key' },
  primaryKey: ['value_digest', 'via'],
  indexes: { of_identity: ['identity_id'] },
  belongsTo: { identity_id: 'pallas_identities' },
})

const tables: readonly Table[] = [
  {
    name: 'pallas_identities',
    columns: {
      id: 'key',
      schema_id: 'text',
      traits: 'json',
      state: 'key',
      state_changed_at: 'time',
      external_id: 'text?',
      external_id_digest: 'key?',
      organization_id: 'text?',
      organization_id_digest: 'key?',
      metadata_public: 'json',
      metadata_admin: 'json',
      verifiable_addresses: 'json',
      recovery_addresses: 'json',
      created_at: 'time',
      updated_at: 'time',
      version: 'number',
    },
    primaryKey: ['id'],
    unique: { external_id: ['external_id_digest'] },
    indexes: { of_organization: ['organization_id_digest', 'id'] },
  },
  {
    name: 'pallas_credentials',
    columns: {
      identity_id: 'key',
      type: 'key',
      position: 'number',
      identifiers: 'json',
      config: 'json',
      version: 'number',
      created_at: 'time',
      updated_at: 'time',
    },
    primaryKey: ['identity_id', 'type'],
    belongsTo: { identity_id: 'pallas_identities' },
  },
  {
    name: 'pallas_credential_identifiers',
    columns: { identifier_digest: 'key', type: 'key', identifier: 'text', identity_id: 'key' },
    primaryKey: ['identifier_digest', 'type'],
    indexes: { of_identity: ['identity_id'] },
    belongsTo: { identity_id: 'pallas_identities' },
  },
  addresses('pallas_verifiable_addresses'),
  addresses('pallas_recovery_addresses'),
  {
    name: 'pallas_sessions',
    columns: {
      id: 'key',
      token_hash: 'key',
      identity_id: 'key',
      active: 'number',
      issued_at: 'time',
      expires_at: 'time',
      authenticated_at: 'time',
      aal: 'key',
      methods: 'json',
      devices: 'json',
    },
    primaryKey: ['id'],
    unique: { token: ['token_hash'] },
    indexes: {
      of_identity: ['identity_id', 'issued_at', 'id'],
      by_issue: ['issued_at', 'id'],
      by_expiry: ['expires_at'],
    },
    belongsTo: { identity_id: 'pallas_identities' },
  },
  {
    name: 'pallas_flows',
    columns: {
      id: 'key',
      kind: 'key',
      identity_id: 'key?',
      expires_at: 'time',
      version: 'number',
      data: 'json',
    },
    primaryKey: ['id'],
    indexes: { of_identity: ['identity_id'], by_expiry: ['expires_at'] },
  },
  {
    name: 'pallas_errors',
    columns: {
      id: 'key',
      error: 'json',
      csrf_hash: 'text?',
      created_at: 'time',
      updated_at: 'time',
    },
    primaryKey: ['id'],
    indexes: { by_creation: ['created_at'] },
  },
  {
    name: 'pallas_attempts',
    columns: { subject_digest: 'key', failures: 'number', last_at: 'time' },
    primaryKey: ['subject_digest'],
    indexes: { by_last: ['last_at'] },
  },
]

export const first: Migration = {
  name: '0001-first',
  steps: tables.map((table) => ({
    name: table.name,
    statements: (spelling) => createTable(table, spelling),
  })),
}
