// Public routes that v0.6 and v0.7 share.
import { Refusal } from '#errors/refusal.ts'
import type { StoredError } from '#flow/error-store.ts'
import type {
  AlreadySignedIn,
  Expired,
  Registered,
  ShowForm,
  SignedIn,
  VerificationFirst,
} from '#flow/outcome.ts'
import type { Caller } from '#flow/caller.ts'
import { json, nothing, text, type Reply } from '#http/reply.ts'
import { route, routeAtOnce, type HttpMethod, type Route } from '#http/route.ts'
import type { Identity } from '#identity/identity.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { Core } from '#core.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import { healthRoutes, type HealthParts } from '../health.ts'
import { withLongerCookie } from '../session-cookie.ts'
import type { FlowAnswers } from './answer.ts'
import { readCallback } from '../callback.ts'
import { signOutRoutes, type ButtonParts } from '../button-routes.ts'
import type { DocumentOf } from './documents.ts'
import { createEntryAnswer } from './entry-answer.ts'
import {
  readErrorId,
  readFlowId,
  readId,
  readSubmitPending,
  readReturn,
  readSessionToken,
  readStart,
  readStartLogin,
  readStartRegistration,
  readSubmission,
} from './read.ts'
import { presentSession } from './session.ts'
import { sessionJson } from '../session-json.ts'
import { redirectForeignFlow, refuseUnknownAs, withoutReason } from './refusal-wrappers.ts'
import type { createSettingsAnswers } from './settings-answer.ts'
import { whoamiHeaders } from '../whoami-headers.ts'

type Answer<O> = (outcome: O, caller: Caller) => Promise<Reply> | Reply
type FlowType = 'browser' | 'api'

export type PublicRouteParts = ButtonParts & {
  readonly core: Core
  readonly health: HealthParts
  readonly documentOf: DocumentOf
  readonly answers: FlowAnswers & {
    readonly started: (type: FlowType) => Answer<ShowForm | AlreadySignedIn>
    readonly login: Answer<ShowForm | Expired | AlreadySignedIn | SignedIn | VerificationFirst>
    readonly registration: Answer<ShowForm | Expired | AlreadySignedIn | Registered>
  }
  readonly settings: ReturnType<typeof createSettingsAnswers>
  /** Presents an identity as JSON. */
  readonly identity: (identity: Identity) => object
}

const page = { errors: 'page' } as const
const issuing = { issuesCsrf: true } as const
const noCacheControl = { cacheControl: 'omitted' } as const
const anyMethod: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const self = '/self-service'

/** The path of a schema without its id, which has no operation. */
export const schemaWithoutId: Route = route(
  'GET',
  '/schemas/',
  () => undefined,
  () => undefined,
  () => text(404, '404 page not found\n'),
  noCacheControl,
)

