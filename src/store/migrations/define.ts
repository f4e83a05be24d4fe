// Tables are described once, for all dialects.
import type { Dialect } from '../engine.ts'

/** CockroachDB, which uses the protocol of PostgreSQL, compares bytes without a collation. */
export type DialectOptions = { readonly dialect: Dialect; readonly collates: boolean }

/**
 * `key`: at most 64 characters, compared by bytes. `text`, `json`: of any length, not compared.
 * `time`: milliseconds since 1970. A question mark allows null.
 */
export type ColumnType = 'key' | 'text' | 'json' | 'time' | 'number'

export type Table = {
  readonly name: string
  readonly columns: Readonly<Record<string, ColumnType | `${ColumnType}?`>>
  readonly primaryKey: readonly string[]
  /** Whether rows are stored in the order of the primary key, where a dialect has the choice. */
  readonly byKey?: boolean
  readonly unique?: Readonly<Record<string, readonly string[]>>
  readonly indexes?: Readonly<Record<string, readonly string[]>>
  /**
   * Columns with the tables whose `id` they refer to; rows are deleted with the rows they refer to.
   */
  readonly belongsTo?: Readonly<Record<string, string>>
}

const types: Readonly<Record<Dialect, Readonly<Record<ColumnType, string>>>> = {
  sqlite: { key: 'TEXT', text: 'TEXT', json: 'TEXT', time: 'INTEGER', number: 'INTEGER' },
  postgres: { key: 'VARCHAR(64)', text: 'TEXT', json: 'TEXT', time: 'BIGINT', number: 'BIGINT' },
  mysql: {
    key: 'VARCHAR(64)',
    text: 'LONGTEXT',
    json: 'LONGTEXT',
    time: 'BIGINT',
    number: 'BIGINT',
  },
}

/** The statements that create the table and its indexes, unless they exist. */
export function createTable(
  table: Table,
  { dialect, collates }: DialectOptions,
): readonly string[] {
  const columns = Object.entries(table.columns).map(([name, type]) => {
    const plain = (type.endsWith('?') ? type.slice(0, -1) : type) as ColumnType
    const collation = dialect === 'postgres' && collates && plain === 'key' ? ' COLLATE "C"' : ''
    return `${name} ${types[dialect][plain]}${collation}${type.endsWith('?') ? '' : ' NOT NULL'}`
  })
  const unique = Object.entries(table.unique ?? {}).map(
    ([name, on]) => `CONSTRAINT ${table.name}_${name} UNIQUE (${on.join(', ')})`,
  )
  const parents = Object.entries(table.belongsTo ?? {}).map(
    ([column, parent]) =>
      `CONSTRAINT ${table.name}_${column} FOREIGN KEY (${column}) ` +
      `REFERENCES ${parent} (id) ON DELETE CASCADE`,
  )
  const indexes = Object.entries(table.indexes ?? {}).map(([name, on]) => ({
    name: `${table.name}_${name}`,
    on: `(${on.join(', ')})`,
  }))
  // NOTE MySQL has no CREATE INDEX IF NOT EXISTS, so indexes are created with the table
  const inside = dialect === 'mysql' ? indexes.map(({ name, on }) => `INDEX ${name} ${on}`) : []
  const after =
    dialect === 'mysql'
      ? []
      : indexes.map(({ name, on }) => `CREATE INDEX IF NOT EXISTS ${name} ON ${table.name} ${on}`)
  const parts = [
    ...columns,
    `PRIMARY KEY (${table.primaryKey.join(', ')})`,
    ...unique,
    ...inside,
    ...parents,
  ]
  const rowOrder = dialect === 'sqlite' && table.byKey === true ? ' WITHOUT ROWID' : ''
  const options =
    dialect === 'mysql'
      ? ' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ROW_FORMAT=DYNAMIC'
      : rowOrder
  return [`CREATE TABLE IF NOT EXISTS ${table.name} (${parts.join(', ')})${options}`, ...after]
}
