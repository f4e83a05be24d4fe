// Where the public operations of the current edition live, what they take, what they do and how
// they are answered.
import { Refusal } from '#errors/refusal.ts'
import type { StoredError } from '#flow/error-store.ts'
import { json, nothing, redirect, text, type Reply } from '#http/reply.ts'
import { one, route, type HttpMethod, type Request, type Route } from '#http/route.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { Core } from '#core.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { WhoAmI } from '#session/own-sessions.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import { sessionJson } from '../session-json.ts'
import { healthRoutes, type HealthParts } from '../health.ts'
import { offsetPageHeaders, readOffsetPage, type PageTokens } from '../offset-pages.ts'
import type { Places } from '../../edition.ts'
import type { Answers } from './answer.ts'
import type { EntryAnswers } from './entry-answer.ts'
import { document } from './documents.ts'
import { presentBriefly, presentIdentity } from './present/identity.ts'
import { presentSession } from './present/session.ts'
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
}

const page = { errors: 'page' } as const
const issuing = { issuesCsrf: true } as const
const anyMethod: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

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
      readStartLogin('api'),
      login.start,
      answers.started('api'),
      document('createNativeLoginFlow'),
    ),
    route(
      'GET',
      `${self}/login/browser`,
      readStartLogin('browser'),
      login.start,
      answers.started('browser'),
      { ...document('createBrowserLoginFlow'), ...page, ...issuing },
    ),
    route('GET', `${self}/login/flows`, readFlowId, login.show, answers.shown, {
      ...document('getLoginFlow'),
      ...issuing,
    }),
    route(['POST', 'GET'], `${self}/login`, readSubmission, login.submit, parts.entry.entered, {
      ...document('updateLoginFlow'),
      ...page,
    }),

    route(
      'GET',
      `${self}/registration/api`,
      readStartRegistration('api'),
      registration.start,
      answers.started('api'),
      document('createNativeRegistrationFlow'),
    ),
    route(
      'GET',
      `${self}/registration/browser`,
      readStartRegistration('browser'),
      registration.start,
      answers.started('browser'),
      { ...document('createBrowserRegistrationFlow'), ...page, ...issuing },
    ),
    route('GET', `${self}/registration/flows`, readFlowId, registration.show, answers.shown, {
      ...document('getRegistrationFlow'),
      ...issuing,
    }),
    route(
      ['POST', 'GET'],
      `${self}/registration`,
      readSubmission,
      registration.submit,
      parts.entry.entered,
      { ...document('updateRegistrationFlow'), ...page },
    ),

    route('GET', `${self}/logout/browser`, readLogoutStart, logout.start, answers.logoutOffer, {
      ...document('createBrowserLogoutFlow'),
      ...page,
      ...issuing,
    }),
    route('GET', `${self}/logout`, readLogout, logout.submit, answers.signedOut, {
      ...document('updateLogoutFlow'),
      ...page,
    }),
    route(
      'DELETE',
      `${self}/logout/api`,
      readSessionToken,
      logout.giveUp,
      answers.done,
      document('performNativeLogout'),
    ),

    route('GET', `${self}/errors`, readErrorId, errors.show, answerError, {
      ...document('getFlowError'),
      ...issuing,
    }),

    route(
      anyMethod,
      '/sessions/whoami',
      readWhoami,
      ownSessions.whoami,
      answerWhoami(parts),
      document('toSession'),
    ),
    route(
      'GET',
      '/sessions',
      (request) => readOffsetPage(request, parts.pageTokens),
      async (range, caller) => ({ range, ...(await ownSessions.list(range, caller)) }),
      answerOwnSessions(parts),
      document('listMySessions'),
    ),
    route(
      'DELETE',
      '/sessions',
      () => undefined,
      ownSessions.revokeOthers,
      ({ count }) => json(200, { count }),
      document('disableMyOtherSessions'),
    ),
    route(
      'DELETE',
      '/sessions/:id',
      readPath('id'),
      ownSessions.revokeOne,
      () => nothing(204, { headers: { 'content-type': 'application/json' } }),
      document('disableMySession'),
    ),

    ...['', '/admin'].flatMap((prefix) => [
      route(
        'GET',
        `${prefix}/schemas`,
        (request) => readOffsetPage(request, parts.pageTokens),
        (range) => ({ range, all: schemas().list() }),
        answerSchemas(parts),
        { ...(prefix === '' ? document('listIdentitySchemas') : {}), ...issuing },
      ),
      route(
        'GET',
        `${prefix}/schemas/:id`,
        readPath('id'),
        ({ id }) => findSchema(parts, id),
        (schema) => json(200, schema.raw),
        prefix === '' ? document('getIdentitySchema') : {},
      ),
    ]),
    ...healthRoutes(parts.health),
    // told on the admin listener only, whatever other editions at the same place say
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

/** What belongs to the other listener is there, and only there. */
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

const readWhoami = (request: Request) => ({ tokenizeAs: one(request, 'tokenize_as') })

const readErrorId = (request: Request) => ({ id: one(request, 'id') ?? one(request, 'error') })

function answerError(stored: StoredError): Reply {
  return json(200, {
    id: stored.id,
    error: stored.error,
    created_at: toRfc3339(stored.createdAt),
    updated_at: toRfc3339(stored.updatedAt),
  })
}

const answerWhoami =
  ({ places }: RouteParts) =>
  (found: WhoAmI): Reply => {
    const { session, identity, cacheForMs, tokenized } = found,
      { publicUrl } = places()
    const present = () => presentSession(session, true, presentIdentity(identity, publicUrl))
    const headers = {
      'x-kratos-authenticated-identity-id': identity.id,
      ...(cacheForMs === undefined
        ? {}
        : { 'ory-session-cache-for': String(Math.floor(cacheForMs / 1000)) }),
    }
    return tokenized === undefined
      ? {
          status: 200,
          body: { jsonText: sessionJson(found, `current ${publicUrl}`, present) },
          headers,
        }
      : json(200, { ...present(), tokenized }, { headers })
  }

const answerOwnSessions =
  ({ pageTokens }: RouteParts) =>
  ({
    range,
    total,
    sessions,
  }: {
    range: { limit: number; offset: number }
    total: number
    sessions: readonly SessionWithIdentity[]
  }): Reply =>
    json(
      200,
      sessions.map((one) => presentSession(one.session, true, presentBriefly(one.identity))),
      { headers: offsetPageHeaders('/sessions', range, total, pageTokens) },
    )

const answerSchemas =
  ({ pageTokens }: RouteParts) =>
  ({
    range,
    all,
  }: {
    range: { limit: number; offset: number }
    all: readonly IdentitySchema[]
  }): Reply =>
    json(
      200,
      all
        .slice(range.offset, range.offset + range.limit)
        .map(({ id, raw }) => ({ id, schema: raw })),
      { headers: offsetPageHeaders('/schemas', range, all.length, pageTokens) },
    )

/** By plain id or by its base64url, as `schema_url` spells it. */
function findSchema({ core }: RouteParts, id: string): IdentitySchema {
  const schemas = core.schemas()
  const found = schemas.find(id) ?? schemas.find(Buffer.from(id, 'base64url').toString('utf8'))
  if (!found)
    throw new Refusal('not-found', { reason: 'There is no identity schema with this id.' })
  return found
}
