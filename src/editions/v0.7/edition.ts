// Edition v0.7: flows for browsers and native apps; login and registration respond with JSON to
// browsers that ask for it.
import type { Caller } from '#flow/caller.ts'
import type { Identity } from '#identity/identity.ts'
import type { JsonObject } from '#lib/json.ts'
import { placePrefixes, type Edition, type EditionParts, type EditionRoutes } from '../edition.ts'
import { csrfCookieOfAddress } from '../shared/cookies.ts'
import { flowLinks } from '../shared/links.ts'
import { createMailedAnswers } from '../shared/v0.6-v0.7/mailed-answer.ts'
import { createRefuse } from '../shared/v0.6-v0.7/refuse.ts'
import { createSettingsAnswers } from '../shared/v0.6-v0.7/settings-answer.ts'
import { profile } from '../shared/v0.6-v0.7/profile.ts'
import { wording } from '../shared/v0.6-v0.7/wording.ts'
import { createAnswers } from './answer.ts'
import { api } from './documents.ts'
import { presentIdentity } from './present/identity.ts'
import { adminRoutes, publicRoutes } from './routes.ts'

function routes(parts: EditionParts): EditionRoutes {
  const { render } = parts
  const identity = (one: Identity) => presentIdentity(one, parts.places().publicUrl)
  const refuse = createRefuse({
    render,
    places: parts.places,
    report: parts.report,
    storeError: (error: JsonObject, caller: Caller) => parts.core.errors.keep(error, caller),
    csrfViolation: 'as-requested',
  })
  const answers = createAnswers(
    { render, places: parts.places, csrf: parts.csrf, refuse },
    identity,
  )
  const routeParts = {
    ...parts,
    answers,
    identity,
    settings: createSettingsAnswers(answers, identity),
    mailed: createMailedAnswers(answers),
  }
  return {
    public: publicRoutes(routeParts),
    admin: adminRoutes(routeParts),
    refuse: (error, caller, route) => refuse(error, caller, route?.options.errors ?? 'answer'),
  }
}

export const v0_7: Edition = {
  name: 'v0.7',
  prefixes: placePrefixes.apiKratos,
  defaultPlaces: ['apiKratos'],
  listeners: {
    cacheControl: { public: 'on-operations-only', admin: 'omitted' },
    adminPaths: [''],
    publicOnAdmin: true,
  },
  cookies: csrfCookieOfAddress,
  profile,
  links: flowLinks,
  wording,
  api,
  routes,
}
