// The messages of the courier, and one of them as it is read.
import { messageStatuses, type MessageStatus } from '#courier/message.ts'
import { queryValue, type Route } from '#http/route.ts'
import type { ConsoleParts } from '../parts.ts'
import { placeText, readId, readOne, readPlace } from '../read.ts'
import { bySupport, done, type Rows } from '../routes.ts'
import { listView, messageView } from './view.ts'

const pageSize = 50

export function messagesRoutes({ core, clock }: ConsoleParts, rows: Rows): readonly Route[] {
  const { messages } = core
  return [
    rows.page(
      '/messages',
      (request) => ({
        status: readOne<MessageStatus>(request, 'status', messageStatuses),
        recipient: queryValue(request, 'recipient')?.trim() || undefined,
        after: readPlace(request),
      }),
      async ({ status, recipient, after }) => {
        const filter = {
          ...(status === undefined ? {} : { status }),
          ...(recipient === undefined ? {} : { recipient }),
        }
        const { shown, last } = await messages.list(filter, {
          limit: pageSize,
          ...(after ? { after: { createdAt: after.at, id: after.id } } : {}),
        })
        return {
          shown,
          filter,
          isFirst: after === undefined,
          next: last && placeText(last.createdAt, last.id),
          now: clock(),
        }
      },
      listView,
    ),
    rows.page('/messages/:id', readId, messages.find, messageView),
    rows.form(
      '/messages/:id/requeue',
      (_sent, request) => readId(request),
      messages.requeue,
      ({ message }) => done(`/messages/${message.id}`, 'requeued'),
      bySupport,
    ),
  ]
}
