// Rows of tables of the reference, as its databases take them.
import type { Dialect } from '#store/engine.ts'
import type { Destination } from '#store/destination.ts'

/** Times are texts in UTC without a zone, JSON is text. */
export type Cell = string | number | boolean | null
export type Row<Column extends string = string> = Readonly<Record<Column, Cell>>

const times = ['created_at', 'updated_at'] as const

/** The columns that are written, in the order in which the tables need each other. */
export const columns = {
  identities: [
    'id',
    'nid',
    'schema_id',
    'traits',
    'state',
    'state_changed_at',
    'metadata_public',
    'metadata_admin',
    'available_aal',
    'organization_id',
    'external_id',
    ...times,
  ],
  identity_credentials: [
    'id',
    'nid',
    'identity_id',
    'identity_credential_type_id',
    'config',
    'version',
    ...times,
  ],
  identity_credential_identifiers: [
    'id',
    'nid',
    'identity_id',
    'identity_credential_id',
    'identity_credential_type_id',
    'identifier',
    ...times,
  ],
  identity_verifiable_addresses: [
    'id',
    'nid',
    'identity_id',
    'via',
    'value',
    'verified',
    'status',
    'verified_at',
    ...times,
  ],
  identity_recovery_addresses: ['id', 'nid', 'identity_id', 'via', 'value', ...times],
  sessions: [
    'id',
    'nid',
    'identity_id',
    'active',
    'aal',
    'authentication_methods',
    'token',
    'logout_token',
    'issued_at',
    'expires_at',
    'authenticated_at',
    ...times,
  ],
  session_devices: [
    'id',
    'nid',
    'identity_id',
    'session_id',
    'ip_address',
    'user_agent',
    'location',
    ...times,
  ],
} as const
export type Table = keyof typeof columns
export const tableNames = Object.keys(columns) as Table[]

/** Rows of several tables; each has all the columns of its table. */
export type Rows = {
  readonly [Name in Table]?: readonly Row<(typeof columns)[Name][number]>[]
}

/** Writes rows of several tables, in the order in which they need each other. */
export async function writeRows(destination: Destination, rows: Rows): Promise<void> {
  for (const table of tableNames) {
    const names: readonly string[] = columns[table]
    const found: readonly Row[] = rows[table] ?? []
    await destination.insert(
      table,
      names,
      found.map((row) => names.map((name) => cellOf(name, row[name] ?? null, destination.dialect))),
    )
  }
}

function cellOf(column: string, value: Cell, dialect: Dialect): Cell {
  if (typeof value === 'boolean') return dialect === 'postgres' ? value : value ? 1 : 0
  if (typeof value !== 'string' || !column.endsWith('_at')) return value
  switch (dialect) {
    case 'sqlite':
      return `${value}+00:00`
    case 'postgres':
      return value
    case 'mysql':
      // NOTE its columns have whole seconds, and would round
      return value.slice(0, 'YYYY-MM-DD hh:mm:ss'.length)
  }
}
