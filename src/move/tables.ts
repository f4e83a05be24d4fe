// Which tables and columns there are tells how a database is read; its version does not matter.
import { Refusal } from '#errors/refusal.ts'
import type { Source } from '#store/source.ts'
import type { TextRow } from './values.ts'

/** Which rows: SQL with `?`, and what stands for them. */
export type Where = readonly [sql: string, ...parameters: string[]]

export type Tables = {
  has(table: string, column?: string): boolean
  /**
   * The rows of a table, of the one network. `columns`: as texts, null where the table has none of
   * that name; `or`: other names of one. `joins` may name other tables. The table is `t`.
   */
  read(query: {
    readonly table: string
    readonly columns: readonly string[]
    readonly joins?: string
    readonly where: Where
    readonly order?: string
    readonly limit?: number
  }): Promise<readonly TextRow[]>
  /** The ids of those rows, in their order. */
  ids(table: string, where: Where, limit?: number): Promise<readonly string[]>
  /** A column as text, in SQL. */
  text(column: string): string
  /** How many rows there are. */
  count(table: string, where: Where): Promise<number>
  /** The same for each text of a column. */
  countBy(
    table: string,
    by: string,
    where: Where,
    joins: string,
  ): Promise<ReadonlyMap<string, number>>
  /** The network; undefined in the time before there were any. */
  readonly network: string | undefined
}

/** Older names of columns. */
const olderNames: Readonly<Record<string, string>> = { schema_id: 'traits_schema_id' }

const casts = {
  sqlite: (column: string) => `CAST(${column} AS TEXT)`,
  postgres: (column: string) => `${column}::text`,
  mysql: (column: string) => `CAST(${column} AS CHAR)`,
} as const

/**
 * `wanted`: the id of a network, where there are several. Throws `Refusal('misconfigured')` for a
 * database that is none of the reference, and for several networks of which none is chosen.
 */
export async function openTables(source: Source, wanted: string | undefined): Promise<Tables> {
  const columns = await source.columns()
  const has = (table: string, column?: string) =>
    column === undefined ? columns.has(table) : columns.get(table)?.has(column) === true
  if (!has('identities', 'traits') || !has('identity_credentials', 'config'))
    throw new Refusal('misconfigured', {
      reason: 'The database to be read has no identities: it is none of Ory Kratos.',
    })
  const cast = casts[source.dialect]
  const network = has('networks') ? await networkOf(source, wanted) : undefined

  const select = (table: string, name: string) => {
    const found = [name, olderNames[name]].find((one) => one !== undefined && has(table, one))
    return found === undefined ? `NULL AS ${name}` : `${cast(`t.${found}`)} AS ${name}`
  }
  // NOTE all rows are of one network, but SQLite would rather use an index of that than one of ids
  const unindexed = source.dialect === 'sqlite' ? '+' : ''
  const inNetwork = (table: string, [sql, ...parameters]: Where): Where =>
    network === undefined || !has(table, 'nid')
      ? [sql, ...parameters]
      : [`(${sql}) AND ${unindexed}t.nid = ?`, ...parameters, network]

  const read: Tables['read'] = async ({
    table,
    columns: names,
    joins = '',
    where,
    order,
    limit,
  }) => {
    const list = names.map((name) => select(table, name))
    const [condition, ...parameters] = inNetwork(table, where)
    return (await source.read(
      `SELECT ${list.join(', ')} FROM ${table} t ${joins} WHERE ${condition}` +
        (order === undefined ? '' : ` ORDER BY ${order}`) +
        (limit === undefined ? '' : ` LIMIT ${limit}`),
      parameters,
    )) as readonly TextRow[]
  }

  return {
    has,
    network,
    text: cast,
    read,
    async ids(table, where, limit) {
      const page = limit === undefined ? {} : { limit }
      const rows = await read({ table, columns: ['id'], where, order: 't.id', ...page })
      return rows.map(({ id }) => id ?? '')
    },
    async count(table, where) {
      const [condition, ...parameters] = inNetwork(table, where)
      const [row] = await source.read(
        `SELECT count(*) AS amount FROM ${table} t WHERE ${condition}`,
        parameters,
      )
      return Number(row?.['amount'])
    },
    async countBy(table, by, where, joins) {
      const [condition, ...parameters] = inNetwork(table, where)
      const rows = await source.read(
        `SELECT ${by} AS kind, count(*) AS amount FROM ${table} t ${joins} ` +
          `WHERE ${condition} GROUP BY ${by}`,
        parameters,
      )
      return new Map(rows.map(({ kind, amount }) => [String(kind), Number(amount)]))
    },
  }
}

async function networkOf(source: Source, wanted: string | undefined): Promise<string | undefined> {
  const rows = await source.read('SELECT id FROM networks ORDER BY created_at', [])
  const ids = rows.map(({ id }) => String(id))
  if (wanted !== undefined && !ids.includes(wanted))
    throw new Refusal('misconfigured', { reason: `There is no network ${wanted} to be read.` })
  if (wanted === undefined && ids.length > 1)
    throw new Refusal('misconfigured', {
      reason:
        'The database to be read has several networks (tenants): please choose one of them with ' +
        `--network: ${ids.join(', ')}.`,
    })
  return wanted ?? ids[0]
}
