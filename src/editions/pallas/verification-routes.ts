// The admin route by which the addresses of somebody are sent their verification again.
import type { Core } from '#core.ts'
import { json } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import { list, text } from '#lib/json-schema.ts'
import type { Places } from '../edition.ts'
import { fieldsOf, jsonOf, textField } from '../shared/fields.ts'
import { object, ref } from '../shared/json-schema.ts'

const error = ref('errorGeneric')

/** The route. A body without `address` means all addresses that are not verified. */
export const verificationRoutes = ({
  core: { verificationAdministration },
  places,
}: {
  readonly core: Pick<Core, 'verificationAdministration'>
  readonly places: () => Places
}): readonly Route[] => [
  route(
    'POST',
    '/identities/:id/verification',
    (request) => ({ ...readSend(request), publicUrl: places().publicUrl }),
    verificationAdministration.send,
    ({ addresses }) => json(200, { addresses }),
    {
      role: 'support',
      document: {
        id: 'sendVerification',
        summary: 'Send the verification of an address again, or of all that are not verified',
        tag: 'identities',
        body: object({ 'address?': text }),
        responses: { 200: object({ addresses: list(text) }), 400: error, 404: error },
      },
    },
  ),
]

const readSend = ({ params, body }: Request) => ({
  id: (params['id'] ?? '').toLowerCase(),
  address: textField(fieldsOf(jsonOf(body), ['address']), 'address') || undefined,
})
