// Where edition v0.2 has its ways to and from providers.
import type { Route } from '#http/route.ts'
import { connectionRoutes as routesBelow } from '../shared/v0.2-v0.4/connection-routes.ts'
import { flowsPath } from '../shared/v0.2-v0.4/paths.ts'
import type { RequestRouteParts } from '../shared/v0.2-v0.4/route-parts.ts'

export const providersPath = `${flowsPath}/registration/strategies/oidc`

export const connectionRoutes = (
  rows: Pick<RequestRouteParts, 'core' | 'entry' | 'csrf'>,
): readonly Route[] => routesBelow(rows, providersPath)
