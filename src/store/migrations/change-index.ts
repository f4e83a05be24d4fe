// An index of a table that has rows. PostgreSQL would keep everybody from writing while it is built, so
// there it is built beside them, outside of a transaction; what an interruption has left is built anew.
// CockroachDB builds no index in another way.
import type { DialectOptions } from './define.ts'

/** `on`: the table with the columns, and what else belongs to the definition. */
export function buildIndex(index: string, on: string, options: DialectOptions): readonly string[] {
  const how = besides(options)
  return [...dropIndex(index, options), `CREATE INDEX ${how}${index} ON ${on}`]
}

export const dropIndex = (index: string, options: DialectOptions): readonly string[] => [
  `DROP INDEX ${besides(options)}IF EXISTS ${index}`,
]

const besides = ({ dialect, collates }: DialectOptions): string =>
  dialect === 'postgres' && collates ? 'CONCURRENTLY ' : ''

/** Whether a statement runs outside of a transaction, and waits for others without being in their way. */
export const runsAlone = (sql: string): boolean => / INDEX CONCURRENTLY /.test(sql)
