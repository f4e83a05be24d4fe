// The admin route by which support opens a session of somebody, to see what they see.
import type { Core } from '#core.ts'
import { json } from '#http/reply.ts'
import { route, type Route } from '#http/route.ts'
import { text } from '#lib/json-schema.ts'
import { toRfc3339 } from '#lib/time.ts'
import { impersonationUrl } from '#lib/impersonation-url.ts'
import type { Places } from '../edition.ts'
import { fieldsOf, jsonOf, textField } from '../shared/fields.ts'
import { object, ref } from '../shared/json-schema.ts'

const error = ref('errorGeneric')

export const impersonationRoutes = ({
  core: { impersonations },
  places,
}: {
  readonly core: Pick<Core, 'impersonations'>
  readonly places: () => Places
}): readonly Route[] => [
  route(
    'POST',
    '/identities/:id/impersonation',
    ({ params, body }) => ({
      identityId: (params['id'] ?? '').toLowerCase(),
      reason: textField(fieldsOf(jsonOf(body), ['reason']), 'reason'),
    }),
    impersonations.begin,
    ({ code, expiresAt }) =>
      json(201, {
        url: impersonationUrl(places().pagesUrl, code),
        expires_at: toRfc3339(expiresAt),
      }),
    {
      role: 'support',
      document: {
        id: 'beginImpersonation',
        summary: 'Make a link that opens a session of somebody, once, within a minute',
        tag: 'identities',
        body: object({ reason: text }),
        responses: {
          201: object({ url: text, expires_at: text }),
          400: error,
          403: error,
          404: error,
          409: error,
        },
      },
    },
  ),
]
