import type { Database } from './database.ts'
import { toKey } from './text.ts'

/**
 * Locks an identity until the transaction ends, so that nobody else changes or deletes it. Answers
 * its version; undefined when it does not exist. SQLite has only one writer anyway.
 */
export const lockIdentity = async (
  database: Pick<Database, 'db' | 'dialect'>,
  id: string,
): Promise<number | undefined> => (await lockIdentities(database, [id])).get(id)

/** As `lockIdentity`, for many: the versions of those that exist, by their ids. */
export async function lockIdentities(
  { db, dialect }: Pick<Database, 'db' | 'dialect'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const byKey = new Map(ids.map((id) => [toKey(id), id]))
  const those = db
    .selectFrom('pallas_identities')
    .select(['id', 'version'])
    .where('id', 'in', [...byKey.keys()])
  // NOTE in one order, so that nobody waits for somebody who waits for them
  const rows = await (dialect === 'sqlite' ? those : those.orderBy('id').forUpdate()).execute()
  return new Map(rows.map(({ id, version }) => [byKey.get(id) ?? id, version]))
}
