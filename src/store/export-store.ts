import type { Selectable } from 'kysely'
import {
  pieceId,
  type DataExport,
  type ExportState,
  type ExportStore,
} from '#personal-data/export-store.ts'
import type { Database } from './database.ts'
import { keysToDelete, numberLiteral } from './limited-delete.ts'
import { lockIdentity } from './lock-identity.ts'
import type { ExportsTable } from './tables/exports.ts'
import { fromText, toKey } from './text.ts'

export function createExportStore(database: Database): ExportStore {
  const { db, dialect } = database
  const all = db.selectFrom('pallas_exports').selectAll()
  const update = db.updateTable('pallas_exports')

  return {
    async latest(identityId) {
      if (dialect !== 'sqlite') await lockIdentity(database, identityId)
      const row = await all.where('identity_id', '=', toKey(identityId)).executeTakeFirst()
      return row && exportOf(row)
    },
    async put(one) {
      await db
        .deleteFrom('pallas_exports')
        .where('identity_id', '=', toKey(one.identityId))
        .execute()
      await db
        .insertInto('pallas_exports')
        .values({
          id: toKey(one.id),
          identity_id: toKey(one.identityId),
          state: one.state,
          with_credentials: one.withCredentials ? 1 : 0,
          requested_at: one.requestedAt,
          requests: one.count,
          counted_from: one.countedFrom,
          expires_at: one.expiresAt,
          due_at: one.state === 'making' ? one.requestedAt : null,
          lease: null,
          link_hash: null,
        })
        .execute()
    },
    async take(now, lease) {
      const due = await db
        .selectFrom('pallas_exports')
        .select('id')
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(numberLiteral(1))
        .executeTakeFirst()
      if (!due) return undefined
      // NOTE the condition is repeated: of two processes that selected the same row, only one
      // updates it
      const { numUpdatedRows } = await update
        .set({ lease: lease.id, due_at: lease.until })
        .where('id', '=', due.id)
        .where('due_at', '<=', now)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return undefined
      const row = await all.where('id', '=', due.id).executeTakeFirst()
      return row && exportOf(row)
    },
    async hold(id, lease) {
      const { numUpdatedRows } = await update
        .set({ due_at: lease.until })
        .where('id', '=', toKey(id))
        .where('lease', '=', lease.id)
        .where('due_at', 'is not', null)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async putPiece(exportId, number, content) {
      const id = toKey(pieceId(exportId, number))
      await db.deleteFrom('pallas_export_pieces').where('id', '=', id).execute()
      await db
        .insertInto('pallas_export_pieces')
        .values({ id, export_id: toKey(exportId), content })
        .execute()
    },
    async finish(id, linkHash, expiresAt) {
      await update
        .set({
          state: 'ready',
          link_hash: linkHash,
          expires_at: expiresAt,
          due_at: null,
          lease: null,
        })
        .where('id', '=', toKey(id))
        .execute()
    },
    async claim({ id, identityId, hash }, now, expiresAt) {
      const { numUpdatedRows } = await update
        .set({ state: 'over', link_hash: null, expires_at: expiresAt })
        .where('id', '=', toKey(id))
        .where('identity_id', '=', toKey(identityId))
        .where('link_hash', '=', hash)
        .where('state', '=', 'ready')
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async piece(exportId, number) {
      const row = await db
        .selectFrom('pallas_export_pieces')
        .select('content')
        .where('id', '=', toKey(pieceId(exportId, number)))
        .executeTakeFirst()
      return row?.content
    },
    async deletePieces(exportId) {
      await db.deleteFrom('pallas_export_pieces').where('export_id', '=', toKey(exportId)).execute()
    },
    async deleteExpired(now, before, limit) {
      const old = db
        .selectFrom('pallas_exports')
        .select('id')
        .where('expires_at', '<=', now)
        .where('requested_at', '<=', before)
      const { numDeletedRows } = await db
        .deleteFrom('pallas_exports')
        .where('id', 'in', keysToDelete(old, 'id', limit))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
    async deleteExpiredPieces(now, limit) {
      const expired = db
        .selectFrom('pallas_export_pieces as piece')
        .innerJoin('pallas_exports as export', 'export.id', 'piece.export_id')
        .select('piece.id as id')
        .where('export.expires_at', '<=', now)
        .where('export.state', '<>', 'making')
        .limit(numberLiteral(limit))
      const rows = await expired.execute()
      if (rows.length === 0) return 0
      const { numDeletedRows } = await db
        .deleteFrom('pallas_export_pieces')
        .where(
          'id',
          'in',
          rows.map(({ id }) => id),
        )
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

const exportOf = (row: Selectable<ExportsTable>): DataExport => ({
  id: fromText(row.id),
  identityId: fromText(row.identity_id),
  state: row.state as ExportState,
  withCredentials: row.with_credentials === 1,
  requestedAt: row.requested_at,
  count: row.requests,
  countedFrom: row.counted_from,
  expiresAt: row.expires_at,
})
