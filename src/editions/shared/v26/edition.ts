// What the editions since v26.2 have in common: all methods, multi-step login and registration,
// second factors.
import type { Caller } from '#flow/caller.ts'
import type { JsonObject } from '#lib/json.ts'
import { defaultRules } from '#rules.ts'
import {
  placePrefixes,
  type Edition,
  type EditionParts,
  type EditionRoutes,
} from '../../edition.ts'
import { csrfCookieOfServer } from '../cookies.ts'
import { keyScriptPath } from '../key-script.ts'
import { flowLinks } from '../links.ts'
import type { Route } from '#http/route.ts'
import { adminRoutes } from './admin-routes.ts'
import type { AdminRouteParts } from './admin/parts.ts'
import { createAnswers, type Answers } from './answer.ts'
import { createEntryAnswers } from './entry-answer.ts'
import { entryRoutes } from './entry-routes.ts'
import { createMailedAnswers } from './mailed-answer.ts'
import { mailedRoutes, recoveryAdminRoutes } from './mailed-routes.ts'
import { createRefuse } from './refuse.ts'
import { publicRoutes } from './public-routes.ts'
import { schemas } from './schemas.ts'
import { shapeOfV26_2, type Shape } from './shape.ts'
import { createSettingsAnswers } from './settings-answer.ts'
import { answerUnmatched } from './unmatched.ts'
import { settingsRoutes } from './settings-routes.ts'

/** What an edition has besides the routes of v26.2. */
export type MoreRouteParts = AdminRouteParts & { readonly answers: Answers }
export type MoreRoutes = (parts: MoreRouteParts) => {
  readonly public: readonly Route[]
  readonly admin: readonly Route[]
}

/** The routes of v26.2, in this shape. */
const v26Routes =
  (shape: Shape, more: MoreRoutes) =>
  (given: EditionParts): EditionRoutes => {
    const parts = {
      ...given,
      shape,
      listPath: (path: string) =>
        `${new URL(given.places().adminUrl).pathname.replace(/\/$/, '')}/admin${path}`,
    }
    const { render } = parts
    const storeError = (error: JsonObject, caller: Caller) => parts.core.errors.keep(error, caller)
    const refuse = createRefuse({ render, places: parts.places, storeError, report: parts.report })
    const answers = createAnswers({
      render,
      places: parts.places,
      csrf: parts.csrf,
      refuse,
      clock: parts.clock,
      shape,
    })
    const settingsAnswers = createSettingsAnswers({ places: parts.places, refuse, answers })
    const entry = createEntryAnswers({
      places: parts.places,
      refuse,
      shape,
      answers,
      settings: settingsAnswers,
    })
    const mailedAnswers = createMailedAnswers({
      places: parts.places,
      refuse,
      answers,
      continuesWith: () => parts.flags().useContinueWithTransitions,
    })
    const besides = more({ ...parts, answers })
    return {
      public: [
        ...besides.public,
        ...entryRoutes(parts.core, entry, parts),
        ...publicRoutes({ ...parts, answers, entry }),
        ...settingsRoutes(parts.core.settings, settingsAnswers, entry),
        ...mailedRoutes(parts.core, mailedAnswers, parts),
      ],
      admin: [
        ...besides.admin,
        ...recoveryAdminRoutes(parts.core.recoveryAdministration, mailedAnswers, parts.places),
        ...adminRoutes(parts),
      ],
      refuse: (error, caller, route) => refuse(error, caller, route?.options.errors ?? 'answer'),
      unmatched: { public: answerUnmatched, admin: undefined },
    }
  }

/**
 * An edition of the API as it is since v26.2, at no place unless `defaultPlaces` says so.
 * `shape`: in what its answers differ. `more`: its name, and what it has besides or otherwise.
 */
export const v26Edition = ({
  name,
  shape = shapeOfV26_2,
  moreRoutes = () => ({ public: [], admin: [] }),
  moreSchemas = {},
  ...more
}: Pick<Edition, 'name'> &
  Partial<Omit<Edition, 'api' | 'routes'>> & {
    readonly shape?: Shape
    readonly moreRoutes?: MoreRoutes
    readonly moreSchemas?: Edition['api']['schemas']
  }): Edition => ({
  name,
  prefixes: placePrefixes.root,
  defaultPlaces: [],
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
    version: name,
    description:
      'Identities, and the flows by which people sign up, sign in, recover, verify ' +
      'and change what is theirs.',
    schemas: { ...schemas, ...moreSchemas },
  },
  routes: v26Routes(shape, moreRoutes),
  ...more,
})
