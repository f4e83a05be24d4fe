import type { Core } from '#core.ts'
import type { MessageRenderer } from '#messages/render.ts'
import type { Places } from '../../../edition.ts'
import type { HealthParts } from '../../health.ts'
import type { PageTokens } from '../../offset-pages.ts'
import type { V26Shape } from '../shape.ts'

/** What the admin routes need. */
export type AdminRouteParts = {
  readonly core: Core
  readonly places: () => Places
  readonly health: HealthParts
  readonly pageTokens: PageTokens
  readonly shape: V26Shape
  readonly render: MessageRenderer
  readonly flags: () => { readonly fasterSessionExtend: boolean }
  /** The path of a list from the root of the host, for its pagination links. */
  readonly listPath: (path: string) => string
}
