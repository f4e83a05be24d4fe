// OpenAPI descriptions of the operations of v0.6 and v0.7. Each edition provides the published
// operation ids and schema names.
import type { RouteDocument, RouteOptions } from '#http/route.ts'
import { text } from '#lib/json-schema.ts'
import { ref, uuid } from '../json-schema.ts'

const kinds = ['login', 'registration', 'settings', 'recovery', 'verification'] as const
type Kind = (typeof kinds)[number]

/** An operation, independent of its published id. */
export type Operation =
  | `${Kind}.${'api' | 'browser' | 'flow' | 'submit'}`
  | 'recovery.link'
  | 'verification.documented'
  | 'logout'
  | 'error'
  | 'schema'
  | 'session'
  | 'revoke'
  | 'identities.list'
  | 'identities.create'
  | 'identities.get'
  | 'identities.update'
  | 'identities.delete'
  | 'recovery-link'
  | 'metrics'

/** Operation ids and schema names as an edition published them. */
export type PublishedNames = {
  readonly ids: Readonly<Record<Operation, string>>
  readonly schemas: {
    readonly error: string
    readonly errorContainer: string
    readonly identity: string
    readonly createIdentity: string
    readonly updateIdentity: string
  }
  /** Whether login and registration respond with JSON to a browser that asks for it. */
  readonly browserJson: boolean
}

const token = { 'X-Session-Token': { ...text, description: 'Session token of an app' } }
const sentOn = 'Redirect of a browser'
const returnTo = {
  return_to: {
    ...text,
    description:
      'Where the browser goes in the end; must be on the list of allowed addresses by then',
  },
}
const nounOf: Record<Kind, string> = {
  login: 'a login',
  registration: 'a registration',
  settings: 'a settings',
  recovery: 'a recovery',
  verification: 'a verification',
}
const bodyOf: Record<Kind, string> = {
  login: 'submitSelfServiceLoginFlow',
  registration: 'submitSelfServiceRegistrationFlow',
  settings: 'submitSelfServiceSettingsFlow',
  recovery: 'submitSelfServiceRecoveryFlow',
  verification: 'submitSelfServiceVerificationFlowWithLinkMethod',
}

/**
 * The route options that document an operation; `forAdmin`: the same operation on the admin
 * listener.
 */
export type DocumentOf = (operation: Operation, forAdmin?: boolean) => RouteOptions

/** Builds the descriptions with the edition's names. */
export function createDocuments(names: PublishedNames): DocumentOf {
  const documents = {
    ...Object.assign({}, ...kinds.map((kind) => ofKind(kind, names))),
    ...others(names),
  } as Record<Operation, Omit<RouteDocument, 'id'>>
  return (operation, forAdmin = false) => {
    const document = documents[operation]
    return {
      document: {
        ...document,
        id: names.ids[operation] + (forAdmin ? 'Admin' : ''),
        ...(forAdmin ? { tag: 'admin' } : {}),
      },
    }
  }
}

function ofKind(
  kind: Kind,
  { schemas, browserJson }: PublishedNames,
): Readonly<Record<string, Omit<RouteDocument, 'id'>>> {
  const error = ref(schemas.error),
    flow = ref(`${kind}Flow`),
    tag = 'public'
  const refresh =
    kind === 'login'
      ? { refresh: { type: 'boolean', description: 'Confirm the session that there is' } }
      : {}
  const own = kind === 'settings' ? { headers: token } : {}
  const json = browserJson && (kind === 'login' || kind === 'registration')
  const done = kind === 'recovery' || kind === 'verification' ? flow : ref(`${kind}ViaApiResponse`)
  return {
    [`${kind}.api`]: {
      summary: `Open ${nounOf[kind]} flow for an app`,
      tag,
      query: { ...refresh, ...returnTo },
      ...own,
      responses: {
        200: flow,
        400: error,
        ...(kind === 'settings' ? { 403: error } : {}),
        500: error,
      },
    },
    [`${kind}.browser`]: {
      summary: `Open ${nounOf[kind]} flow for a browser`,
      tag,
      query: { ...refresh, ...returnTo },
      responses: {
        ...(json ? { 200: flow, 303: sentOn, 400: error } : {}),
        302: sentOn,
        500: error,
      },
    },
    [`${kind}.flow`]: {
      summary: `Read ${nounOf[kind]} flow`,
      tag,
      query: { id: uuid },
      ...own,
      responses: {
        200: flow,
        ...(kind === 'settings' ? { 302: sentOn, 401: error } : {}),
        403: error,
        404: error,
        410: error,
        500: error,
      },
    },
    [`${kind}.submit`]: {
      summary: `Submit ${nounOf[kind]} flow`,
      tag,
      query: { flow: uuid },
      ...own,
      body: ref(bodyOf[kind]),
      responses: {
        200: done,
        302: sentOn,
        303: sentOn,
        400: flow,
        401: error,
        403: error,
        404: error,
        500: error,
      },
    },
  }
}

