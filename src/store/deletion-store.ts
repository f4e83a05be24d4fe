import type { Deletion, DeletionStore } from '#identity/deletion-store.ts'
import type { Database } from './database.ts'
import { numberLiteral } from './limited-delete.ts'
import type { DeletionsTable } from './tables/leaving.ts'
import { fromText, toKey } from './text.ts'

export function createDeletionStore({ db, dialect }: Database): DeletionStore {
  const all = db.selectFrom('pallas_deletions').selectAll()
  const only = ({ identityId, id }: Pick<Deletion, 'identityId' | 'id'>) =>
    ({ identity_id: toKey(identityId), id: toKey(id) }) as const

  async function find(identityId: string): Promise<Deletion | undefined> {
    const row = await all.where('identity_id', '=', toKey(identityId)).executeTakeFirst()
    return row && deletionOf(row)
  }

  return {
    async insert(deletion) {
      const insert = db.insertInto('pallas_deletions').values({
        ...only(deletion),
        requested_by: deletion.requestedBy,
        requested_at: deletion.requestedAt,
        due_at: deletion.dueAt,
        remind_at: deletion.remindAt ?? null,
      })
      await (
        dialect === 'mysql'
          ? insert.onDuplicateKeyUpdate({ identity_id: toKey(deletion.identityId) })
          : insert.onConflict((conflict) => conflict.column('identity_id').doNothing())
      ).execute()
      // NOTE databases count what was not changed in different ways
      return (await find(deletion.identityId))?.id === deletion.id
    },
    find,
    due: async (at, limit) =>
      (
        await all
          .where('due_at', '<=', at)
          .orderBy('due_at')
          .orderBy('identity_id')
          .limit(numberLiteral(limit))
          .execute()
      ).map(deletionOf),
    toRemind: async (at, limit) =>
      (
        await all
          .where('remind_at', '<=', at)
          .orderBy('remind_at')
          .orderBy('identity_id')
          .limit(numberLiteral(limit))
          .execute()
      ).map(deletionOf),
    async noteReminded(deletion) {
      const { numUpdatedRows } = await db
        .updateTable('pallas_deletions')
        .set({ remind_at: null })
        .where(({ and }) => and(only(deletion)))
        .where('remind_at', 'is not', null)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async remove(deletion) {
      const { numDeletedRows } = await db
        .deleteFrom('pallas_deletions')
        .where(({ and }) => and(only(deletion)))
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
    async list({ limit, after }) {
      let query = all
      if (after) {
        const id = toKey(after.identityId)
        query = query
          .where('due_at', '>=', after.dueAt)
          .where(({ or, eb }) => or([eb('due_at', '>', after.dueAt), eb('identity_id', '>', id)]))
      }
      return (
        await query.orderBy('due_at').orderBy('identity_id').limit(numberLiteral(limit)).execute()
      ).map(deletionOf)
    },
  }
}

const deletionOf = (row: DeletionsTable): Deletion => ({
  id: fromText(row.id),
  identityId: fromText(row.identity_id),
  requestedBy: row.requested_by as Deletion['requestedBy'],
  requestedAt: row.requested_at,
  dueAt: row.due_at,
  remindAt: row.remind_at ?? undefined,
})
