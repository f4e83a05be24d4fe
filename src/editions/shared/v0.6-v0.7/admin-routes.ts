// Admin routes that v0.6 and v0.7 share.
import { json, nothing } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import type { IdentityUpdate } from '#identity/administration.ts'
import type { Identity } from '#identity/identity.ts'
import type { Core } from '#core.ts'
import type { EditionParts, Places } from '../../edition.ts'
import { healthRoutes, versionRoute, type HealthParts } from '../health.ts'
import type { FlowAnswers } from './answer.ts'
import type { DocumentOf } from './documents.ts'
import { numberedPageHeaders, rangeOf, readNumberedPage } from './pages.ts'
import { answerError, findSchema, schemaWithoutId } from './public-routes.ts'
import { readErrorId, readFlowId, readId, readNewIdentity } from './read.ts'

export type AdminRouteParts = {
  readonly core: Core
  readonly health: HealthParts
  readonly metrics: EditionParts['metrics']
  readonly places: () => Places
  readonly documentOf: DocumentOf
  readonly answers: FlowAnswers
  /** Presents an identity as JSON. */
  readonly identity: (identity: Identity) => object
  readonly readUpdate: (request: Request) => IdentityUpdate
}

/** The admin routes, except the recovery link. */
export function commonAdminRoutes({
  core,
  answers,
  documentOf,
  identity,
  places,
  health,
  metrics,
  readUpdate,
}: AdminRouteParts): readonly Route[] {
  const { administration, errors, login, registration, settings, recovery, verification } = core
  const self = '/self-service'
  return [
    route(
      'GET',
      '/identities',
      readNumberedPage,
      async (page) => ({
        page,
        ...(await administration.listIdentitiesByOffset({}, rangeOf(page))),
      }),
      ({ page, identities, total }) =>
        json(200, identities.map(identity), {
          headers: numberedPageHeaders(`${places().adminUrl}/identities`, page, total),
        }),
      documentOf('identities.list', true),
    ),
    route(
      'POST',
      '/identities',
      readNewIdentity,
      administration.create,
      (account) =>
        json(201, identity(account.identity), {
          location: `${places().adminUrl}/identities/${account.identity.id}`,
        }),
      documentOf('identities.create', true),
    ),
    route(
      'GET',
      '/identities/:id',
      readId,
      ({ id }) => administration.find(id),
      (account) => json(200, identity(account.identity)),
      documentOf('identities.get', true),
    ),
    route(
      'PUT',
      '/identities/:id',
      (request) => ({ ...readId(request), update: readUpdate(request) }),
      ({ id, update }) => administration.update(id, update),
      (account) => json(200, identity(account.identity)),
      documentOf('identities.update', true),
    ),
    route(
      'DELETE',
      '/identities/:id',
      readId,
      ({ id }) => administration.delete(id),
      () => nothing(204),
      documentOf('identities.delete', true),
    ),

    route(
      'GET',
      `${self}/login/flows`,
      readFlowId,
      login.show,
      (outcome, caller) => answers.form(outcome, caller),
      documentOf('login.flow', true),
    ),
    route(
      'GET',
      `${self}/registration/flows`,
      readFlowId,
      registration.show,
      (outcome, caller) => answers.form(outcome, caller),
      documentOf('registration.flow', true),
    ),
    route(
      'GET',
      `${self}/settings/flows`,
      readFlowId,
      settings.inspect,
      (outcome, caller) =>
        answers.form(outcome, caller, async ({ flow, form }) => ({
          ...(await answers.flowJson(flow, form)),
          identity: identity(outcome.identity),
        })),
      documentOf('settings.flow', true),
    ),
    route(
      'GET',
      `${self}/recovery/flows`,
      readFlowId,
      recovery.show,
      (outcome, caller) => answers.form(outcome, caller),
      documentOf('recovery.flow', true),
    ),
    route(
      'GET',
      `${self}/verification/flows`,
      readFlowId,
      verification.show,
      (outcome, caller) => answers.form(outcome, caller),
      documentOf('verification.flow', true),
    ),
    route(
      'GET',
      `${self}/errors`,
      readErrorId,
      errors.show,
      answerError,
      documentOf('error', true),
    ),

    route(
      'GET',
      '/schemas/:id',
      readId,
      ({ id }) => findSchema(core, id),
      (schema) => json(200, schema.raw),
      documentOf('schema', true),
    ),
    schemaWithoutId,
    route(
      'GET',
      '/metrics/prometheus',
      ({ headers }) => headers.accept,
      metrics.answer,
      (body) => ({ status: 200, body }),
      documentOf('metrics', true),
    ),
    ...healthRoutes(health),
    versionRoute(health),
  ]
}
