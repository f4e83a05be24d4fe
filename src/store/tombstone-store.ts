import type { ReservedStore, Tombstone, TombstoneStore } from '#identity/tombstone-store.ts'
import { createBulk } from './bulk.ts'
import type { Database } from './database.ts'
import { keysToDelete, numberLiteral } from './limited-delete.ts'
import type { TombstonesTable } from './tables/leaving.ts'
import { fromText, toKey } from './text.ts'

/** In one statement. */
const atOnce = 200

export function createTombstoneStore(database: Database): TombstoneStore {
  const { db } = database
  const bulk = createBulk(database)
  const all = db.selectFrom('pallas_tombstones').selectAll()
  return {
    async insert(tombstones) {
      const rows = tombstones.map(rowOf)
      // NOTE somebody who was deleted before may have come back by an import, with the same id
      for (let at = 0; at < rows.length; at += atOnce)
        await db
          .deleteFrom('pallas_tombstones')
          .where(
            'identity_id',
            'in',
            rows.slice(at, at + atOnce).map((row) => row.identity_id),
          )
          .execute()
      await bulk.insert('pallas_tombstones', rows)
    },
    async find(identityId) {
      const row = await all.where('identity_id', '=', toKey(identityId)).executeTakeFirst()
      return row && tombstoneOf(row)
    },
    async unswept(before, limit) {
      const rows = await all
        .where('swept_at', 'is', null)
        .where('erased_at', '<', before)
        .orderBy('erased_at')
        .limit(numberLiteral(limit))
        .execute()
      return rows.map(tombstoneOf)
    },
    async noteSwept(identityIds, at) {
      for (let from = 0; from < identityIds.length; from += atOnce)
        await db
          .updateTable('pallas_tombstones')
          .set({ swept_at: at })
          .where('identity_id', 'in', identityIds.slice(from, from + atOnce).map(toKey))
          .execute()
    },
  }
}

export function createReservedStore({ db, dialect }: Database): ReservedStore {
  return {
    async insert(digests, freeAt) {
      for (const value_digest of [...digests].sort()) {
        const insert = db.insertInto('pallas_reserved').values({ value_digest, free_at: freeAt })
        await (
          dialect === 'mysql'
            ? insert.onDuplicateKeyUpdate({ free_at: freeAt })
            : insert.onConflict((conflict) =>
                conflict.column('value_digest').doUpdateSet({ free_at: freeAt }),
              )
        ).execute()
      }
    },
    async any(digests, at) {
      if (digests.length === 0) return false
      const found = await db
        .selectFrom('pallas_reserved')
        .select('value_digest')
        .where('value_digest', 'in', digests)
        .where('free_at', '>', at)
        .limit(numberLiteral(1))
        .executeTakeFirst()
      return found !== undefined
    },
    async deleteFree(at, limit) {
      const free = db
        .selectFrom('pallas_reserved')
        .select('value_digest')
        .where('free_at', '<=', at)
      const { numDeletedRows } = await db
        .deleteFrom('pallas_reserved')
        .where('value_digest', 'in', keysToDelete(free, 'value_digest', limit))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

const rowOf = ({ identityId, erasedAt, erasedBy, sweptAt }: Tombstone): TombstonesTable => ({
  identity_id: toKey(identityId),
  erased_at: erasedAt,
  erased_by: erasedBy,
  swept_at: sweptAt ?? null,
})

const tombstoneOf = (row: TombstonesTable): Tombstone => ({
  identityId: fromText(row.identity_id),
  erasedAt: row.erased_at,
  erasedBy: row.erased_by,
  sweptAt: row.swept_at ?? undefined,
})
