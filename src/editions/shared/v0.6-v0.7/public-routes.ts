// Where the public operations live that the first editions with flows have in common, what they
// take and how they are answered.
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
import { route, type HttpMethod, type Route } from '#http/route.ts'
import type { Identity } from '#identity/identity.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { Core } from '#core.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import { healthRoutes, type HealthParts } from '../health.ts'
import type { FlowAnswers } from './answer.ts'
import { lookedAt, readAnswer } from '../callback.ts'
import type { Documented } from './documents.ts'
import { createEntry } from './entry-answer.ts'
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
import { notOfSomebodyElse, unknownAs, withoutReason } from './refusal-wrappers.ts'
import type { createSettingsAnswers } from './settings-answer.ts'

type Answer<O> = (outcome: O, caller: Caller) => Promise<Reply> | Reply
type FlowType = 'browser' | 'api'

export type PublicRowParts = {
  readonly core: Core
  readonly health: HealthParts
  readonly document: Documented
  readonly answers: FlowAnswers & {
    readonly started: (type: FlowType) => Answer<ShowForm | AlreadySignedIn>
    readonly login: Answer<ShowForm | Expired | AlreadySignedIn | SignedIn | VerificationFirst>
    readonly registration: Answer<ShowForm | Expired | AlreadySignedIn | Registered>
  }
  readonly settings: ReturnType<typeof createSettingsAnswers>
  /** An identity as JSON. */
  readonly identity: (identity: Identity) => object
}

const page = { errors: 'page' } as const
const issuing = { issuesCsrf: true } as const
const noCacheControl = { cacheControl: 'omitted' } as const
const anyMethod: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const self = '/self-service'

export function publicRows({
  core,
  answers,
  settings: settled,
  document,
  identity,
  health,
}: PublicRowParts): readonly Route[] {
  const { login, registration, settings, logout, ownSessions, errors, callback } = core
  const entered = createEntry({ answers, settings: settled })
  const back = `${self}/methods/oidc/callback/:provider`
  return [
    route(
      'GET',
      `${self}/login/api`,
      readStartLogin('api'),
      login.start,
      answers.started('api'),
      document('login.api'),
    ),
    route(
      'GET',
      `${self}/login/browser`,
      readStartLogin('browser'),
      login.start,
      answers.started('browser'),
      { ...document('login.browser'), ...page, ...issuing },
    ),
    route(
      'GET',
      `${self}/login/flows`,
      readFlowId,
      login.show,
      (outcome, caller) => answers.form(outcome, caller),
      document('login.flow'),
    ),
    route('POST', `${self}/login`, readSubmission(), withoutReason(login.submit), entered, {
      ...document('login.submit'),
      ...page,
    }),

    route(
      'GET',
      `${self}/registration/api`,
      readStartRegistration('api'),
      registration.start,
      answers.started('api'),
      document('registration.api'),
    ),
    route(
      'GET',
      `${self}/registration/browser`,
      readStartRegistration('browser'),
      registration.start,
      answers.started('browser'),
      { ...document('registration.browser'), ...page, ...issuing },
    ),
    route(
      'GET',
      `${self}/registration/flows`,
      readFlowId,
      registration.show,
      (outcome, caller) => answers.form(outcome, caller),
      document('registration.flow'),
    ),
    route(
      'POST',
      `${self}/registration`,
      readSubmission(),
      withoutReason(registration.submit),
      entered,
      { ...document('registration.submit'), ...page },
    ),

    route(
      'GET',
      `${self}/settings/api`,
      readStart('api'),
      settings.start,
      settled.started('api'),
      document('settings.api'),
    ),
    route(
      'GET',
      `${self}/settings/browser`,
      readStart('browser'),
      settings.start,
      settled.started('browser'),
      { ...document('settings.browser'), ...page, ...issuing },
    ),
    route(
      'GET',
      `${self}/settings/flows`,
      readFlowId,
      unknownAs('forbidden', settings.show),
      settled.shown,
      document('settings.flow'),
    ),
    route(
      'POST',
      `${self}/settings`,
      readSubmission(),
      notOfSomebodyElse(settings.submit),
      entered,
      { ...document('settings.submit'), ...page },
    ),
    // where a browser comes back to after it has proved again who it is
    route('GET', `${self}/settings`, readSubmitPending, settings.submitPending, entered, {
      ...page,
      ...issuing,
    }),

    lookedAt(back),
    route('GET', back, readAnswer, callback.finish, entered, page),

    route('GET', `${self}/browser/flows/logout`, readReturn, logout.leave, answers.signedOut, {
      ...document('logout'),
      ...page,
    }),
    route(
      'GET',
      `${self}/errors`,
      readErrorId,
      unknownAs('forbidden', errors.show),
      answerError,
      document('error'),
    ),

    route(
      anyMethod,
      '/sessions/whoami',
      () => undefined,
      ownSessions.whoami,
      answerWhoami(identity),
      { ...document('session'), ...noCacheControl },
    ),
    route(
      'DELETE',
      '/sessions',
      readSessionToken,
      unknownAs('not-found', logout.giveUp),
      () => nothing(204),
      document('revoke'),
    ),
    route(
      'GET',
      '/schemas/:id',
      readId,
      ({ id }) => findSchema(core, id),
      (schema) => json(200, schema.raw),
      document('schema'),
    ),
    route(
      'GET',
      '/schemas/',
      () => undefined,
      () => undefined,
      () => text(404, '404 page not found\n'),
      noCacheControl,
    ),
    ...healthRoutes(health).map((one) => ({
      ...one,
      options: { ...one.options, ignoresCookies: false, ...noCacheControl },
    })),
  ]
}

export function answerError(stored: StoredError): Reply {
  return json(200, {
    id: stored.id,
    errors: [stored.error],
    created_at: toRfc3339(stored.createdAt),
    updated_at: toRfc3339(stored.updatedAt),
  })
}

const answerWhoami =
  (present: PublicRowParts['identity']) =>
  (found: SessionWithIdentity): Reply => ({
    status: 200,
    body: {
      jsonText: sessionJson(found, present, () =>
        presentSession(found.session, true, present(found.identity)),
      ),
    },
    headers: { 'x-kratos-authenticated-identity-id': found.identity.id },
  })

export function findSchema(core: Core, id: string): IdentitySchema {
  const found = core.schemas().find(id)
  if (!found)
    throw new Refusal('not-found', { reason: 'There is no identity schema with this id.' })
  return found
}