function others({ schemas }: PublishedNames): Readonly<Record<string, Omit<RouteDocument, 'id'>>> {
  const error = ref(schemas.error),
    identity = ref(schemas.identity)
  const link = (kind: 'recovery' | 'verification', body: string): Omit<RouteDocument, 'id'> => ({
    summary: `Submit ${nounOf[kind]} flow; the method is the link`,
    tag: 'public',
    query: { flow: uuid, token: { ...text, description: 'Token of a mailed link' } },
    body: ref(body),
    responses: {
      200: ref(`${kind}Flow`),
      302: sentOn,
      303: sentOn,
      400: ref(`${kind}Flow`),
      403: error,
      404: error,
      500: error,
    },
  })
  return {
    'recovery.link': link('recovery', 'submitSelfServiceRecoveryFlowWithLinkMethod'),
    'verification.documented': link(
      'verification',
      'submitSelfServiceVerificationFlowWithLinkMethod',
    ),
    logout: {
      summary: 'Sign a browser out',
      tag: 'public',
      query: returnTo,
      responses: { 302: sentOn, 500: error },
    },
    error: {
      summary: 'Read an error kept for the error page',
      tag: 'public',
      query: { error: text },
      responses: { 200: ref(schemas.errorContainer), 403: error, 404: error, 500: error },
    },
    schema: {
      summary: 'Read an identity schema',
      tag: 'public',
      responses: { 200: ref('jsonSchema'), 404: error, 500: error },
    },
    session: {
      summary: 'Who am I: the session that came with this request',
      tag: 'public',
      headers: token,
      responses: { 200: ref('session'), 401: error, 403: error, 500: error },
    },
    revoke: {
      summary: 'End the session of a token',
      tag: 'public',
      body: ref('revokeSession'),
      responses: { 204: 'Ended', 400: error, 404: error, 500: error },
    },
    'identities.list': {
      summary: 'List identities, page by page',
      tag: 'admin',
      query: {
        per_page: { type: 'integer', minimum: 1, maximum: 500, default: 100 },
        page: { type: 'integer', minimum: 0, default: 0 },
      },
      responses: { 200: { type: 'array', items: identity }, 500: error },
    },
    'identities.create': {
      summary: 'Create an identity without credentials',
      tag: 'admin',
      body: ref(schemas.createIdentity),
      responses: { 201: identity, 400: error, 409: error, 500: error },
    },
    'identities.get': {
      summary: 'Read an identity',
      tag: 'admin',
      responses: { 200: identity, 404: error, 500: error },
    },
    'identities.update': {
      summary: 'Replace schema and traits of an identity',
      tag: 'admin',
      body: ref(schemas.updateIdentity),
      responses: { 200: identity, 400: error, 404: error, 409: error, 500: error },
    },
    'identities.delete': {
      summary: 'Delete an identity with everything of it',
      tag: 'admin',
      responses: { 204: 'Deleted', 404: error, 500: error },
    },
    'recovery-link': {
      summary: 'Make a link by which somebody recovers their account',
      tag: 'admin',
      body: ref('CreateRecoveryLink'),
      responses: { 200: ref('recoveryLink'), 400: error, 404: error, 500: error },
    },
    metrics: {
      summary: 'Figures for Prometheus',
      tag: 'admin',
      responses: { 200: 'Figures as text' },
    },
  }
}
