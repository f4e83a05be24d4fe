// Assembles the routes of v0.2 or v0.4 from the edition's presenters and options.
import type { EditionParts, EditionRoutes } from '../../edition.ts'
import { createUnmatched } from '../unmatched.ts'
import { createAnswers, type Presenters } from './answer.ts'
import { createEntryAnswers } from './entry-answer.ts'
import { createMailedAnswers } from './mailed-answer.ts'
import { createRefuse } from './refuse.ts'
import { adminRequestRoutes } from './admin-routes.ts'
import { publicRequestRoutes } from './public-routes.ts'
import type { RequestRouteParts } from './route-parts.ts'
import { createSettingsAnswers, type SettingsAnswerParts } from './settings-answer.ts'
import { verificationRoutes } from './verification-routes.ts'

/** What differs between the editions. */
export type AssembleOptions = {
  readonly present: Presenters
  readonly settings: Pick<
    SettingsAnswerParts,
    'presentSettings' | 'refreshQuery' | 'sessionResponseAfter' | 'expiredSubmit'
  >
  /** The path below which the provider routes are mounted. */
  readonly providersPath: string
  readonly routes: Pick<
    RequestRouteParts,
    | 'asksForRefresh'
    | 'malformedSettings'
    | 'whoami'
    | 'presentIdentity'
    | 'names'
    | 'presentSchema'
  >
}

/** The routes of an edition, and the parts they were built from. */
export type Assembled = EditionRoutes & {
  /** For routes that only one of the editions has. */
  readonly routeParts: RequestRouteParts
  readonly mailed: ReturnType<typeof createMailedAnswers>
}

/** Builds the routes and the error handler. */
export function assemble(
  parts: EditionParts,
  { present, settings, routes, providersPath }: AssembleOptions,
): Assembled {
  const refuse = createRefuse({
    render: parts.render,
    places: parts.places,
    storeError: parts.core.errors.keep,
    report: parts.report,
  })
  const answers = createAnswers({
    render: parts.render,
    places: parts.places,
    csrf: parts.csrf,
    refuse,
    present,
  })
  const mailed = createMailedAnswers(answers)
  const settingsAnswers = createSettingsAnswers({
    answers,
    presentSession: present.session,
    ...settings,
  })
  const routeParts: RequestRouteParts = {
    ...parts,
    ...routes,
    answers,
    settingsAnswers,
    entry: createEntryAnswers({ answers, settings: settingsAnswers, providersPath }),
  }
  return {
    public: [...publicRequestRoutes(routeParts), ...verificationRoutes(routeParts, mailed)],
    admin: adminRequestRoutes(routeParts),
    unmatched: createUnmatched(parts.csrf),
    refuse: (error, caller, route) => refuse(error, caller, route?.options.errors ?? 'answer'),
    routeParts,
    mailed,
  }
}
