// Public routes that v0.2 and v0.4 share.
import type { Caller } from '#flow/caller.ts'
import type { StoredError } from '#flow/error-store.ts'
import { route, routeAtOnce, type HttpMethod, type Route } from '#http/route.ts'
import type { EditionParts } from '../../edition.ts'
import { withLongerCookie } from '../session-cookie.ts'
import { answerError, commonRoutes, readErrorId } from './common-routes.ts'
import { signOutRoutes } from '../button-routes.ts'
import { guarded, withCsrfCheck } from './csrf-guard.ts'
import { documentOf } from './documents.ts'
import { fetchPath, flowsPath, submitPath } from './paths.ts'
import {
  readId,
  readStartLogin,
  readStartRegistration,
  readStartSettings,
  readFormSubmission,
  readSubmission,
} from './read.ts'
import { negotiated, type RequestRouteParts } from './route-parts.ts'
import { explainUnknown, hideUnknown, unknownOrForeign } from './visibility.ts'

const page = { errors: 'page' } as const
const issuing = { issuesCsrf: true } as const

/** The public routes, except verification. */
export function publicRequestRoutes(parts: RequestRouteParts): readonly Route[] {
  const {
    core: { login, registration, settings, logout, ownSessions, errors },
    answers,
    settingsAnswers,
    csrf,
  } = parts
  const whoami = (methods: readonly HttpMethod[]) =>
    routeAtOnce(
      methods,
      '/sessions/whoami',
      () => undefined,
      { act: ownSessions.whoami, known: ownSessions.whoamiAtOnce },
      withLongerCookie(parts.whoami),
      methods.includes('GET') ? documentOf('whoami') : {},
    )
  return [
    route(
      'GET',
      `${flowsPath}/login`,
      readStartLogin(parts.asksForRefresh),
      login.start,
      answers.started,
      { ...documentOf('initializeSelfServiceBrowserLoginFlow'), ...page, ...issuing },
    ),
    route(
      'GET',
      fetchPath('login'),
      readId,
      hideUnknown(login.show),
      answers.shown,
      documentOf('getSelfServiceBrowserLoginRequest'),
    ),
    withCsrfCheck(
      route(
        'POST',
        submitPath('login', 'password'),
        readFormSubmission('password', 'mistake'),
        negotiated(login.submit),
        parts.entry('password'),
        { ...documentOf('completeSelfServiceBrowserLoginPasswordStrategyFlow'), ...page },
      ),
      csrf,
    ),

    route(
      'GET',
      `${flowsPath}/registration`,
      readStartRegistration,
      registration.start,
      answers.started,
      { ...documentOf('initializeSelfServiceBrowserRegistrationFlow'), ...page, ...issuing },
    ),
    route(
      'GET',
      fetchPath('registration'),
      readId,
      hideUnknown(registration.show),
      answers.shown,
      documentOf('getSelfServiceBrowserRegistrationRequest'),
    ),
    withCsrfCheck(
      route(
        'POST',
        submitPath('registration', 'password'),
        readSubmission('password', 'mistake'),
        negotiated(registration.submit),
        parts.entry('password'),
        { ...documentOf('completeSelfServiceBrowserRegistrationPasswordStrategyFlow'), ...page },
      ),
      csrf,
    ),

    route(
      'GET',
      `${flowsPath}/settings`,
      readStartSettings,
      settings.start,
      settingsAnswers.started,
      { ...documentOf('initializeSelfServiceSettingsFlow'), ...page, ...issuing },
    ),
    route(
      'GET',
      fetchPath('settings'),
      readId,
      hideUnknown(settings.show),
      settingsAnswers.shown,
      documentOf('getSelfServiceBrowserSettingsRequest'),
    ),
    ...(['password', 'profile'] as const).flatMap((method) => [
      withCsrfCheck(
        route(
          'POST',
          submitPath('settings', method),
          method === 'profile'
            ? withTraits(readSubmission(method, parts.malformedSettings))
            : readSubmission(method, parts.malformedSettings),
          parts.malformedSettings === 'mistake'
            ? explainUnknown(negotiated(settings.submit))
            : negotiated(settings.submit),
          parts.entry(method),
          {
            ...documentOf(
              method === 'password'
                ? 'completeSelfServiceBrowserSettingsPasswordStrategyFlow'
                : 'completeSelfServiceBrowserSettingsProfileStrategyFlow',
            ),
            ...page,
          },
        ),
        csrf,
      ),
      route(
        'GET',
        submitPath('settings', method),
        readSubmission(method, parts.malformedSettings),
        negotiated(settings.submitPending),
        parts.entry(method),
        { ...page, getChanges: 'pending-update' },
      ),
    ]),

    ...signOutRoutes(
      parts,
      route(
        'GET',
        `${flowsPath}/logout`,
        () => ({ returnTo: undefined }),
        logout.submitWithoutToken,
        answers.signedOut,
        { ...documentOf('initializeSelfServiceBrowserLogoutFlow'), ...page },
      ),
    ).map(guarded(csrf)),

    route(
      'GET',
      '/self-service/errors',
      readErrorId,
      async (input, caller) =>
        onlyForBrowser(csrf, await hideUnknown(errors.show)(input, caller), caller),
      answerError,
      documentOf('getSelfServiceError'),
    ),
    whoami(['GET']),
    whoami(['POST', 'PUT', 'PATCH', 'DELETE']),
    ...commonRoutes(parts),
  ]
}

/** A form without any trait changes nothing, and is refused as a whole. */
const withTraits =
  (read: ReturnType<typeof readSubmission>): ReturnType<typeof readSubmission> =>
  (request, caller) => {
    const { input, ...rest } = read(request, caller)
    const isEmpty = input.unreadable === undefined && input.fields['traits'] === undefined
    return {
      ...rest,
      input: isEmpty ? { ...input, unreadable: 'Nothing was sent that could be changed.' } : input,
    }
  }

/** Returns the error only to the browser it was stored for. Throws Refusal otherwise. */
function onlyForBrowser(
  csrf: EditionParts['csrf'],
  stored: StoredError,
  caller: Caller,
): StoredError {
  if (!caller.knowsSecret((secret) => stored.csrfHash === csrf.hash(secret)))
    throw unknownOrForeign()
  return stored
}
