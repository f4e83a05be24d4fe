// Messages that wait to be sent. Those with a code or a link stay behind: it belongs to a flow that
// is not brought, and would be refused.
import type { TemplateType } from '#courier/courier.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { Timestamp } from '#lib/time.ts'
import type { Loss } from './losses.ts'
import type { Tables } from './tables.ts'
import { timeOf, type TextRow } from './values.ts'

/** A message that is queued here. */
export type MovedMessage = {
  readonly id: string
  readonly channel: AddressChannel
  readonly recipient: string
  readonly template: TemplateType
  readonly createdAt: Timestamp
}

/** The messages without a code. */
const bringable = [
  'recovery_invalid',
  'recovery_code_invalid',
  'verification_invalid',
  'verification_code_invalid',
] as const satisfies readonly TemplateType[]

const columns = ['id', 'type', 'recipient', 'template_type', 'created_at']
const status = { queued: 1 } as const
const kind = { sms: '2' } as const

export const readMessages = (tables: Tables): Promise<readonly TextRow[]> | readonly TextRow[] =>
  tables.has('courier_messages')
    ? tables.read({
        table: 'courier_messages',
        columns,
        where: [`t.status = ${status.queued}`],
        order: 't.created_at, t.id',
      })
    : []

export function messageOf(row: TextRow): MovedMessage | Loss {
  const id = row['id'] ?? ''
  const template = bringable.find((one) => one === row['template_type'])
  if (template === undefined)
    return {
      kind: 'message',
      what: id,
      reason: 'it has a code or a link, or is of an unknown kind: the person asks for a new one',
    }
  return {
    id,
    channel: row['type'] === kind.sms ? 'sms' : 'email',
    recipient: row['recipient'] ?? '',
    template,
    createdAt: timeOf(row['created_at']) ?? 0,
  }
}
