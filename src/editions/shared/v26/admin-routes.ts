// Where the admin operations of the current edition live.
import type { Route } from '#http/route.ts'
import type { MessageRenderer } from '#messages/render.ts'
import type { Core } from '#core.ts'
import { healthRoutes, versionRoute, type HealthParts } from '../health.ts'
import type { PageTokens } from '../offset-pages.ts'
import type { Places } from '../../edition.ts'
import { identityRoutes } from './admin/identity-routes.ts'
import { courierRoutes } from './courier-routes.ts'
import { outboxRoutes } from './outbox-routes.ts'
import { searchRoutes } from './admin/search-routes.ts'
import { sessionRoutes } from './admin/session-routes.ts'
import { toOtherListener } from './public-routes.ts'

export type AdminRouteParts = {
  readonly core: Core
  readonly places: () => Places
  readonly health: HealthParts
  readonly pageTokens: PageTokens
  readonly render: MessageRenderer
  readonly flags: () => { readonly fasterSessionExtend: boolean }
  /** The path by which links name a list, from the root of the host. */
  readonly listPath: (path: string) => string
}

export function adminRoutes(given: Omit<AdminRouteParts, 'listPath'>): readonly Route[] {
  const parts = {
    ...given,
    listPath: (path: string) =>
      `${new URL(given.places().adminUrl).pathname.replace(/\/$/, '')}/admin${path}`,
  }
  return [
    ...identityRoutes(parts),
    ...searchRoutes(parts),
    ...sessionRoutes(parts),
    ...courierRoutes(parts),
    ...outboxRoutes(parts),
    ...healthRoutes(parts.health),
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
