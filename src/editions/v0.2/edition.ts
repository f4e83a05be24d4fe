// Edition v0.2: requests of browsers, each way of submitting at a path of its own, errors in
// sentences.
import { json } from '#http/reply.ts'
import { one } from '#http/route.ts'
import { createMessageRenderer } from '#messages/render.ts'
import { traitsOf } from '#schema/traits-schema.ts'
import type { Edition, EditionParts } from '../edition.ts'
import { assemble } from '../shared/v0.2-v0.4/assemble.ts'
import type { FormView } from '../shared/v0.2-v0.4/forms.ts'
import { api } from './documents.ts'
import { presentIdentity } from './present/identity.ts'
import { presentRequest, presentSettings, presentVerification } from './present/request.ts'
import { presentSession } from './present/session.ts'
import { providersPath, connectionRoutes } from './routes.ts'
import { formMessages } from '../shared/v0.2-v0.4/form-messages.ts'
import { sayErrors } from './wording.ts'

export const name = 'v0.2'

/** What an identity is made of; what follows from the traits or is not for this is passed over. */
const names = {
  schemaId: 'traits_schema_id',
  schemaUrl: 'traits_schema_url',
  verifiable: 'addresses',
  ignored: ['id', 'credentials'],
}

export function createV0_2(parts: EditionParts): Edition {
  const render = createMessageRenderer()
  const view = (publicUrl: string, csrfToken: string): FormView => ({
    publicUrl,
    csrfToken,
    say: sayErrors(render),
    saysOptional: true,
    saysAllInMethods: true,
  })
  const identities = (publicUrl: string) => ({ publicUrl, linkLifespanMs: parts.linkLifespanMs() })
  const {
    rows,
    mailed: _,
    ...edition
  } = assemble(parts, {
    render,
    present: {
      request: (flow, form, csrfToken, publicUrl) =>
        (flow.kind === 'verification' ? presentVerification : presentRequest)(
          flow,
          formMessages(form),
          view(publicUrl, csrfToken),
        ),
      session: (session, identity, publicUrl) =>
        presentSession(session, identity, identities(publicUrl)),
    },
    settings: {
      presentSettings: (flow, form, identity, csrfToken, publicUrl) =>
        presentSettings(flow, formMessages(form), identity, view(publicUrl, csrfToken)),
      proveAgain: { prompt: 'login' },
      tellsSessionAfter: [],
    },
    providersPath,
    routes: {
      malformedSettings: 'unknown',
      asksForProof: (request) => one(request, 'prompt') === 'login',
      whoami: ({ session, identity }) =>
        json(200, presentSession(session, identity, identities(parts.places().publicUrl))),
      presentIdentity: ({ identity }) =>
        presentIdentity(identity, identities(parts.places().publicUrl)),
      names,
      presentSchema: ({ raw }) => traitsOf(raw),
    },
  })
  return {
    name,
    api,
    cookies: parts.cookies,
    ...edition,
    public: [...edition.public, ...connectionRoutes(rows)],
  }
}
