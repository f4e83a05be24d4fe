import { sql } from 'kysely'
import type { RawBuilder, SelectQueryBuilder } from 'kysely'
import type { Tables } from './tables/tables.ts'

/**
 * A number written into the statement, because MySQL binds none in LIMIT. Throws RangeError when it
 * is no whole number.
 */
export function numberLiteral(count: number): RawBuilder<number> {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`Not a count: ${count}`)
  return sql.lit(count)
}

/**
 * The keys of up to `limit` rows, for a deletion. Wrapped once more, because MySQL deletes from no
 * table that it selects from.
 */
export function keysToDelete<Table extends keyof Tables, Key extends string>(
  rows: SelectQueryBuilder<Tables, Table, { readonly [key in Key]: string }>,
  key: Key,
  limit: number,
): RawBuilder<string> {
  return sql<string>`(select ${sql.ref(key)} from (${rows.limit(numberLiteral(limit))}) as doomed)`
}
