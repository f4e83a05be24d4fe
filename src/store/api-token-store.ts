import type { ApiToken, ApiTokenStore } from '#operators/api-token-store.ts'
import type { Database } from './database.ts'
import { roleOf } from './operator-store.ts'
import type { ApiTokensTable } from './tables/operators.ts'
import { fromText, toKey, toText } from './text.ts'

export function createApiTokenStore({ db, together }: Database): ApiTokenStore {
  const all = db.selectFrom('pallas_api_tokens').selectAll()
  return {
    async insert({ id, name, role, createdAt, expiresAt, lastUsedAt, createdBy }, hash) {
      await db
        .insertInto('pallas_api_tokens')
        .values({
          id: toKey(id),
          name: toText(name),
          hash: toKey(hash),
          role,
          created_at: createdAt,
          expires_at: expiresAt ?? null,
          last_used_at: lastUsedAt ?? null,
          created_by: toText(createdBy),
        })
        .execute()
    },
    list: async () => (await all.orderBy('created_at').orderBy('id').execute()).map(tokenOf),
    async findByHash(hash) {
      const row = await all.where('hash', '=', toKey(hash)).executeTakeFirst()
      return row && tokenOf(row)
    },
    remove: (id) =>
      together(async () => {
        const row = await all.where('id', '=', toKey(id)).executeTakeFirst()
        const { numDeletedRows } = await db
          .deleteFrom('pallas_api_tokens')
          .where('id', '=', toKey(id))
          .executeTakeFirst()
        return row && numDeletedRows > 0n ? tokenOf(row) : undefined
      }),
    async noteUse(id, at, before) {
      await db
        .updateTable('pallas_api_tokens')
        .set({ last_used_at: at })
        .where('id', '=', toKey(id))
        .where((where) =>
          where.or([where('last_used_at', 'is', null), where('last_used_at', '<=', before)]),
        )
        .execute()
    },
    any: async () =>
      (await db.selectFrom('pallas_api_tokens').select('id').limit(1).executeTakeFirst()) !==
      undefined,
  }
}

const tokenOf = (row: ApiTokensTable): ApiToken => ({
  id: fromText(row.id),
  name: fromText(row.name),
  role: roleOf(row.role),
  createdAt: row.created_at,
  expiresAt: row.expires_at ?? undefined,
  lastUsedAt: row.last_used_at ?? undefined,
  createdBy: fromText(row.created_by),
})
