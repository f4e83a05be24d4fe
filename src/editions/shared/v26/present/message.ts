import type { ShownMessage } from '#courier/administration.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { V26Shape } from '../shape.ts'

const redacted = '<redacted-unless-dev-mode>'

/** A message for administrators; with its delivery attempts when a single message is requested. */
export function presentMessage(
  { message, content }: ShownMessage,
  { knowsTemplate }: Pick<V26Shape, 'knowsTemplate'>,
  withDispatches = false,
) {
  return {
    id: message.id,
    status: message.status,
    type: message.channel,
    recipient: message.recipient,
    subject: content?.subject ?? redacted,
    body: content?.text ?? redacted,
    // NOTE clients of this API know a closed list of types
    template_type: knowsTemplate(message.template) ? message.template : 'stub',
    channel: message.channel,
    send_count: message.sendCount,
    ...(withDispatches
      ? {
          dispatches: message.dispatches.map(({ id, status, error, at }) => ({
            id,
            message_id: message.id,
            status,
            error: error === undefined ? null : { reason: error },
            created_at: toRfc3339(at),
            updated_at: toRfc3339(at),
          })),
        }
      : {}),
    created_at: toRfc3339(message.createdAt),
    updated_at: toRfc3339(message.updatedAt),
  }
}
