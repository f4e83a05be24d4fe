// Admin routes for the courier's messages.
import { Refusal } from '#errors/refusal.ts'
import type { ShownMessage } from '#courier/administration.ts'
import { messageStatuses, type MessageStatus } from '#courier/message.ts'
import type { MessageFilter, MessagePlace } from '#courier/message-store.ts'
import type { Core } from '#core.ts'
import { json } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { isUuid } from '../fields.ts'
import { keyPageHeaders, readKeyPage, type KeyList, type KeyPage } from '../key-pages.ts'
import type { PageTokens } from '../offset-pages.ts'
import { courierDocumentOf } from './documents-courier.ts'
import { presentMessage } from './present/message.ts'
import type { Shape } from './shape.ts'

export type CourierRouteParts = {
  readonly core: Core
  readonly pageTokens: PageTokens
  readonly listPath: (path: string) => string
  readonly shape: Shape
}

type Listed = {
  readonly page: KeyPage
  readonly shown: readonly ShownMessage[]
  readonly last: MessagePlace | undefined
}

/** The courier routes. */
export function courierRoutes({
  core: { messages },
  pageTokens,
  listPath,
  shape,
}: CourierRouteParts): readonly Route[] {
  const pages: KeyList = { name: 'messages', defaultLimit: 10, maxLimit: 1000, pageTokens }
  const list = async ({ filter, page, after }: ListRequest): Promise<Listed> => ({
    page,
    ...(await messages.list(filter, { limit: page.limit, ...(after ? { after } : {}) })),
  })
  return [
    route(
      'GET',
      '/courier/messages',
      (request) => readList(request, pages),
      list,
      ({ page, shown, last }) =>
        json(
          200,
          shown.map((message) => presentMessage(message, shape)),
          {
            headers: keyPageHeaders(
              listPath('/courier/messages'),
              page,
              last && positionText(last),
              pages,
            ),
          },
        ),
      courierDocumentOf('listCourierMessages'),
    ),
    route(
      'GET',
      '/courier/messages/:id',
      readId,
      messages.find,
      (shown) => json(200, presentMessage(shown, shape, true)),
      courierDocumentOf('getCourierMessage'),
    ),
    route(
      'POST',
      '/courier/messages/:id/requeue',
      readId,
      messages.requeue,
      (shown) => json(200, presentMessage(shown, shape, true)),
      { ...courierDocumentOf('requeueCourierMessage'), role: 'support' },
    ),
  ]
}

type ListRequest = {
  readonly filter: MessageFilter
  readonly page: KeyPage
  readonly after: MessagePlace | undefined
}

function readList(request: Request, pages: KeyList): ListRequest {
  const status = queryValue(request, 'status') || undefined,
    recipient = queryValue(request, 'recipient') || undefined
  if (status !== undefined && !isStatus(status))
    throw new Refusal('bad-request', {
      reason: `The status must be one of ${messageStatuses.join(', ')}.`,
    })
  const page = readKeyPage(request, pages)
  return {
    filter: {
      ...(status === undefined ? {} : { status }),
      ...(recipient === undefined ? {} : { recipient }),
    },
    page,
    after: readPosition(page.after),
  }
}

const isStatus = (text: string): text is MessageStatus =>
  (messageStatuses as readonly string[]).includes(text)

const positionText = ({ createdAt, id }: MessagePlace) => `${createdAt}.${id}`

function readPosition(text: string | undefined): MessagePlace | undefined {
  const [, createdAt, id] = /^(\d+)\.(.+)$/.exec(text ?? '') ?? []
  return createdAt === undefined || id === undefined
    ? undefined
    : { createdAt: Number(createdAt), id }
}

function readId(request: Request): { readonly id: string } {
  const id = request.params['id'] ?? ''
  if (!isUuid(id)) throw new Refusal('bad-request', { reason: 'The id must be a UUID.' })
  return { id: id.toLowerCase() }
}
