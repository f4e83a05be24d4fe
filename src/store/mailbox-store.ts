import type { Selectable } from 'kysely'
import type { MailboxEntry, MailboxStore } from '#courier/mailbox-store.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { Database } from './database.ts'
import { keysToDelete, numberLiteral } from './limited-delete.ts'
import type { MailboxTable } from './tables/messages.ts'
import { digest, fromText, toKey, toText } from './text.ts'

export function createMailboxStore({ db, transact }: Database): MailboxStore {
  const newest = db
    .selectFrom('pallas_mailbox')
    .selectAll()
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
  return {
    async put({ id, channel, recipient, template, content, receivedAt }) {
      await transact(async () => {
        await db.deleteFrom('pallas_mailbox').where('id', '=', toKey(id)).execute()
        await db
          .insertInto('pallas_mailbox')
          .values({
            id: toKey(id),
            channel,
            recipient: toText(recipient),
            recipient_digest: digest(recipient),
            template,
            content,
            received_at: receivedAt,
          })
          .execute()
      })
    },
    async find(id) {
      const row = await db
        .selectFrom('pallas_mailbox')
        .selectAll()
        .where('id', '=', toKey(id))
        .executeTakeFirst()
      return row && readEntry(row)
    },
    async list(recipient, limit) {
      const query =
        recipient === undefined ? newest : newest.where('recipient_digest', '=', digest(recipient))
      return (await query.limit(numberLiteral(limit)).execute()).map(readEntry)
    },
    async delete(id) {
      return Number(
        (await db.deleteFrom('pallas_mailbox').where('id', '=', toKey(id)).executeTakeFirst())
          .numDeletedRows,
      )
    },
    async clear(recipient) {
      const query =
        recipient === undefined
          ? db.deleteFrom('pallas_mailbox')
          : db.deleteFrom('pallas_mailbox').where('recipient_digest', '=', digest(recipient))
      return Number((await query.executeTakeFirst()).numDeletedRows)
    },
    async trim(most) {
      const oldestKept = await newest
        .clearSelect()
        .select('received_at')
        .offset(numberLiteral(Math.max(most - 1, 0)))
        .limit(numberLiteral(1))
        .executeTakeFirst()
      if (!oldestKept) return
      const old = db
        .selectFrom('pallas_mailbox')
        .select('id')
        .where('received_at', '<', oldestKept.received_at)
      await db
        .deleteFrom('pallas_mailbox')
        .where('id', 'in', keysToDelete(old, 'id', 1000))
        .execute()
    },
  }
}

function readEntry(row: Selectable<MailboxTable>): MailboxEntry {
  return {
    id: fromText(row.id),
    channel: row.channel as AddressChannel,
    recipient: fromText(row.recipient),
    template: row.template,
    content: row.content,
    receivedAt: row.received_at,
  }
}
