// OpenAPI descriptions of the courier operations of v26.2.
import { messageStatuses } from '#courier/message.ts'
import type { RouteDocument, RouteOptions } from '#http/route.ts'
import { text } from '#lib/json-schema.ts'
import { ref } from '../json-schema.ts'

const error = ref('errorGeneric'),
  message = ref('message')

const documents = {
  listCourierMessages: {
    summary: 'List messages, newest first',
    tag: 'courier',
    query: {
      page_size: { type: 'integer', minimum: 1, maximum: 1000, default: 10 },
      page_token: text,
      status: { ...text, enum: messageStatuses },
      recipient: text,
    },
    responses: { 200: { type: 'array', items: message }, 400: error },
  },
  getCourierMessage: {
    summary: 'Read a message with the tries to deliver it',
    tag: 'courier',
    responses: { 200: message, 400: error, 404: error },
  },
  requeueCourierMessage: {
    summary: 'Try an abandoned message again',
    tag: 'courier',
    responses: { 200: message, 400: error, 404: error, 409: error },
  },
} satisfies Record<string, Omit<RouteDocument, 'id'>>

/** The route options that document a courier operation. */
export function courierDocumentOf(id: keyof typeof documents): RouteOptions {
  return { document: { id, ...documents[id] } }
}
