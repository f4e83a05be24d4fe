// Puts the routes of an edition with requests together from what it says and how it shows things.
import type { EditionParts, EditionRoutes } from '../../edition.ts'
import { createAnswers, type Presenters } from './answer.ts'
import { createEntry } from './entry-answer.ts'
import { createMailedAnswers } from './mailed-answer.ts'
import { createRefuse } from './refuse.ts'
import { adminRequestRoutes } from './admin-routes.ts'
import { publicRequestRoutes } from './public-routes.ts'
import type { RequestRouteParts } from './route-parts.ts'
import { createSettingsAnswers, type SettingsAnswerParts } from './settings-answer.ts'
import { verificationRoutes } from './verification-routes.ts'

export type Speech = {
  readonly present: Presenters
  readonly settings: Pick<
    SettingsAnswerParts,
    'presentSettings' | 'proveAgain' | 'tellsSessionAfter'
  >
  /** Below which the ways to and from providers are. */
  readonly providersPath: string
  readonly routes: Pick<
    RequestRouteParts,
    'asksForProof' | 'malformedSettings' | 'whoami' | 'presentIdentity' | 'names' | 'presentSchema'
  >
}

export type Assembled = EditionRoutes & {
  /** For what an edition has of its own. */
  readonly rows: RequestRouteParts
  readonly mailed: ReturnType<typeof createMailedAnswers>
}

export function assemble(
  parts: EditionParts,
  { present, settings, routes, providersPath }: Speech,
): Assembled {
  const refuse = createRefuse({
    render: parts.render,
    places: parts.places,
    keepError: parts.core.errors.keep,
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
  const rows: RequestRouteParts = {
    ...parts,
    ...routes,
    answers,
    settingsAnswers,
    entry: createEntry({ answers, settings: settingsAnswers, providersPath }),
  }
  return {
    public: [...publicRequestRoutes(rows), ...verificationRoutes(rows, mailed)],
    admin: adminRequestRoutes(rows),
    refuse: (error, caller, route) => refuse(error, caller, route?.options.errors ?? 'answer'),
    rows,
    mailed,
  }
}
