// Where the admin operations of the current edition live.
import { Refusal } from '#errors/refusal.ts'
import { json, type Reply } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import type { NewIdentity } from '#identity/administration.ts'
import type { Account } from '#identity/identity-store.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import type { Core } from '#core.ts'
import { healthRoutes, versionRoute, type HealthParts } from '../shared/health.ts'
import type { Places } from '../edition.ts'
import { presentCredential, presentIdentity } from './present/identity.ts'
import { readPath } from './read.ts'
import { toOtherListener } from './routes.ts'

export type AdminRouteParts = { readonly core: Core; readonly places: () => Places; readonly health: HealthParts }

export function adminRoutes(parts: AdminRouteParts): readonly Route[] {
  const { administration } = parts.core
  return [
    route('POST', '/identities', readNewIdentity, administration.create, (account) => {
      const { metadata_admin: _, ...identity } = present(parts, account)
      return json(201, identity, { location: `${parts.places().adminUrl}/identities/${account.identity.id}` })
    }),
    route('GET', '/identities/:id', readPath('id'), ({ id }) => administration.find(id), (account) => json(200, present(parts, account))),
    route('DELETE', '/identities/:id', readPath('id'), ({ id }) => administration.delete(id), (): Reply => ({ status: 204 })),
    ...healthRoutes(parts.health),
    versionRoute(parts.health),
    ...toOtherListener(['/sessions/whoami', '/schemas', '/schemas/*', '/self-service/*'], (path) => parts.places().publicUrl + path),
  ]
}

function present({ places }: AdminRouteParts, { identity, credentials }: Account) {
  return {
    ...presentIdentity(identity, places().publicUrl),
    metadata_admin: identity.metadataAdmin,
    credentials: Object.fromEntries(credentials.map((one) => [one.type, presentCredential(one, false)])),
  }
}

function readNewIdentity({ body }: Request): NewIdentity {
  if (body.kind !== 'json' || !isObject(body.value)) throw new Refusal('bad-request', { reason: 'The body must be a JSON object.' })
  const { schema_id: schemaId, traits, credentials } = body.value
  if (!isObject(traits)) throw new Refusal('bad-request', { reason: 'traits must be an object.' })
  const password = isObject(credentials) && isObject(credentials['password']) && isObject(credentials['password']['config']) ? credentials['password']['config'] : undefined
  return {
    schemaId: typeof schemaId === 'string' && schemaId !== '' ? schemaId : undefined,
    traits: traits as JsonObject,
    ...(password ? { password: { ...(typeof password['password'] === 'string' ? { password: password['password'] } : {}), ...(typeof password['hashed_password'] === 'string' ? { hashedPassword: password['hashed_password'] } : {}) } } : {}),
  }
}
