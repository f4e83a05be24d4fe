// Admin routes of v26.2.
import type { Route } from '#http/route.ts'
import { configRoute, healthRoutes, versionRoute } from '../health.ts'
import type { AdminRouteParts } from './admin/parts.ts'
import { identityRoutes } from './admin/identity-routes.ts'
import { courierRoutes } from './courier-routes.ts'
import { sessionRoutes } from './admin/session-routes.ts'
import { toOtherListener } from './public-routes.ts'

/** All admin routes, except recovery codes and links. */
export function adminRoutes(parts: AdminRouteParts): readonly Route[] {
  return [
    ...identityRoutes(parts),
    ...sessionRoutes(parts),
    ...courierRoutes(parts),
    ...healthRoutes(parts.health),
    configRoute(parts.health),
    versionRoute(parts.health),
    ...toOtherListener(
      [
        '/sessions/whoami',
        '/schemas',
        '/schemas/:id',
        '/schemas/*',
        '/self-service/errors',
        '/self-service/*',
      ],
      (path) => parts.places().publicUrl + path,
    ),
  ]
}
