// Admin routes for the reset of somebody's second factors, which waits until they had time to object.
import type { Core } from '#core.ts'
import { json, nothing } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import type { FactorReset } from '#identity/factor-reset-store.ts'
import { text } from '#lib/json-schema.ts'
import { toRfc3339 } from '#lib/time.ts'
import { object, ref } from '../shared/json-schema.ts'

const reset = object({ id: text, identity_id: text, requested_at: text, due_at: text })
const error = ref('errorGeneric')
const path = '/identities/:id/second-factor-reset'
const tag = 'second factors'

export const factorResetRoutes = ({
  factorResets,
}: Pick<Core, 'factorResets'>): readonly Route[] => [
  route('POST', path, readId, factorResets.begin, (begun) => json(200, present(begun)), {
    document: {
      id: 'beginSecondFactorReset',
      summary: 'Remove the second factors of somebody after a delay, of which they are told',
      tag,
      responses: { 200: reset, 400: error, 404: error },
    },
  }),
  route('GET', path, readId, factorResets.find, (found) => json(200, present(found)), {
    document: {
      id: 'getSecondFactorReset',
      summary: 'The removal of second factors that waits',
      tag,
      responses: { 200: reset, 404: error },
    },
  }),
  route('DELETE', path, readId, factorResets.cancel, () => nothing(204), {
    role: 'support',
    document: {
      id: 'cancelSecondFactorReset',
      summary: 'Cancel it',
      tag,
      responses: { 204: 'Cancelled', 404: error },
    },
  }),
]

const readId = ({ params }: Request): { readonly id: string } => ({ id: params['id'] ?? '' })

const present = ({ id, identityId, requestedAt, dueAt }: FactorReset) => ({
  id,
  identity_id: identityId,
  requested_at: toRfc3339(requestedAt),
  due_at: toRfc3339(dueAt),
})
