// The admin route by which somebody is sent a recovery link.
import type { Core } from '#core.ts'
import { json } from '#http/reply.ts'
import { route, type Route } from '#http/route.ts'
import { text } from '#lib/json-schema.ts'
import type { Places } from '../edition.ts'
import { object, ref } from '../shared/json-schema.ts'

const error = ref('errorGeneric')

/** The route. The link goes to the first address for recovery. */
export const recoveryRoutes = ({
  core: { recoveryAdministration },
  places,
}: {
  readonly core: Pick<Core, 'recoveryAdministration'>
  readonly places: () => Places
}): readonly Route[] => [
  route(
    'POST',
    '/identities/:id/recovery',
    ({ params }) => ({ id: (params['id'] ?? '').toLowerCase(), publicUrl: places().publicUrl }),
    recoveryAdministration.send,
    ({ address }) => json(200, { address }),
    {
      role: 'support',
      document: {
        id: 'sendRecovery',
        summary: 'Send a recovery link to an address of somebody, as an invitation or as help',
        tag: 'identities',
        responses: { 200: object({ address: text }), 400: error, 404: error },
      },
    },
  ),
]
