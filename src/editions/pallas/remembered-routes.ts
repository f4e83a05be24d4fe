// Admin routes for the browsers on which a person need not give the second factor again.
import type { Core } from '#core.ts'
import { json, nothing } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import { list, text } from '#lib/json-schema.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { RememberedDevice } from '#session/remembered-store.ts'
import { object, ref } from '../shared/json-schema.ts'

const device = object({
  id: text,
  method: text,
  user_agent: text,
  created_at: text,
  expires_at: text,
})
const error = ref('errorGeneric')
const path = '/identities/:id/remembered-devices'

export const rememberedRoutes = ({
  rememberedAdministration: remembered,
}: Pick<Core, 'rememberedAdministration'>): readonly Route[] => [
  route('GET', path, readId, remembered.list, (found) => json(200, found.map(present)), {
    document: {
      id: 'listRememberedDevices',
      summary: 'The browsers on which somebody need not give the second factor again',
      tag: 'second factors',
      responses: { 200: list(device), 404: error },
    },
  }),
  route('DELETE', path, readId, remembered.forget, () => nothing(204), {
    document: {
      id: 'forgetRememberedDevices',
      summary: 'Forget them, so that the second factor is asked for everywhere',
      tag: 'second factors',
      responses: { 204: 'Forgotten', 404: error },
    },
  }),
]

const readId = ({ params }: Request): { readonly id: string } => ({ id: params['id'] ?? '' })

const present = ({ id, proof, userAgent, createdAt, expiresAt }: RememberedDevice) => ({
  id,
  method: proof.method,
  user_agent: userAgent,
  created_at: toRfc3339(createdAt),
  expires_at: toRfc3339(expiresAt),
})
