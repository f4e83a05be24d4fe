// Where the public operations of the editions with requests live: what both have in common.
import type { Core } from '#core.ts'
import type { Caller } from '#flow/caller.ts'
import type { StoredError } from '#flow/error-store.ts'
import type { Submission } from '#flow/submission.ts'
import { route, type HttpMethod, type Route } from '#http/route.ts'
import type { EditionParts } from '../../edition.ts'
import { answerError, commonRoutes, readErrorId } from './common-routes.ts'
import { guarded } from './csrf-guard.ts'
import { documentOf } from './documents.ts'
import { fetchPath, flowsPath, submitPath } from './paths.ts'
import {
  readId,
  readStartLogin,
  readStartRegistration,
  readStartSettings,
  readSubmission,
  type Asked,
} from './read.ts'
import { asked, type RequestRouteParts } from './route-parts.ts'
import { hidden, notYours } from './visibility.ts'

const page = { errors: 'page' } as const
const issuing = { issuesCsrf: true } as const

export function publicRequestRoutes(parts: RequestRouteParts): readonly Route[] {
  const {
    core: { login, registration, settings, logout, ownSessions, errors },
    answers,
    settingsAnswers,
    csrf,
  } = parts
  const whoami = (methods: readonly HttpMethod[]) =>
    route(
      methods,
      '/sessions/whoami',
      () => undefined,
      ownSessions.whoami,
      parts.whoami,
      methods.includes('GET') ? documentOf('whoami') : {},
    )
  return [
    route(
      'GET',
      `${flowsPath}/login`,
      readStartLogin(parts.asksForProof),
      login.start,
      answers.started,
      { ...documentOf('initializeSelfServiceBrowserLoginFlow'), ...page, ...issuing },
    ),
    route(
      'GET',
      fetchPath('login'),
      readId,
      hidden(login.show),
      answers.shown,
      documentOf('getSelfServiceBrowserLoginRequest'),
    ),
    guarded(
      route(
        'POST',
        submitPath('login', 'password'),
        readSubmission('password', 'mistake'),
        asked(login.submit),
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
      hidden(registration.show),
      answers.shown,
      documentOf('getSelfServiceBrowserRegistrationRequest'),
    ),
    guarded(
      route(
        'POST',
        submitPath('registration', 'password'),
        (request, caller) =>
          describedOnly(parts.core, readSubmission('password', 'mistake')(request, caller)),
        asked(registration.submit),
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
      hidden(settings.show),
      settingsAnswers.shown,
      documentOf('getSelfServiceBrowserSettingsRequest'),
    ),
    ...(['password', 'profile'] as const).flatMap((method) => [
      guarded(
        route(
          'POST',
          submitPath('settings', method),
          (request, caller) =>
            describedOnly(
              parts.core,
              readSubmission(method, parts.malformedSettings)(request, caller),
            ),
          asked(settings.submit),
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
        asked(settings.submitPending),
        parts.entry(method),
        page,
      ),
    ]),

    route(
      'GET',
      `${flowsPath}/logout`,
      () => ({ returnTo: undefined }),
      logout.submitWithoutToken,
      answers.signedOut,
      { ...documentOf('initializeSelfServiceBrowserLogoutFlow'), ...page },
    ),

    route(
      'GET',
      '/self-service/errors',
      readErrorId,
      async (input, caller) => ofBrowser(csrf, await hidden(errors.show)(input, caller), caller),
      answerError,
      documentOf('getSelfServiceError'),
    ),
    whoami(['GET']),
    guarded(whoami(['POST', 'PUT', 'PATCH', 'DELETE']), csrf),
    ...commonRoutes(parts),
  ]
}

/** An error is for the browser that met it. Throws Refusal. */
function ofBrowser(csrf: EditionParts['csrf'], stored: StoredError, caller: Caller): StoredError {
  if (!caller.csrfKnown || stored.csrfHash !== csrf.hash(caller.csrfSecret)) throw notYours()
  return stored
}

/** A form fills in what it was offered: fields that no schema knows are left out. */
function describedOnly(core: Core, { input, asksForJson }: Asked<Submission>): Asked<Submission> {
  const { traits } = input.fields
  if (!input.fromForm || typeof traits !== 'object' || traits === null || Array.isArray(traits))
    return { input, asksForJson }
  const known = new Set(
    core
      .schemas()
      .list()
      .flatMap(({ fields }) => fields.map(({ name }) => name.split('.')[1])),
  )
  const continuityToken = Object.fromEntries(
    Object.entries(traits).filter(([name]) => known.has(name)),
  )
  return { input: { ...input, fields: { ...input.fields, traits: continuityToken } }, asksForJson }
}
