// Edition v0.4: browser flows (called requests) as in v0.2, with messages that have ids, and
// account recovery by a link.
import { json } from '#http/reply.ts'
import { queryValue, route } from '#http/route.ts'
import { placePrefixes, type Edition, type EditionParts, type EditionRoutes } from '../edition.ts'
import { csrfCookieWithPlainName } from '../shared/cookies.ts'
import { messageLink } from '../shared/v0.2-v0.4/mailed-links.ts'
import { adminProfile, profile } from '../shared/v0.2-v0.4/profile.ts'
import { assemble } from '../shared/v0.2-v0.4/assemble.ts'
import { documentOf } from '../shared/v0.2-v0.4/documents.ts'
import { fetchPath } from '../shared/v0.2-v0.4/paths.ts'
import { readId } from '../shared/v0.2-v0.4/read.ts'
import { formMessages } from '../shared/v0.2-v0.4/form-messages.ts'
import { api } from './documents.ts'
import { presentIdentity } from './present/identity.ts'
import {
  presentRequest,
  presentSettings,
  presentVerification,
  type RequestView,
} from './present/request.ts'
import { presentSession } from './present/session.ts'
import { providersPath, connectionRoutes, recoveryRoutes } from './routes.ts'
import { renderMessages, messageText, wording } from './wording.ts'
import { whoamiHeaders } from '../shared/whoami-headers.ts'

/** Keys of an identity body. Ignored keys derive from the traits or cannot be set here. */
const names = {
  schemaId: 'schema_id',
  schemaUrl: 'schema_url',
  verifiable: 'verifiable_addresses',
  ignored: ['id', 'credentials', 'recovery_addresses'],
}

function routes(parts: EditionParts): EditionRoutes {
  const { render } = parts
  const view = (publicUrl: string, csrfToken: string): RequestView => ({
    publicUrl,
    csrfToken,
    renderMessages: renderMessages(render),
    showsOptional: false,
    repeatsFlowMessages: false,
    texts: ({ messages }) => messages.map(messageText(render)),
  })
  const identities = (publicUrl: string) => ({ publicUrl, linkLifespanMs: parts.linkLifespanMs() })
  const { routeParts, mailed, ...edition } = assemble(parts, {
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
      refreshQuery: { refresh: 'true' },
      sessionResponseAfter: ['password'],
      expiredSubmit: 'error-page',
    },
    providersPath,
    routes: {
      malformedSettings: 'mistake',
      asksForRefresh: (request) => /^(true|1)$/i.test(queryValue(request, 'refresh') ?? ''),
      whoami: (found) =>
        json(
          200,
          presentSession(found.session, found.identity, identities(parts.places().publicUrl)),
          { headers: whoamiHeaders(found) },
        ),
      presentIdentity: ({ identity }) =>
        presentIdentity(identity, identities(parts.places().publicUrl)),
      names,
      presentSchema: ({ raw }) => raw,
    },
  })
  return {
    ...edition,
    public: [
      ...edition.public,
      ...recoveryRoutes(routeParts, mailed),
      ...connectionRoutes(routeParts),
    ],
    admin: [
      ...edition.admin,
      route(
        'GET',
        fetchPath('recovery'),
        readId,
        parts.adminCore.recovery.show,
        routeParts.answers.shown,
        documentOf('getSelfServiceBrowserRecoveryRequest', true),
      ),
    ],
  }
}

export const v0_4: Edition = {
  name: 'v0.4',
  prefixes: placePrefixes.root,
  defaultPlaces: [],
  ownConfigKeys: [
    'selfservice.strategies.profile',
    'selfservice.strategies.recovery_token',
    'session.cookie_same_site',
  ],
  listeners: {
    cacheControl: { public: 'omitted', admin: 'omitted' },
    // NOTE their clients refuse members that were not always there
    errorsNameRequest: 'when-named',
    adminPaths: [''],
    publicOnAdmin: false,
  },
  cookies: csrfCookieWithPlainName,
  profile,
  adminProfile,
  links: { message: messageLink, providerCallback: `${providersPath}/callback` },
  wording,
  api,
  routes,
}
