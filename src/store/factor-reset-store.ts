import type { FactorReset, FactorResetStore } from '#identity/factor-reset-store.ts'
import type { Database } from './database.ts'
import type { FactorResetsTable } from './tables/factor-resets.ts'
import { fromText, toKey } from './text.ts'

export function createFactorResetStore({ db, dialect }: Database): FactorResetStore {
  return {
    async insert({ id, identityId, requestedAt, dueAt }) {
      const insert = db.insertInto('pallas_factor_resets').values({
        identity_id: toKey(identityId),
        id: toKey(id),
        requested_at: requestedAt,
        due_at: dueAt,
      })
      await (
        dialect === 'mysql'
          ? insert.onDuplicateKeyUpdate({ identity_id: toKey(identityId) })
          : insert.onConflict((conflict) => conflict.column('identity_id').doNothing())
      ).execute()
      // NOTE databases count what was not changed in different ways
      return (await find(identityId))?.id === id
    },
    find,
    due: async (at, limit) =>
      (
        await db
          .selectFrom('pallas_factor_resets')
          .selectAll()
          .where('due_at', '<=', at)
          .orderBy('due_at')
          .orderBy('identity_id')
          .limit(limit)
          .execute()
      ).map(resetOf),
    async remove({ identityId, id }) {
      const { numDeletedRows } = await db
        .deleteFrom('pallas_factor_resets')
        .where('identity_id', '=', toKey(identityId))
        .where('id', '=', toKey(id))
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
  }

  async function find(identityId: string): Promise<FactorReset | undefined> {
    const row = await db
      .selectFrom('pallas_factor_resets')
      .selectAll()
      .where('identity_id', '=', toKey(identityId))
      .executeTakeFirst()
    return row && resetOf(row)
  }
}

const resetOf = (row: FactorResetsTable): FactorReset => ({
  id: fromText(row.id),
  identityId: fromText(row.identity_id),
  requestedAt: row.requested_at,
  dueAt: row.due_at,
})
