import type { Selectable } from 'kysely'
import type { TemplateType } from '#courier/courier.ts'
import type { Dispatch, Message, MessageStatus } from '#courier/message.ts'
import type { MessageFilter, MessageStore } from '#courier/message-store.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { Database } from './database.ts'
import { keysToDelete, numberLiteral } from './limited-delete.ts'
import type { MessagesTable } from './tables/messages.ts'
import { digest, fromText, optional, toKey, toText } from './text.ts'

export function createMessageStore({ db }: Database): MessageStore {
  const all = db.selectFrom('pallas_messages').selectAll()

  function filtered({ status, recipient }: MessageFilter): typeof all {
    let query = all
    if (status !== undefined) query = query.where('status', '=', status)
    if (recipient !== undefined) query = query.where('recipient_digest', '=', digest(recipient))
    return query
  }

  return {
    async insert(message) {
      await db
        .insertInto('pallas_messages')
        .values({ ...messageRow(message), lease: null })
        .execute()
    },
    async bringForward(channel, now, until) {
      const { numUpdatedRows } = await db
        .updateTable('pallas_messages')
        .set({ due_at: now })
        .where('channel', '=', channel)
        .where('due_at', '>', until)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },
    async take(channel, { now, limit, lease }) {
      const due = await db
        .selectFrom('pallas_messages')
        .select('id')
        .where('channel', '=', channel)
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(numberLiteral(limit))
        .execute()
      if (due.length === 0) return []
      // NOTE the condition is repeated: of two processes that selected the same row, only one
      // updates it
      const { numUpdatedRows } = await db
        .updateTable('pallas_messages')
        .set({ status: 'processing', lease: lease.id, due_at: lease.until })
        .where(
          'id',
          'in',
          due.map(({ id }) => id),
        )
        .where('due_at', '<=', now)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return []
      const taken = await db
        .selectFrom('pallas_messages')
        .selectAll()
        .where('lease', '=', lease.id)
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return taken.map(readMessage)
    },
    async keep({ id, until }) {
      await db
        .updateTable('pallas_messages')
        .set({ due_at: until })
        .where('lease', '=', id)
        .execute()
    },
    async finish(message, leaseId) {
      // NOTE the data may have been encrypted anew since the message was taken; a worker only clears
      // it
      const { id, created_at: _, data, ...columns } = messageRow(message)
      const { numUpdatedRows } = await db
        .updateTable('pallas_messages')
        .set({ ...columns, ...(data === '' ? { data } : {}), lease: null })
        .where('id', '=', id)
        .where('lease', '=', leaseId)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async forget(id, leaseId) {
      const { numDeletedRows } = await db
        .deleteFrom('pallas_messages')
        .where('id', '=', toKey(id))
        .where('lease', '=', leaseId)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
    async putBack(leaseId, ids, now) {
      await db
        .updateTable('pallas_messages')
        .set({ status: 'queued', lease: null, due_at: now })
        .where('lease', '=', leaseId)
        .where('id', 'in', ids.map(toKey))
        .execute()
    },
    async requeue(id, now) {
      const { numUpdatedRows } = await db
        .updateTable('pallas_messages')
        .set({ status: 'queued', due_at: now, refusals: 0, queued_at: now, updated_at: now })
        .where('id', '=', toKey(id))
        .where('status', '=', 'abandoned')
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async find(id) {
      const row = await all.where('id', '=', toKey(id)).executeTakeFirst()
      return row && readMessage(row)
    },
    async list(filter, { limit, after }) {
      let query = filtered(filter)
      if (after !== undefined) {
        const { createdAt } = after,
          id = toKey(after.id)
        query = query
          .where('created_at', '<=', createdAt)
          .where((where) => where.or([where('created_at', '<', createdAt), where('id', '<', id)]))
      }
      const rows = await query
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(numberLiteral(limit))
        .execute()
      return rows.map(readMessage)
    },
    async deleteBefore(before, limit) {
      const old = db
        .selectFrom('pallas_messages')
        .select('id')
        .where('status', 'in', ['sent', 'abandoned'])
        .where('created_at', '<', before)
      return Number(
        (
          await db
            .deleteFrom('pallas_messages')
            .where('id', 'in', keysToDelete(old, 'id', limit))
            .executeTakeFirst()
        ).numDeletedRows,
      )
    },
  }
}

function messageRow(message: Message): Omit<Selectable<MessagesTable>, 'lease'> {
  return {
    id: toKey(message.id),
    status: message.status,
    channel: message.channel,
    recipient: toText(message.recipient),
    recipient_digest: digest(message.recipient),
    template: message.template,
    language: optional(message.language, toText) ?? null,
    data: message.data,
    content: message.content ?? null,
    message_id: toText(message.messageId),
    send_count: message.sendCount,
    refusals: message.refusals,
    queued_at: message.queuedAt,
    due_at: message.dueAt ?? null,
    dispatches: JSON.stringify(message.dispatches),
    trace: message.trace ?? null,
    identity_id: optional(message.identityId, toKey) ?? null,
    created_at: message.createdAt,
    updated_at: message.updatedAt,
  }
}

function readMessage(row: Selectable<MessagesTable>): Message {
  return {
    id: fromText(row.id),
    status: row.status as MessageStatus,
    channel: row.channel as AddressChannel,
    recipient: fromText(row.recipient),
    template: row.template as TemplateType,
    language: optional(row.language, fromText),
    data: row.data,
    content: row.content ?? undefined,
    messageId: fromText(row.message_id),
    sendCount: row.send_count,
    refusals: row.refusals,
    queuedAt: row.queued_at,
    dueAt: row.due_at ?? undefined,
    dispatches: (JSON.parse(row.dispatches) as Dispatch[]).map((one) => ({
      ...one,
      error: one.error,
    })),
    trace: row.trace ?? undefined,
    identityId: optional(row.identity_id, fromText),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