/** The public routes, except recovery and verification. */
export function commonPublicRoutes({
  core,
  answers,
  settings: settingsAnswers,
  documentOf,
  identity,
  health,
  ...buttons
}: PublicRouteParts): readonly Route[] {
  const { login, registration, settings, logout, ownSessions, errors, callback } = core
  const answerEntry = createEntryAnswer({ answers, settings: settingsAnswers })
  const callbackPath = `${self}/methods/oidc/callback`
  return [
    route(
      'GET',
      `${self}/login/api`,
      readStartLogin('api'),
      login.start,
      answers.started('api'),
      documentOf('login.api'),
    ),
    route(
      'GET',
      `${self}/login/browser`,
      readStartLogin('browser'),
      login.start,
      answers.started('browser'),
      { ...documentOf('login.browser'), ...page, ...issuing },
    ),
    route(
      'GET',
      `${self}/login/flows`,
      readFlowId,
      login.show,
      (outcome, caller) => answers.form(outcome, caller),
      { ...documentOf('login.flow'), ...issuing },
    ),
    route('POST', `${self}/login`, readSubmission(), withoutReason(login.submit), answerEntry, {
      ...documentOf('login.submit'),
      ...page,
    }),

    route(
      'GET',
      `${self}/registration/api`,
      readStartRegistration('api'),
      registration.start,
      answers.started('api'),
      documentOf('registration.api'),
    ),
    route(
      'GET',
      `${self}/registration/browser`,
      readStartRegistration('browser'),
      registration.start,
      answers.started('browser'),
      { ...documentOf('registration.browser'), ...page, ...issuing },
    ),
    route(
      'GET',
      `${self}/registration/flows`,
      readFlowId,
      registration.show,
      (outcome, caller) => answers.form(outcome, caller),
      { ...documentOf('registration.flow'), ...issuing },
    ),
    route(
      'POST',
      `${self}/registration`,
      readSubmission(),
      withoutReason(registration.submit),
      answerEntry,
      { ...documentOf('registration.submit'), ...page },
    ),

    route(
      'GET',
      `${self}/settings/api`,
      readStart('api'),
      settings.start,
      settingsAnswers.started('api'),
      documentOf('settings.api'),
    ),
    route(
      'GET',
      `${self}/settings/browser`,
      readStart('browser'),
      settings.start,
      settingsAnswers.started('browser'),
      { ...documentOf('settings.browser'), ...page, ...issuing },
    ),
    route(
      'GET',
      `${self}/settings/flows`,
      readFlowId,
      refuseUnknownAs('forbidden', settings.show),
      settingsAnswers.shown,
      { ...documentOf('settings.flow'), ...issuing },
    ),
    route(
      'POST',
      `${self}/settings`,
      readSubmission(),
      redirectForeignFlow(settings.submit),
      answerEntry,
      { ...documentOf('settings.submit'), ...page },
    ),
    // continues a pending update after the browser has authenticated again
    route('GET', `${self}/settings`, readSubmitPending, settings.submitPending, answerEntry, {
      ...page,
      ...issuing,
      getChanges: 'pending-update',
    }),

    // NOTE without a provider: the address that all providers with enforced PKCE share
    ...[`${callbackPath}/:provider`, callbackPath].map((path) =>
      route('GET', path, readCallback, callback.finish, answerEntry, {
        ...page,
        ...issuing,
        getChanges: 'provider-answer',
      }),
    ),

    ...signOutRoutes(
      buttons,
      route(
        'GET',
        `${self}/browser/flows/logout`,
        readReturn,
        logout.submitWithoutToken,
        answers.signedOut,
        { ...documentOf('logout'), ...page },
      ),
    ),
    route(
      'GET',
      `${self}/errors`,
      readErrorId,
      refuseUnknownAs('forbidden', errors.show),
      answerError,
      documentOf('error'),
    ),

    routeAtOnce(
      anyMethod,
      '/sessions/whoami',
      () => undefined,
      { act: ownSessions.whoami, known: ownSessions.whoamiAtOnce },
      withLongerCookie(answerWhoami(identity)),
      { ...documentOf('session'), ...noCacheControl },
    ),
    route(
      'DELETE',
      '/sessions',
      readSessionToken,
      refuseUnknownAs('not-found', logout.giveUp),
      () => nothing(204),
      documentOf('revoke'),
    ),
    route(
      'GET',
      '/schemas/:id',
      readId,
      ({ id }) => findSchema(core, id),
      (schema) => json(200, schema.raw),
      documentOf('schema'),
    ),
    schemaWithoutId,
    ...healthRoutes(health).map((one) => ({
      ...one,
      options: { ...one.options, ignoresCookies: false, ...noCacheControl },
    })),
  ]
}

/** A stored error as a response. */
export function answerError(stored: StoredError): Reply {
  return json(200, {
    id: stored.id,
    errors: [stored.error],
    created_at: toRfc3339(stored.createdAt),
    updated_at: toRfc3339(stored.updatedAt),
  })
}

const answerWhoami =
  (present: PublicRouteParts['identity']) =>
  (found: SessionWithIdentity): Reply => ({
    status: 200,
    body: {
      jsonText: sessionJson(found, present, () =>
        presentSession(found.session, true, present(found.identity)),
      ),
    },
    headers: whoamiHeaders(found),
  })

/** Finds an identity schema. Throws `Refusal('not-found')`. */
export function findSchema(core: Core, id: string): IdentitySchema {
  const found = core.schemas().find(id)
  if (!found)
    throw new Refusal('not-found', { reason: 'There is no identity schema with this id.' })
  return found
}
