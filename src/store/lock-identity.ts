import type { Database } from './database.ts'
import { toKey } from './text.ts'

/**
 * Locks an identity until the transaction ends, so that nobody else changes or deletes it. Answers
 * its version; undefined when it does not exist. SQLite has only one writer anyway.
 */
export async function lockIdentity(
  { db, dialect }: Pick<Database, 'db' | 'dialect'>,
  id: string,
): Promise<number | undefined> {
  const query = db.selectFrom('pallas_identities').select('version').where('id', '=', toKey(id))
  const row = await (dialect === 'sqlite' ? query : query.forUpdate()).executeTakeFirst()
  return row?.version
}
