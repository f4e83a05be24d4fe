// Edition v0.2: browser flows (called requests) with a path for each method; errors are plain text
// without ids.
import { json } from '#http/reply.ts'
import { queryValue } from '#http/route.ts'
import { traitsOf } from '#schema/traits-schema.ts'
import {
  placePrefixes,
  type Edition,
  type EditionParts,
  type EditionProfile,
  type EditionRoutes,
} from '../edition.ts'
import { csrfCookieWithPlainName } from '../shared/cookies.ts'
import { messageLink } from '../shared/v0.2-v0.4/mailed-links.ts'
import { adminProfile, profile } from '../shared/v0.2-v0.4/profile.ts'
import { assemble } from '../shared/v0.2-v0.4/assemble.ts'
import type { FormView } from '../shared/v0.2-v0.4/forms.ts'
import { api } from './documents.ts'
import { presentIdentity } from './present/identity.ts'
import { presentRequest, presentSettings, presentVerification } from './present/request.ts'
import { presentSession } from './present/session.ts'
import { providersPath, connectionRoutes } from './routes.ts'
import { formMessages } from '../shared/v0.2-v0.4/form-messages.ts'
import { renderErrors } from './wording.ts'
import { supportHeaders } from '../shared/whoami-headers.ts'

/**
 * A second redirect to the provider before an account is registered, and `update_successful` until
 * the next mistake.
 */
const withOwnRules = (of: EditionProfile): EditionProfile => ({
  ...of,
  rules: { ...of.rules, unknownAtProvider: 'is-asked-again', savedAfterMistake: 'not-told' },
})

/** Keys of an identity body. Ignored keys derive from the traits or cannot be set here. */
const names = {
  schemaId: 'traits_schema_id',
  schemaUrl: 'traits_schema_url',
  verifiable: 'addresses',
  ignored: ['id', 'credentials'],
}

function routes(parts: EditionParts): EditionRoutes {
  const { render } = parts
  const view = (publicUrl: string, csrfToken: string): FormView => ({
    publicUrl,
    csrfToken,
    renderMessages: renderErrors(render),
    showsOptional: true,
    repeatsFlowMessages: true,
  })
  const identities = (publicUrl: string) => ({ publicUrl, linkLifespanMs: parts.linkLifespanMs() })
  const {
    routeParts,
    mailed: _,
    ...edition
  } = assemble(parts, {
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
      refreshQuery: { prompt: 'login' },
      sessionResponseAfter: [],
      expiredSubmit: 'its-page',
    },
    providersPath,
    routes: {
      malformedSettings: 'unknown',
      asksForRefresh: (request) => queryValue(request, 'prompt') === 'login',
      whoami: ({ session, identity }) =>
        json(200, presentSession(session, identity, identities(parts.places().publicUrl)), {
          headers: supportHeaders(session),
        }),
      presentIdentity: ({ identity }) =>
        presentIdentity(identity, identities(parts.places().publicUrl)),
      names,
      presentSchema: ({ raw }) => traitsOf(raw),
    },
  })
  return {
    ...edition,
    public: [...edition.public, ...connectionRoutes(routeParts)],
  }
}

export const v0_2: Edition = {
  name: 'v0.2',
  prefixes: placePrefixes.root,
  defaultPlaces: ['root'],
  ownConfigKeys: [
    'urls',
    'identity.traits',
    'secrets.session',
    'security.session',
    'selfservice.login',
    'selfservice.registration',
    'selfservice.settings',
    'selfservice.logout',
    'selfservice.verify',
  ],
  listeners: {
    cacheControl: { public: 'omitted', admin: 'omitted' },
    // NOTE their clients refuse members that were not always there
    errorsNameRequest: 'when-named',
    adminPaths: [''],
    publicOnAdmin: false,
  },
  cookies: csrfCookieWithPlainName,
  profile: withOwnRules(profile),
  adminProfile: withOwnRules(adminProfile),
  links: { message: messageLink, providerCallback: `${providersPath}/callback` },
  wording: {},
  api,
  routes,
}
