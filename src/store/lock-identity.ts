import type { Database } from './database.ts'
import { toKey } from './text.ts'

/**
 * Keeps an identity from being changed or deleted by anybody else until the transaction ends.
 * Answers its version; undefined when there is none. SQLite lets nobody else write meanwhile
 * anyway.
 */
export async function lockIdentity(
  { db, dialect }: Pick<Database, 'db' | 'dialect'>,
  id: string,
): Promise<number | undefined> {
  const query = db.selectFrom('pallas_identities').select('version').where('id', '=', toKey(id))
  const row = await (dialect === 'sqlite' ? query : query.forUpdate()).executeTakeFirst()
  return row?.version
}
