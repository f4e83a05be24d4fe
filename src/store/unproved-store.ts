import type { UnprovedStore } from '#identity/unproved-store.ts'
import type { Database } from './database.ts'
import { toKey } from './text.ts'

export function createUnprovedStore({ db, dialect }: Database): UnprovedStore {
  return {
    async mark(identityId, at) {
      const insert = db
        .insertInto('pallas_unproved')
        .values({ identity_id: toKey(identityId), since: at })
      await (
        dialect === 'mysql'
          ? insert.onDuplicateKeyUpdate({ identity_id: toKey(identityId) })
          : insert.onConflict((conflict) => conflict.column('identity_id').doNothing())
      ).execute()
    },
    isMarked: async (identityId) =>
      (await db
        .selectFrom('pallas_unproved')
        .select('since')
        .where('identity_id', '=', toKey(identityId))
        .executeTakeFirst()) !== undefined,
    async clear(identityId) {
      await db.deleteFrom('pallas_unproved').where('identity_id', '=', toKey(identityId)).execute()
    },
  }
}
