// What edition v0.2 has of its own: signing in elsewhere is shown as a method even where there is no provider to sign in with.
import { Refusal } from '#errors/refusal.ts'
import { nothing } from '#http/reply.ts'
import { route, type Route } from '#http/route.ts'
import { guarded } from '../shared/requests/forgery.ts'
import { flowsPath } from '../shared/requests/paths.ts'
import type { RequestRouteParts } from '../shared/requests/routes.ts'

const page = { errors: 'page' } as const

export function connectionRoutes({ csrf }: Pick<RequestRouteParts, 'csrf'>): readonly Route[] {
  const at = `${flowsPath}/registration/strategies/oidc/auth/:request`
  const refused = (method: 'GET' | 'POST') => route(method, at, () => undefined, noProvider, () => nothing(204), page)
  return [refused('GET'), guarded(refused('POST'), csrf)]
}

/** Throws Refusal. */
function noProvider(): never {
  throw new Refusal('not-found', { reason: 'There is no such provider to sign in with.' })
}
