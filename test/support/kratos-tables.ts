// Writes databases with tables as the reference has had them: each generation has columns that the one before lacks.
import { DatabaseSync } from 'node:sqlite'
import mysql from 'mysql2/promise'
import pg from 'pg'
import { readDsn } from '#store/dsn/read.ts'

type Cell = string | number | null
/** A row with every column that any generation has. */
export type SourceRow = Readonly<Record<string, Cell>>
export type SourceTables = Readonly<Record<string, readonly SourceRow[]>>

export type Generation = {
  readonly name: string
  readonly tables: Readonly<Record<string, readonly string[]>>
  /** How the first one writes a cell. */
  readonly cell?: (table: string, column: string, value: Cell) => Cell
}

const times = ['created_at', 'updated_at']
const first = {
  identities: ['id', 'traits_schema_id', 'traits', ...times],
  identity_credential_types: ['id', 'name'],
  identity_credentials: ['id', 'config', 'identity_credential_type_id', 'identity_id', ...times],
  identity_credential_identifiers: ['id', 'identifier', 'identity_credential_id', ...times],
  identity_verifiable_addresses: [
    'id',
    'status',
    'via',
    'verified',
    'value',
    'verified_at',
    'identity_id',
    ...times,
  ],
  sessions: ['id', 'issued_at', 'expires_at', 'authenticated_at', 'identity_id', ...times],
  courier_messages: ['id', 'type', 'status', 'body', 'subject', 'recipient', ...times],
}
/** All tables with more columns. */
function grown(
  tables: Generation['tables'],
  more: Generation['tables'],
  everywhere: readonly string[] = [],
): Generation['tables'] {
  const names = [...new Set([...Object.keys(tables), ...Object.keys(more)])]
  return Object.fromEntries(
    names.map((name) => [
      name,
      [
        ...(tables[name] ?? []).map((one) => (one === 'traits_schema_id' ? 'schema_id' : one)),
        ...(more[name] ?? []),
        ...(name === 'networks' || name === 'identity_credential_types' ? [] : everywhere),
      ],
    ]),
  )
}
const second = grown(
  first,
  {
    networks: ['id', ...times],
    identity_recovery_addresses: ['id', 'via', 'value', 'identity_id', ...times],
    sessions: ['token', 'active'],
    courier_messages: ['template_type', 'template_data'],
  },
  ['nid'],
)
const third = grown(second, {
  identities: ['state', 'state_changed_at', 'metadata_public', 'metadata_admin'],
  identity_credentials: ['version'],
  identity_credential_identifiers: ['identity_credential_type_id'],
  sessions: ['logout_token', 'aal', 'authentication_methods'],
})
const fourth = grown(third, {
  identities: ['available_aal', 'organization_id', 'external_id'],
  identity_credential_identifiers: ['identity_id'],
  session_devices: [
    'id',
    'nid',
    'session_id',
    'identity_id',
    'ip_address',
    'user_agent',
    'location',
    ...times,
  ],
  courier_messages: ['send_count', 'channel'],
})

/** Oldest first. */
export const generations: readonly Generation[] = [
  {
    name: 'without networks, tokens of sessions and recovery addresses',
    tables: first,
    cell: (table, column, value) =>
      table === 'identity_credentials' && column === 'config'
        ? String(value).replace(/^\{"providers":(\[.*\])\}$/, '$1')
        : value,
  },
  { name: 'with networks and tokens of sessions', tables: second },
  { name: 'with states, metadata, levels and versions of credentials', tables: third },
  { name: 'with devices and external ids', tables: fourth },
]
export const newest = { name: 'the newest', tables: fourth } satisfies Generation

const types = {
  sqlite: {
    id: 'TEXT',
    json: 'TEXT',
    time: 'DATETIME',
    flag: 'NUMERIC',
    bytes: 'BLOB',
    text: 'TEXT',
    number: 'INTEGER',
  },
  postgres: {
    id: 'UUID',
    json: 'JSONB',
    time: 'TIMESTAMP',
    flag: 'BOOLEAN',
    bytes: 'BYTEA',
    text: 'TEXT',
    number: 'INTEGER',
  },
  mysql: {
    id: 'CHAR(36)',
    json: 'LONGTEXT',
    time: 'DATETIME',
    flag: 'TINYINT(1)',
    bytes: 'BLOB',
    text: 'VARCHAR(255)',
    number: 'INTEGER',
  },
} as const
type Kind = keyof (typeof types)['sqlite']

function kindOf(table: string, column: string): Kind {
  if (table === 'courier_messages' && column === 'status') return 'number'
  if (/^(id|nid)$|_id$/.test(column) && !/schema_id|external_id/.test(column)) return 'id'
  if (
    ['config', 'traits', 'metadata_public', 'metadata_admin', 'authentication_methods'].includes(
      column,
    )
  )
    return 'json'
  if (column.endsWith('_at')) return 'time'
  if (column === 'verified' || column === 'active') return 'flag'
  if (column === 'template_data') return 'bytes'
  return ['type', 'version', 'send_count'].includes(column) ? 'number' : 'text'
}

/** Writes a database that is empty yet; tables and columns that the generation lacks are left out. */
export async function writeTables(
  dsn: string,
  { tables, cell = (_table, _column, value) => value }: Generation,
  rows: SourceTables,
): Promise<void> {
  const target = readDsn(dsn)
  const statements = Object.entries(tables).flatMap(([table, columns]) => [
    `CREATE TABLE ${table} (${columns.map((name) => `${name} ${types[target.kind][kindOf(table, name)]}`).join(', ')}, PRIMARY KEY (id))`,
    ...(rows[table] ?? []).map(
      (row) =>
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns
          .map((name) =>
            literal(cell(table, name, valueOf(row, name)), target.kind, kindOf(table, name)),
          )
          .join(', ')})`,
    ),
  ])
  await runAll(dsn, statements)
}

const valueOf = (row: SourceRow, column: string): Cell =>
  row[column === 'traits_schema_id' ? 'schema_id' : column] ?? null

function literal(value: Cell, database: keyof typeof types, kind: Kind): string {
  if (value === null) return 'NULL'
  if (kind === 'flag' && database === 'postgres') return value === 1 ? 'true' : 'false'
  if (typeof value === 'number') return String(value)
  const text = kind === 'time' && database !== 'sqlite' ? value.replace(/\+00:00$/, '') : value
  const quoted = text.replaceAll("'", "''")
  return database === 'mysql' ? `'${quoted.replaceAll('\\', '\\\\')}'` : `'${quoted}'`
}

/** Runs statements on a database of any kind. */
export async function runAll(dsn: string, statements: readonly string[]): Promise<void> {
  const target = readDsn(dsn)
  if (target.kind === 'sqlite') {
    const database = new DatabaseSync(target.path ?? '')
    for (const sql of statements) database.exec(sql)
    return database.close()
  }
  const { places, user, password, database } = target.server
  const [{ host, port }] = places
  if (target.kind === 'postgres') {
    const client = new pg.Client({ host, port, user, password, database })
    await client.connect()
    for (const sql of statements) await client.query(sql)
    return client.end()
  }
  const connection = await mysql.createConnection({ host, port, user, password, database })
  for (const sql of statements) await connection.query(sql)
  return connection.end()
}
