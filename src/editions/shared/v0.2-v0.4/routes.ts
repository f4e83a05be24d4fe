// Where the operations of the editions with requests live: what both have in common.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { StoredError } from '#flow/error-store.ts'
import type { Submission } from '#flow/submission.ts'
import { json, nothing, text, type Reply } from '#http/reply.ts'
import { one, route, type HttpMethod, type Request, type Route } from '#http/route.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Core } from '#core.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import type { JsonObject } from '#lib/json.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import { isUuid } from '../fields.ts'
import { healthRoutes, versionRoute, type HealthParts } from '../health.ts'
import type { EditionParts, Places } from '../../edition.ts'
import type { Answers } from './answer.ts'
import { documentOf } from './documents.ts'
import type { createEntry } from './entry-answer.ts'
import { guarded } from './csrf-guard.ts'
import { readNewIdentity, readReplacement, type IdentityNames } from './identity-body.ts'
import { fetchPath, flowsPath, submitPath } from './paths.ts'
import {
  readId,
  readRange,
  readStartLogin,
  readStartRegistration,
  readStartSettings,
  readSubmission,
  type Asked,
} from './read.ts'
import type { SettingsAnswers } from './settings-answer.ts'
import { hidden, notYours } from './visibility.ts'

export type RequestRouteParts = {
  readonly core: Core
  /** The same core for those who need not be the browser of a request: an administrator's pages. */
  readonly adminCore: Core
  readonly answers: Answers
  readonly settingsAnswers: SettingsAnswers
  /** How what came of a submit is answered, by the method that it was sent to. */
  readonly entry: ReturnType<typeof createEntry>
  readonly places: () => Places
  readonly csrf: EditionParts['csrf']
  readonly health: HealthParts
  /** Whether the start of a login asks somebody who is signed in to prove it again. */
  readonly asksForProof: (request: Request) => boolean
  /** What the id of a settings request is that is none. */
  readonly malformedSettings: 'unknown' | 'mistake'
  readonly whoami: (found: SessionWithIdentity) => Reply
  readonly presentIdentity: (account: Account) => object
  readonly names: IdentityNames
  readonly presentSchema: (schema: IdentitySchema) => JsonObject
}

const page = { errors: 'page' } as const
const issuing = { issuesCsrf: true } as const

/** The act on what was sent, with whether JSON is asked for passed by. */
export const asked =
  <I, O>(act: (input: I, caller: Caller) => Promise<O>) =>
  async ({ input, asksForJson }: Asked<I>, caller: Caller): Promise<Asked<O>> => ({
    input: await act(input, caller),
    asksForJson,
  })

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
      logout.leave,
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
        range.limit === 0 ? { accounts: [] } : administration.listByOffset({}, range),
      ({ accounts }) => json(200, accounts.map(present)),
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

function commonRoutes({ core, presentSchema, health }: RequestRouteParts): readonly Route[] {
  return [
    route(
      'GET',
      '/schemas/:id',
      (request) => request.params['id'] ?? '',
      (id) => (id === '' ? undefined : findSchema(core, id)),
      (schema) => (schema ? json(200, presentSchema(schema)) : text(404, '404 page not found\n')),
      documentOf('getSchema'),
    ),
    ...[...healthRoutes(health), versionRoute(health)].map((one): Route => ({
      ...one,
      options: { ...one.options, bare: false },
    })),
  ]
}

/** What is no id of anything is an id that is not known. */
const readIdentityId = ({ params }: Request): string => (params['id'] ?? '').toLowerCase()

/** Examples of errors came later: here they are not known. */
function readErrorId(request: Request): { readonly id: string | undefined } {
  const id = one(request, 'error') ?? ''
  return { id: isUuid(id) ? id.toLowerCase() : undefined }
}

/** An error is for the browser that met it. Throws Refusal. */
function ofBrowser(csrf: EditionParts['csrf'], stored: StoredError, caller: Caller): StoredError {
  if (!caller.csrfKnown || stored.csrfHash !== csrf.hash(caller.csrfSecret)) throw notYours()
  return stored
}

const answerError = ({ id, error }: StoredError): Reply => json(200, { id, errors: [error] })

function findSchema(core: Core, id: string): IdentitySchema {
  const found = core.schemas().find(id)
  if (!found)
    throw new Refusal('not-found', { reason: 'There is no identity schema with this id.' })
  return found
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
