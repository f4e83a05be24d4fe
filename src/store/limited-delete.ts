import { sql } from 'kysely'
import type { RawBuilder, SelectQueryBuilder } from 'kysely'
import type { Tables } from './tables/tables.ts'

/**
 * A number as a part of the statement, since MySQL has no parameters in LIMIT. Throws RangeError
 * when it is not an integer.
 */
export function numberLiteral(count: number): RawBuilder<number> {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`Not a count: ${count}`)
  return sql.lit(count)
}

/**
 * The keys of up to `limit` rows that are to be deleted. It is a nested query, since MySQL cannot
 * delete from a table that it selects from.
 */
export function keysToDelete<Table extends keyof Tables, Key extends string>(
  rows: SelectQueryBuilder<Tables, Table, { readonly [key in Key]: string }>,
  key: Key,
  limit: number,
): RawBuilder<string> {
  return sql<string>`(select ${sql.ref(key)} from (${rows.limit(numberLiteral(limit))}) as rows_to_delete)`
}
