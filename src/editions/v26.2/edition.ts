// Edition v26.2: all methods, multi-step login and registration, second factors.
import type { Caller } from '#flow/caller.ts'
import type { JsonObject } from '#lib/json.ts'
import { defaultRules } from '#rules.ts'
import { placePrefixes, type Edition, type EditionParts, type EditionRoutes } from '../edition.ts'
import { csrfCookieOfServer } from '../shared/cookies.ts'
import { keyScriptPath } from '../shared/key-script.ts'
import { flowLinks } from '../shared/links.ts'
import { adminRoutes } from '../shared/v26/admin-routes.ts'
import { createAnswers } from '../shared/v26/answer.ts'
import { createEntryAnswers } from '../shared/v26/entry-answer.ts'
import { entryRoutes } from '../shared/v26/entry-routes.ts'
import { createMailedAnswers } from '../shared/v26/mailed-answer.ts'
import { mailedRoutes, recoveryAdminRoutes } from '../shared/v26/mailed-routes.ts'
import { createRefuse } from '../shared/v26/refuse.ts'
import { publicRoutes } from '../shared/v26/public-routes.ts'
import { schemas } from '../shared/v26/schemas.ts'
import { createSettingsAnswers } from '../shared/v26/settings-answer.ts'
import { answerUnmatched } from '../shared/v26/unmatched.ts'
import { settingsRoutes } from '../shared/v26/settings-routes.ts'

function routes(parts: EditionParts): EditionRoutes {
  const { render } = parts
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
    public: [
      ...entryRoutes(parts.core, entry, parts.places),
      ...publicRoutes({ ...parts, answers, entry }),
      ...settingsRoutes(parts.core.settings, settingsAnswers, entry),
      ...mailedRoutes(parts.core, mailedAnswers, parts),
    ],
    admin: [
      ...recoveryAdminRoutes(parts.core.recoveryAdministration, mailedAnswers, parts.places),
      ...adminRoutes(parts),
    ],
    refuse: (error, caller, route) => refuse(error, caller, route?.options.errors ?? 'answer'),
    unmatched: { public: answerUnmatched, admin: undefined },
  }
}

export const v26_2: Edition = {
  name: 'v26.2',
  prefixes: placePrefixes.root,
  defaultPlaces: ['root'],
  listeners: {
    errorsNameRequest: 'always',
    adminPaths: ['', '/admin'],
    publicOnAdmin: false,
  },
  cookies: csrfCookieOfServer,
  profile: { methods: 'all', rules: defaultRules },
  links: { ...flowLinks, keyScript: keyScriptPath },
  wording: {},
  api: {
    title: 'Pallas',
    version: 'v26.2',
    description:
      'Identities, and the flows by which people sign up, sign in, recover, verify ' +
      'and change what is theirs.',
    schemas,
  },
  routes,
}
