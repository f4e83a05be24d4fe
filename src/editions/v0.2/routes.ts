// The path of the provider routes of v0.2.
import type { Route } from '#http/route.ts'
import { connectionRoutes as routesBelow } from '../shared/v0.2-v0.4/connection-routes.ts'
import { flowsPath } from '../shared/v0.2-v0.4/paths.ts'
import type { RequestRouteParts } from '../shared/v0.2-v0.4/route-parts.ts'

/** The path below which the provider routes are mounted. */
export const providersPath = `${flowsPath}/registration/strategies/oidc`

export const connectionRoutes = (
  parts: Pick<RequestRouteParts, 'core' | 'entry' | 'csrf'>,
): readonly Route[] => routesBelow(parts, providersPath)
