// Routes that both listeners serve, and how a stored error is read and presented.
import type { Core } from '#core.ts'
import { Refusal } from '#errors/refusal.ts'
import type { StoredError } from '#flow/error-store.ts'
import { json, text, type Reply } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import { isUuid } from '../fields.ts'
import { healthRoutes, versionRoute } from '../health.ts'
import { documentOf } from './documents.ts'
import type { RequestRouteParts } from './route-parts.ts'

/** The routes for schemas, health and version. */
export function commonRoutes({
  core,
  presentSchema,
  health,
}: Pick<RequestRouteParts, 'core' | 'presentSchema' | 'health'>): readonly Route[] {
  return [
    route(
      'GET',
      '/schemas/:id',
      (request) => request.params['id'] ?? '',
      (id) => (id === '' ? undefined : findSchema(core, id)),
      (schema) => (schema ? json(200, presentSchema(schema)) : text(404, '404 page not found\n')),
      documentOf('getSchema'),
    ),
    ...[...healthRoutes(health), versionRoute(health)].map((one): Route => ({
      ...one,
      options: { ...one.options, ignoresCookies: false },
    })),
  ]
}

/**
 * The id of a stored error; undefined when it is not a UUID. The example error `stub:500` of later
 * editions does not exist in v0.2 and v0.4.
 */
export function readErrorId(request: Request): { readonly id: string | undefined } {
  const id = queryValue(request, 'error') ?? ''
  return { id: isUuid(id) ? id.toLowerCase() : undefined }
}

/** A stored error as a response. */
export const answerError = ({ id, error }: StoredError): Reply => json(200, { id, errors: [error] })

function findSchema(core: Core, id: string): IdentitySchema {
  const found = core.schemas().find(id)
  if (!found)
    throw new Refusal('not-found', { reason: 'There is no identity schema with this id.' })
  return found
}
