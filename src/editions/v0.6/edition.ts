// Edition v0.6: flows for browsers, which are redirected, and for apps, which speak JSON.
import type { Caller } from '#flow/caller.ts'
import type { Identity } from '#identity/identity.ts'
import type { JsonObject } from '#lib/json.ts'
import { createMessageRenderer } from '#messages/render.ts'
import type { Edition, EditionParts } from '../edition.ts'
import { createMailedAnswers } from '../shared/v0.6-v0.7/mailed-answer.ts'
import { createRefuse } from '../shared/v0.6-v0.7/refuse.ts'
import { createSettingsAnswers } from '../shared/v0.6-v0.7/settings-answer.ts'
import { profile as firstFlows } from '../shared/v0.6-v0.7/profile.ts'
import { wording } from '../shared/v0.6-v0.7/wording.ts'
import { createAnswers } from './answer.ts'
import { api } from './documents.ts'
import { presentIdentity } from './present/identity.ts'
import { adminRoutes, publicRoutes } from './routes.ts'

export const name = 'v0.6'
export const profile = firstFlows

export function createV0_6(parts: EditionParts): Edition {
  const render = createMessageRenderer(wording)
  const identity = (one: Identity) => presentIdentity(one, parts.places().publicUrl)
  const refuse = createRefuse({
    render,
    places: parts.places,
    report: parts.report,
    storeError: (error: JsonObject, caller: Caller) => parts.core.errors.keep(error, caller),
    forgery: 'page',
  })
  const answers = createAnswers(
    { render, places: parts.places, csrf: parts.csrf, refuse },
    identity,
  )
  const rows = {
    ...parts,
    answers,
    identity,
    settings: createSettingsAnswers(answers, identity),
    mailed: createMailedAnswers(answers),
  }
  return {
    name,
    api,
    cookies: parts.cookies,
    public: publicRoutes(rows),
    admin: adminRoutes(rows),
    refuse: (error, caller, route) => refuse(error, caller, route?.options.errors ?? 'answer'),
  }
}
