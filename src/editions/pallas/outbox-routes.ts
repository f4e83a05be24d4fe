// Admin routes for the outbox: queued and finished web hook calls.
import { Refusal } from '#errors/refusal.ts'
import type { Core } from '#core.ts'
import type { OutboxEntry, OutboxStatus } from '#hooks/outbox/outbox-store.ts'
import { json } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { choice, text } from '#lib/json-schema.ts'
import { toRfc3339 } from '#lib/time.ts'
import { isUuid } from '../shared/fields.ts'
import { object, ref } from '../shared/json-schema.ts'
import { keyListRoute, type KeyListParts } from './key-list.ts'

const statuses: readonly OutboxStatus[] = ['queued', 'delivered', 'abandoned']
const entry = object({
  id: text,
  identity_id: text,
  topic: text,
  address: text,
  status: choice(...statuses),
  tries: { type: 'integer' },
  'due_at?': text,
  'error?': text,
  created_at: text,
})
const error = ref('errorGeneric')

/** The outbox routes. */
export function outboxRoutes({
  core: { outbox },
  ...parts
}: KeyListParts & { readonly core: Pick<Core, 'outbox'> }): readonly Route[] {
  return [
    keyListRoute(
      parts,
      '/outbox',
      {
        read: readFilter,
        async find(filter, { limit, after = '' }) {
          const [, position, id] = /^(\d+):([0-9a-f-]+)$/.exec(after) ?? []
          const place =
            position === undefined || id === undefined
              ? {}
              : { after: { position: Number(position), id } }
          const { shown, last } = await outbox.list(filter, { limit, ...place })
          return { shown, last: last && `${last.position}:${last.id}` }
        },
        present,
      },
      {
        id: 'listOutbox',
        summary: 'List the calls to other systems, newest first',
        tag: 'outbox',
        entry,
        query: { status: { ...text, enum: statuses }, identity_id: text },
      },
    ),
    route(
      'POST',
      '/outbox/:id/replay',
      readId,
      outbox.replay,
      (replayed) => json(200, present(replayed)),
      {
        document: {
          id: 'replayOutbox',
          summary: 'Make a call to another system again',
          tag: 'outbox',
          responses: { 200: entry, 400: error, 404: error, 409: error },
        },
      },
    ),
  ]
}

function readFilter(request: Request) {
  const status = queryValue(request, 'status'),
    identityId = queryValue(request, 'identity_id')
  if (status !== undefined && !statuses.some((known) => known === status))
    throw new Refusal('bad-request', {
      reason: `The status must be one of ${statuses.join(', ')}.`,
    })
  if (identityId !== undefined && !isUuid(identityId))
    throw new Refusal('bad-request', { reason: 'This is not the id of an identity.' })
  return {
    ...(status === undefined ? {} : { status: status as OutboxStatus }),
    ...(identityId === undefined ? {} : { identityId }),
  }
}

function readId(request: Request): { readonly id: string } {
  const id = request.params['id'] ?? ''
  if (!isUuid(id)) throw new Refusal('bad-request', { reason: 'This is not the id of a call.' })
  return { id }
}

/** An entry as JSON, without the request body, which may hold secrets. */
function present({
  id,
  identityId,
  topic,
  address,
  status,
  tries,
  dueAt,
  error: reason,
  createdAt,
}: OutboxEntry) {
  return {
    id,
    identity_id: identityId,
    topic,
    address,
    status,
    tries,
    ...(dueAt === undefined ? {} : { due_at: toRfc3339(dueAt) }),
    ...(reason === undefined ? {} : { error: reason }),
    created_at: toRfc3339(createdAt),
  }
}
