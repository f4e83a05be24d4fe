// Deletes many rows by their keys, in few statements.
import type { Kysely } from 'kysely'
import type { Tables } from './tables/tables.ts'

/** How many rows one statement deletes. */
const rowsAtOnce = 50

/**
 * Deletes the rows that have these values in these columns, which are those of a key. NOTE every dialect
 * looks up each of these conditions by the key, which is not so for a list of tuples
 */
export async function deleteRows(
  db: Kysely<Tables>,
  table: 'pallas_lookups' | 'pallas_search_terms',
  rows: readonly Readonly<Record<string, string | number>>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await db
      .deleteFrom(table)
      .where(({ or, and }) => or(rows.slice(from, from + rowsAtOnce).map((row) => and(row))))
      .execute()
}
