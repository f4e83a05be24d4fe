// What v0.6 and v0.7 have in common: most of the edition, and how its routes are put together.
import type { Identity } from '#identity/identity.ts'
import type { Route } from '#http/route.ts'
import {
  placePrefixes,
  type Edition,
  type EditionParts,
  type EditionRoutes,
} from '../../edition.ts'
import { csrfCookieOfAddress } from '../cookies.ts'
import { flowLinks } from '../links.ts'
import { createUnmatched } from '../unmatched.ts'
import { commonAdminRoutes, type AdminRouteParts } from './admin-routes.ts'
import type { AnswerParts } from './answer.ts'
import type { DocumentOf } from './documents.ts'
import { createMailedAnswers } from './mailed-answer.ts'
import { mailedRoutes, recoveryLinkRoute, verificationSubmitAt } from './mailed-routes.ts'
import { profile } from './profile.ts'
import { commonPublicRoutes, type PublicRouteParts } from './public-routes.ts'
import { createRefuse, type RefuseParts } from './refuse.ts'
import { createSettingsAnswers } from './settings-answer.ts'
import { wording } from './wording.ts'

/** All but the name, the document and the routes. */
export const commonParts = {
  prefixes: placePrefixes.apiKratos,
  defaultPlaces: ['apiKratos'],
  listeners: {
    cacheControl: { public: 'on-operations-only', admin: 'omitted' },
    // NOTE their clients refuse members that were not always there
    errorsNameRequest: 'when-named',
    adminPaths: [''],
    publicOnAdmin: true,
  },
  cookies: csrfCookieOfAddress,
  profile,
  links: flowLinks,
  wording,
} as const satisfies Omit<Edition, 'name' | 'api' | 'routes'>

/** What differs between the editions. */
export type AssembleOptions = {
  readonly createAnswers: (
    parts: Omit<AnswerParts, 'speaksJson' | 'redirectStatus'>,
    present: (identity: Identity) => object,
  ) => PublicRouteParts['answers']
  readonly presentIdentity: (identity: Identity, publicUrl: string) => object
  readonly readUpdate: AdminRouteParts['readUpdate']
  readonly documentOf: DocumentOf
  readonly csrfViolation: RefuseParts['csrfViolation']
  /** Which of the two paths of the verification submit the edition's document names. */
  readonly documentedVerification: 'flows' | 'methods/link'
}

/** Builds the routes and the error handler. */
export function assemble(
  parts: EditionParts,
  { createAnswers, presentIdentity, readUpdate, documentOf, ...options }: AssembleOptions,
): EditionRoutes {
  const { core, render, places, csrf, report } = parts
  const identity = (one: Identity) => presentIdentity(one, places().publicUrl)
  const refuse = createRefuse({
    render,
    places,
    report,
    storeError: core.errors.keep,
    csrfViolation: options.csrfViolation,
  })
  const answers = createAnswers({ render, places, csrf, refuse }, identity)
  const common = {
    ...parts,
    documentOf,
    answers,
    identity,
    settings: createSettingsAnswers(answers, identity),
  }
  const mailed = { ...parts, documentOf, answers: createMailedAnswers(answers) }
  const verificationAt = (path: AssembleOptions['documentedVerification']): Route =>
    verificationSubmitAt(mailed, path, path === options.documentedVerification)
  return {
    public: [
      ...commonPublicRoutes(common),
      ...mailedRoutes(mailed),
      verificationAt('flows'),
      verificationAt('methods/link'),
    ],
    admin: [...commonAdminRoutes({ ...common, readUpdate }), recoveryLinkRoute(mailed)],
    unmatched: createUnmatched(parts.csrf),
    refuse: (error, caller, route) => refuse(error, caller, route?.options.errors ?? 'answer'),
  }
}
