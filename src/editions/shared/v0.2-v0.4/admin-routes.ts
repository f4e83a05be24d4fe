// Admin routes of v0.2 and v0.4: identities, and flows for login pages that run on another server.
import { json, nothing } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import type { Account } from '#identity/identity-store.ts'
import { answerError, commonRoutes, readErrorId } from './common-routes.ts'
import { documentOf } from './documents.ts'
import { readNewIdentity, readReplacement } from './identity-body.ts'
import { fetchPath } from './paths.ts'
import { readId, readRange } from './read.ts'
import type { RequestRouteParts } from './route-parts.ts'

/** The admin routes. */
export function adminRequestRoutes(parts: RequestRouteParts): readonly Route[] {
  const {
    core: { administration, errors },
    adminCore,
    answers,
    settingsAnswers,
    places,
    names,
  } = parts
  const present = (account: Account) => parts.presentIdentity(account)
  return [
    route(
      'GET',
      '/identities',
      readRange,
      async (range) =>
        range.limit === 0 ? { identities: [] } : administration.listIdentitiesByOffset({}, range),
      ({ identities }) =>
        json(
          200,
          identities.map((identity) => parts.presentIdentity({ identity })),
        ),
      documentOf('listIdentities'),
    ),
    route(
      'POST',
      '/identities',
      ({ body }) => readNewIdentity(body, names),
      administration.create,
      (account) =>
        json(201, present(account), {
          location: `${places().adminUrl}/identities/${account.identity.id}`,
        }),
      documentOf('createIdentity'),
    ),
    route(
      'GET',
      '/identities/:id',
      readIdentityId,
      (id) => administration.find(id),
      (account) => json(200, present(account)),
      documentOf('getIdentity'),
    ),
    route(
      'PUT',
      '/identities/:id',
      (request) => ({ id: readIdentityId(request), update: readReplacement(request.body, names) }),
      ({ id, update }) => administration.update(id, update),
      (account) => json(200, present(account)),
      documentOf('updateIdentity'),
    ),
    route(
      'DELETE',
      '/identities/:id',
      readIdentityId,
      (id) => administration.delete(id),
      () => nothing(204),
      documentOf('deleteIdentity'),
    ),

    route(
      'GET',
      fetchPath('login'),
      readId,
      adminCore.login.show,
      answers.shown,
      documentOf('getSelfServiceBrowserLoginRequest', true),
    ),
    route(
      'GET',
      fetchPath('registration'),
      readId,
      adminCore.registration.show,
      answers.shown,
      documentOf('getSelfServiceBrowserRegistrationRequest', true),
    ),
    route(
      'GET',
      fetchPath('settings'),
      readId,
      adminCore.settings.inspect,
      settingsAnswers.shown,
      documentOf('getSelfServiceBrowserSettingsRequest', true),
    ),
    route(
      'GET',
      fetchPath('verification'),
      readId,
      adminCore.verification.show,
      answers.shown,
      documentOf('getSelfServiceVerificationRequest', true),
    ),
    route(
      'GET',
      '/self-service/errors',
      readErrorId,
      errors.show,
      answerError,
      documentOf('getSelfServiceError', true),
    ),
    ...commonRoutes(parts),
  ]
}

/** The id in lower case. An invalid id is looked up like any other and leads to 404. */
const readIdentityId = ({ params }: Request): string => (params['id'] ?? '').toLowerCase()
