// The current edition (v26.2 of the reference's API).
import type { CookieSettings } from '#http/cookies.ts'
import type { Caller } from '#flow/caller.ts'
import type { JsonObject } from '#lib/json.ts'
import { createVoice } from '#messages/render.ts'
import type { Core } from '#core.ts'
import type { Edition, Places } from '../edition.ts'
import type { HealthParts } from '../shared/health.ts'
import type { TokenSeal } from '../shared/offset-pages.ts'
import { adminRoutes } from './admin-routes.ts'
import { createAnswers } from './answer.ts'
import { createRefuse } from './refuse.ts'
import { publicRoutes } from './routes.ts'

export type EditionParts = {
  readonly core: Core
  readonly places: () => Places
  readonly cookies: CookieSettings
  readonly csrf: { mask(secret: string): string; newSecret(): string }
  readonly seal: TokenSeal
  readonly health: HealthParts
  readonly report: (error: unknown, caller: Caller) => void
  readonly clock: () => number
}

export const name = 'current'

export function createCurrent(parts: EditionParts): Edition {
  const voice = createVoice()
  const storeError = (error: JsonObject, caller: Caller) => parts.core.errors.keep(error, caller)
  const refuse = createRefuse({ voice, places: parts.places, storeError, report: parts.report })
  const answers = createAnswers({ voice, places: parts.places, csrf: parts.csrf, refuse, clock: parts.clock })
  return {
    name,
    cookies: parts.cookies,
    public: publicRoutes({ ...parts, answers }),
    admin: adminRoutes(parts),
    refuse: (error, caller, route) => refuse(error, caller, route?.options.errors ?? 'answer'),
  }
}
