// Public routes of v26.2.
import type { StoredError } from '#flow/error-store.ts'
import { json, nothing, redirect, text, type Reply } from '#http/reply.ts'
import {
  queryValue,
  route,
  routeAtOnce,
  type HttpMethod,
  type Request,
  type Route,
} from '#http/route.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { Core } from '#core.ts'
import { configRoute, healthRoutes, type HealthParts } from '../health.ts'
import { answerKeyScript, keyScriptPath } from '../key-script.ts'
import { readOffsetPage, type PageTokens } from '../offset-pages.ts'
import type { Places } from '../../edition.ts'
import { withLongerCookie } from '../session-cookie.ts'
import type { Answers } from './answer.ts'
import type { EntryAnswers } from './entry-answer.ts'
import type { Shape } from './shape.ts'
import { documentOf } from './documents.ts'
import { answerOwnSessions, answerSchemas, answerWhoami, findSchema } from './public-answers.ts'
import {
  readFlowId,
  readLogout,
  readLogoutStart,
  readPath,
  readSessionToken,
  readStartLogin,
  readStartRegistration,
  readSubmission,
} from './read.ts'

export type RouteParts = {
  readonly core: Core
  readonly answers: Answers
  readonly entry: EntryAnswers
  readonly places: () => Places
  readonly pageTokens: PageTokens
  readonly health: HealthParts
  readonly shape: Shape
}

