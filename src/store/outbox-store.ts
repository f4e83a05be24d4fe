import type { Selectable } from 'kysely'
import type { OutboxEntry, OutboxStatus, OutboxStore } from '#hooks/outbox/outbox-store.ts'
import type { Database } from './database.ts'
import { keysToDelete, numberLiteral } from './limited-delete.ts'
import type { OutboxTable } from './tables/outbox.ts'
import { fromText, optional, toKey, toText } from './text.ts'

export function createOutboxStore({ db }: Database): OutboxStore {
  const all = db.selectFrom('pallas_outbox').selectAll()

  return {
    async insert(entries) {
      if (entries.length > 0)
        await db
          .insertInto('pallas_outbox')
          .values(entries.map((entry) => ({ ...rowOf(entry), lease: null })))
          .execute()
    },
    async bringForward(now, until) {
      const { numUpdatedRows } = await db
        .updateTable('pallas_outbox')
        .set({ due_at: now })
        .where('due_at', '>', until)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },
    async take({ now, limit, lease }) {
      const due = await db
        .selectFrom('pallas_outbox as entry')
        .select('entry.id')
        .where('entry.due_at', '<=', now)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('pallas_outbox as before')
                .select('before.id')
                .whereRef('before.identity_id', '=', 'entry.identity_id')
                .whereRef('before.position', '<', 'entry.position')
                .where('before.due_at', 'is not', null),
            ),
          ),
        )
        .orderBy('entry.due_at')
        .orderBy('entry.position')
        .limit(numberLiteral(limit))
        .execute()
      if (due.length === 0) return []
      // NOTE the condition is repeated: of two processes that selected the same row, only one
      // updates it
      const { numUpdatedRows } = await db
        .updateTable('pallas_outbox')
        .set({ lease: lease.id, due_at: lease.until })
        .where(
          'id',
          'in',
          due.map(({ id }) => id),
        )
        .where('due_at', '<=', now)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return []
      return (await all.where('lease', '=', lease.id).orderBy('position').execute()).map(readEntry)
    },
    async finish(entry, leaseId) {
      // NOTE the call may have been encrypted anew since the entry was taken
      const { id, created_at: _, call_data: __, ...columns } = rowOf(entry)
      const { numUpdatedRows } = await db
        .updateTable('pallas_outbox')
        .set({ ...columns, lease: null })
        .where('id', '=', id)
        .where('lease', '=', leaseId)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async replay(id, now) {
      const { numUpdatedRows } = await db
        .updateTable('pallas_outbox')
        .set({ status: 'queued', due_at: now, tries: 0, updated_at: now })
        .where('id', '=', toKey(id))
        .where('due_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async find(id) {
      const row = await all.where('id', '=', toKey(id)).executeTakeFirst()
      return row && readEntry(row)
    },
    async list({ status, identityId }, { limit, after }) {
      let query = all
      if (status !== undefined) query = query.where('status', '=', status)
      if (identityId !== undefined) query = query.where('identity_id', '=', toKey(identityId))
      if (after !== undefined) {
        const { position } = after,
          id = toKey(after.id)
        query = query
          .where('position', '<=', position)
          .where((where) => where.or([where('position', '<', position), where('id', '<', id)]))
      }
      return (
        await query
          .orderBy('position', 'desc')
          .orderBy('id', 'desc')
          .limit(numberLiteral(limit))
          .execute()
      ).map(readEntry)
    },
    async deleteBefore(before, limit) {
      const old = db
        .selectFrom('pallas_outbox')
        .select('id')
        .where('status', 'in', ['delivered', 'abandoned'])
        .where('due_at', 'is', null)
        .where('created_at', '<', before)
      const { numDeletedRows } = await db
        .deleteFrom('pallas_outbox')
        .where('id', 'in', keysToDelete(old, 'id', limit))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

function rowOf(entry: OutboxEntry): Omit<Selectable<OutboxTable>, 'lease'> {
  return {
    id: toKey(entry.id),
    identity_id: toKey(entry.identityId),
    position: entry.position,
    topic: entry.topic,
    address: toText(entry.address),
    call_data: entry.call,
    status: entry.status,
    tries: entry.tries,
    due_at: entry.dueAt ?? null,
    error: optional(entry.error, toText) ?? null,
    trace: entry.trace ?? null,
    created_at: entry.createdAt,
    updated_at: entry.updatedAt,
  }
}

function readEntry(row: Selectable<OutboxTable>): OutboxEntry {
  return {
    id: fromText(row.id),
    identityId: fromText(row.identity_id),
    position: row.position,
    topic: row.topic,
    address: fromText(row.address),
    call: row.call_data,
    status: row.status as OutboxStatus,
    tries: row.tries,
    dueAt: row.due_at ?? undefined,
    error: optional(row.error, fromText),
    trace: row.trace ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
