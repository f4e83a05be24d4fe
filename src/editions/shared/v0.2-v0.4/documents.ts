// OpenAPI descriptions of the operations of v0.2 and v0.4.
import type { RouteDocument, RouteOptions } from '#http/route.ts'
import { text } from '#lib/json-schema.ts'
import { ref, uuid } from '../json-schema.ts'

const error = ref('genericError'),
  identity = ref('Identity')
const sentOn = 'Redirect of a browser'
const request = { request: { ...uuid, description: 'Id of the request' } }
const returnTo = {
  return_to: {
    ...text,
    description:
      'Where the browser goes in the end; must be on the list of allowed addresses by then',
  },
}
const csrf = {
  'X-CSRF-Token': { ...text, description: 'The anti-forgery token, where it is not in the body' },
}
const begin = (
  summary: string,
  query: Readonly<Record<string, object>> = {},
): Omit<RouteDocument, 'id'> => ({
  summary,
  tag: 'public',
  query,
  responses: { 302: sentOn, 500: error },
})
const read = (summary: string, schema: string): Omit<RouteDocument, 'id'> => ({
  summary,
  tag: 'common',
  query: request,
  responses: { 200: ref(schema), 403: error, 404: error, 410: error, 500: error },
})
const send = (summary: string, body: string): Omit<RouteDocument, 'id'> => ({
  summary,
  tag: 'public',
  query: request,
  headers: csrf,
  body: ref(body),
  responses: { 302: sentOn, 400: error, 500: error },
})

const documents = {
  initializeSelfServiceBrowserLoginFlow: begin('Begin a login', {
    ...returnTo,
    prompt: { ...text, description: '`login` asks somebody who is signed in to prove it again' },
    refresh: { type: 'boolean', description: 'The same, in the later spelling' },
  }),
  getSelfServiceBrowserLoginRequest: read('Read a login request', 'loginRequest'),
  completeSelfServiceBrowserLoginPasswordStrategyFlow: {
    ...send('Sign in with a password', 'loginPasswordForm'),
    takes: 'form',
    responses: { 200: ref('session'), 302: sentOn, 400: error, 500: error },
  },
  initializeSelfServiceBrowserRegistrationFlow: begin('Begin a registration', returnTo),
  getSelfServiceBrowserRegistrationRequest: read(
    'Read a registration request',
    'registrationRequest',
  ),
  completeSelfServiceBrowserRegistrationPasswordStrategyFlow: send(
    'Sign up with a password',
    'registrationPasswordForm',
  ),
  initializeSelfServiceSettingsFlow: begin('Begin to change settings', returnTo),
  getSelfServiceBrowserSettingsRequest: {
    ...read('Read a settings request', 'settingsRequest'),
    responses: { ...read('', 'settingsRequest').responses, 302: sentOn },
  },
  completeSelfServiceBrowserSettingsPasswordStrategyFlow: send(
    'Change the password',
    'settingsPasswordForm',
  ),
  completeSelfServiceBrowserSettingsProfileStrategyFlow: send(
    'Change the traits',
    'completeSelfServiceBrowserSettingsStrategyProfileFlowPayload',
  ),
  initializeSelfServiceRecoveryFlow: begin('Begin a recovery', returnTo),
  getSelfServiceBrowserRecoveryRequest: read('Read a recovery request', 'recoveryRequest'),
  completeSelfServiceBrowserRecoveryLinkStrategyFlow: {
    ...send('Ask for a recovery link, or open one', 'recoveryLinkForm'),
    query: { ...request, token: { ...text, description: 'Token of a mailed link' } },
  },
  initializeSelfServiceBrowserVerificationFlow: begin('Begin to verify an address', returnTo),
  getSelfServiceVerificationRequest: read('Read a verification request', 'verificationRequest'),
  completeSelfServiceBrowserVerificationFlow: send(
    'Ask for a verification link',
    'verificationForm',
  ),
  selfServiceBrowserVerify: begin('Open a verification link'),
  completeSelfServiceBrowserSettingsOIDCSettingsFlow: send(
    'Link or unlink an account at a provider',
    'settingsConnectionForm',
  ),
  initializeSelfServiceBrowserLogoutFlow: begin('Sign a browser out'),
  getSelfServiceError: {
    summary: 'Read an error kept for the error page',
    tag: 'common',
    query: { error: uuid },
    responses: { 200: ref('errorContainer'), 403: error, 404: error, 500: error },
  },
  whoami: {
    summary: 'Who am I: the session that came with this request',
    tag: 'public',
    responses: { 200: ref('session'), 401: error, 403: error, 500: error },
  },
  getSchema: {
    summary: 'Read an identity schema',
    tag: 'common',
    responses: { 200: { type: 'object' }, 404: error, 500: error },
  },
  listIdentities: {
    summary: 'List identities',
    tag: 'admin',
    query: {
      limit: { type: 'integer', minimum: 0, maximum: 500, default: 100 },
      offset: { type: 'integer', minimum: 0, default: 0 },
    },
    responses: { 200: { type: 'array', items: identity }, 500: error },
  },
  createIdentity: {
    summary: 'Create an identity without credentials',
    tag: 'admin',
    body: identity,
    responses: { 201: identity, 400: error, 409: error, 500: error },
  },
  getIdentity: {
    summary: 'Read an identity',
    tag: 'admin',
    responses: { 200: identity, 404: error, 500: error },
  },
  updateIdentity: {
    summary: 'Replace schema and traits of an identity',
    tag: 'admin',
    body: identity,
    responses: { 200: identity, 400: error, 404: error, 409: error, 500: error },
  },
  deleteIdentity: {
    summary: 'Delete an identity with everything of it',
    tag: 'admin',
    responses: { 204: 'Deleted', 404: error, 500: error },
  },
} satisfies Readonly<Record<string, Omit<RouteDocument, 'id'>>>

/**
 * The route options that document an operation. `forAdmin`: the same operation on the admin
 * listener, used by pages that read flows without the browser's cookies.
 */
export function documentOf(id: keyof typeof documents, forAdmin = false): RouteOptions {
  return {
    document: {
      ...documents[id],
      id: forAdmin ? `${id}Admin` : id,
      ...(forAdmin ? { tag: 'admin' } : {}),
    },
  }
}