const page = { errors: 'page' } as const
const issuing = { issuesCsrf: true } as const
const anyMethod: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** The public routes, except settings, recovery and verification. */
export function publicRoutes(parts: RouteParts): readonly Route[] {
  const {
    core: { login, registration, logout, ownSessions, errors, schemas },
    answers,
  } = parts
  const self = '/self-service'
  return [
    route(
      'GET',
      `${self}/login/api`,
      readStartLogin('api', parts.places),
      login.start,
      answers.started('api'),
      { ...documentOf('createNativeLoginFlow'), getChanges: 'sent-code' },
    ),
    route(
      'GET',
      `${self}/login/browser`,
      readStartLogin('browser', parts.places),
      login.start,
      answers.started('browser'),
      { ...documentOf('createBrowserLoginFlow'), ...page, ...issuing, getChanges: 'sent-code' },
    ),
    route('GET', `${self}/login/flows`, readFlowId, login.show, answers.shown, {
      ...documentOf('getLoginFlow'),
      ...issuing,
    }),
    route(['POST', 'GET'], `${self}/login`, readSubmission, login.submit, parts.entry.answerEntry, {
      ...documentOf('updateLoginFlow'),
      ...page,
      getChanges: 'empty-form',
    }),

    route(
      'GET',
      `${self}/registration/api`,
      readStartRegistration('api'),
      registration.start,
      answers.started('api'),
      documentOf('createNativeRegistrationFlow'),
    ),
    route(
      'GET',
      `${self}/registration/browser`,
      readStartRegistration('browser'),
      registration.start,
      answers.started('browser'),
      { ...documentOf('createBrowserRegistrationFlow'), ...page, ...issuing },
    ),
    route('GET', `${self}/registration/flows`, readFlowId, registration.show, answers.shown, {
      ...documentOf('getRegistrationFlow'),
      ...issuing,
    }),
    route(
      ['POST', 'GET'],
      `${self}/registration`,
      readSubmission,
      registration.submit,
      parts.entry.answerEntry,
      { ...documentOf('updateRegistrationFlow'), ...page, getChanges: 'empty-form' },
    ),

    // NOTE W3C, A Well-Known URL for Changing Passwords
    route(
      'GET',
      '/.well-known/change-password',
      () => ({}),
      async () => ({}),
      () => redirect(303, parts.places().ui('settings')),
      { ...documentOf('changePassword'), ...issuing },
    ),

    route('GET', `${self}/logout/browser`, readLogoutStart, logout.start, answers.logoutOffer, {
      ...documentOf('createBrowserLogoutFlow'),
      ...page,
      ...issuing,
    }),
    route('GET', `${self}/logout`, readLogout, logout.submit, answers.signedOut, {
      ...documentOf('updateLogoutFlow'),
      ...page,
      getChanges: 'sign-out-token',
    }),
    route(
      'DELETE',
      `${self}/logout/api`,
      readSessionToken,
      logout.giveUp,
      answers.done,
      documentOf('performNativeLogout'),
    ),

    route('GET', `${self}/errors`, readErrorId, errors.show, answerError, {
      ...documentOf('getFlowError'),
      ...issuing,
    }),

    routeAtOnce(
      anyMethod,
      '/sessions/whoami',
      readWhoami,
      { act: ownSessions.whoami, known: ownSessions.whoamiAtOnce },
      withLongerCookie(answerWhoami(parts)),
      documentOf('toSession'),
    ),
    route(
      'GET',
      '/sessions',
      (request) => readOffsetPage(request, parts.pageTokens, 1),
      async (range, caller) => ({ range, ...(await ownSessions.list(range, caller)) }),
      answerOwnSessions(parts),
      documentOf('listMySessions'),
    ),
    route(
      'DELETE',
      '/sessions',
      () => undefined,
      ownSessions.revokeOthers,
      // NOTE as published, those that had ended before are counted, too
      ({ known }) => json(200, { count: known }),
      documentOf('disableMyOtherSessions'),
    ),
    route(
      'DELETE',
      '/sessions/:id',
      readPath('id'),
      ownSessions.revokeOne,
      () => nothing(204, { headers: { 'content-type': 'application/json' } }),
      documentOf('disableMySession'),
    ),

    ...['', '/admin'].flatMap((prefix) => [
      route(
        'GET',
        `${prefix}/schemas`,
        (request) => readOffsetPage(request, parts.pageTokens),
        (range) => ({ range, all: schemas().list() }),
        answerSchemas(parts),
        { ...(prefix === '' ? documentOf('listIdentitySchemas') : {}), ...issuing },
      ),
      route(
        'GET',
        `${prefix}/schemas/:id`,
        readPath('id'),
        ({ id }) => findSchema(parts, id),
        (schema) => json(200, schema.raw),
        prefix === '' ? documentOf('getIdentitySchema') : {},
      ),
    ]),
    route(
      'GET',
      keyScriptPath,
      () => undefined,
      () => undefined,
      answerKeyScript,
      {
        ...documentOf('getWebAuthnJavaScript'),
        ignoresCookies: true,
      },
    ),
    ...healthRoutes(parts.health),
    configRoute(parts.health),
    // the version is only on the admin listener, even when another edition mounted here serves it
    // publicly
    route(
      'GET',
      '/version',
      () => undefined,
      () => undefined,
      () => text(404, '404 page not found\n'),
      { ignoresCookies: true },
    ),
    ...toOtherListener(
      [
        '/identities',
        '/identities/*',
        '/admin/*',
        '/recovery/code',
        '/recovery/link',
        '/courier/*',
      ],
      (path) => `${parts.places().adminUrl}${path.startsWith('/admin/') ? '' : '/admin'}${path}`,
    ),
  ]
}

/** Redirects (307) paths that belong to the other listener. */
export function toOtherListener(
  paths: readonly string[],
  at: (path: string) => string,
): readonly Route[] {
  const methods: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
  return paths.map((path): Route => ({
    methods,
    path,
    options: {},
    handle: (_request, caller): Reply => redirect(307, at(caller.path)),
  }))
}

const readWhoami = (request: Request) => ({ tokenizeAs: queryValue(request, 'tokenize_as') })

const readErrorId = (request: Request) => ({
  id: queryValue(request, 'id') ?? queryValue(request, 'error'),
})

function answerError(stored: StoredError): Reply {
  return json(200, {
    id: stored.id,
    error: stored.error,
    created_at: toRfc3339(stored.createdAt),
    updated_at: toRfc3339(stored.updatedAt),
  })
}
