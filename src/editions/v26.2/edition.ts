// The current edition (v26.2 of the reference's API).
import type { Caller } from '#flow/caller.ts'
import type { JsonObject } from '#lib/json.ts'
import { createMessageRenderer } from '#messages/render.ts'
import type { Edition, EditionParts } from '../edition.ts'
import { adminRoutes } from './admin-routes.ts'
import { createAnswers } from './answer.ts'
import { createEntryAnswers } from './entry-answer.ts'
import { entryRoutes } from './entry-routes.ts'
import { createMailedAnswers } from './mailed-answer.ts'
import { mailedRoutes, recoveryAdminRoutes } from './mailed-routes.ts'
import { createRefuse } from './refuse.ts'
import { publicRoutes } from './routes.ts'
import { schemas } from './schemas.ts'
import { createSettingsAnswers } from './settings-answer.ts'
import { settingsRoutes } from './settings-routes.ts'

export const name = 'current'

export function createCurrent(parts: EditionParts): Edition {
  const render = createMessageRenderer()
  const storeError = (error: JsonObject, caller: Caller) => parts.core.errors.keep(error, caller)
  const refuse = createRefuse({ render, places: parts.places, storeError, report: parts.report })
  const answers = createAnswers({
    render,
    places: parts.places,
    csrf: parts.csrf,
    refuse,
    clock: parts.clock,
  })
  const settingsAnswers = createSettingsAnswers({ places: parts.places, refuse, answers })
  const entry = createEntryAnswers({
    places: parts.places,
    refuse,
    answers,
    settings: settingsAnswers,
  })
  const mailedAnswers = createMailedAnswers({
    places: parts.places,
    refuse,
    answers,
    continuesWith: () => parts.flags().useContinueWithTransitions,
  })
  return {
    name,
    api: {
      title: 'Pallas',
      version: 'v26.2',
      description:
        'Identities, and the flows by which people sign up, sign in, recover, verify and change what is theirs.',
      schemas,
    },
    cookies: parts.cookies,
    public: [
      ...entryRoutes(parts.core, entry, parts.places),
      ...publicRoutes({ ...parts, answers, entry }),
      ...settingsRoutes(parts.core.settings, settingsAnswers, entry),
      ...mailedRoutes(parts.core, mailedAnswers),
    ],
    admin: [
      ...recoveryAdminRoutes(parts.core.recoveryAdministration, mailedAnswers, parts.places),
      ...adminRoutes({ ...parts, render }),
    ],
    refuse: (error, caller, route) => refuse(error, caller, route?.options.errors ?? 'answer'),
  }
}
